// FactsReader.cpp - reads the text that FactsText.cpp describes, and verifies facts.
#include "facts/FactsText.h"
#include <algorithm>
#include <charconv>

namespace connlint {
namespace {

constexpr uint32_t MaxRegisters = 1u << 20;

class Reader {
public:
  Reader(std::string_view T, std::string &E) : Text(T), Error(E) {}

  std::optional<UnitFacts> read() {
    UnitFacts Unit;
    while (nextLine()) {
      if (Line.empty())
        continue;
      std::string Word = word();
      if (Word == "unit") {
        Unit.MainFile = text();
      } else if (Word == "constant") {
        GlobalConstant C;
        C.Global = text();
        std::string Kind = word();
        C.IsFunction = Kind == "function";
        if (!C.IsFunction && Kind != "text")
          fail("expected function or text");
        C.Value = text();
        if (!atEnd())
          C.Name = text();
        Unit.Constants.push_back(std::move(C));
      } else if (Word == "function") {
        readFunction(Unit);
      } else if (Word == "seen") {
        Unit.FunctionsSeen = number<unsigned>();
      } else if (Word == "member") {
        std::string Name = text();
        Unit.PrivateMembers.push_back({std::move(Name), text()});
      } else if (Word == "without-answer") {
        Unit.WithoutAnswer.push_back(text());
      } else if (Word == "unseen") {
        Unit.Unseen.push_back(text());
      } else if (Word == "outline") {
        readOutline(Unit);
      } else {
        fail("expected an item of a unit, such as function, not '" + Word + "'");
      }
      if (Failed || !atEnd())
        return fail("unexpected '" + std::string(Line.substr(0, 20)) + "'"), std::nullopt;
    }
    if (!areInRange(Unit))
      return fail("an outline refers to what is not there"), std::nullopt;
    return Unit;
  }

private:
  void fail(const std::string &Why) {
    if (!Failed)
      Error = "line " + std::to_string(LineNumber) + ": " + Why;
    Failed = true;
  }

  bool nextLine() {
    if (Text.empty() || Failed)
      return false;
    size_t End = Text.find('\n');
    Line = Text.substr(0, End);
    Text.remove_prefix(End == Text.npos ? Text.size() : End + 1);
    ++LineNumber;
    skipBlanks();
    if (Line.starts_with('#'))
      Line = {};
    return true;
  }

  void skipBlanks() {
    while (!Line.empty() && (Line[0] == ' ' || Line[0] == '\t' || Line[0] == '\r'))
      Line.remove_prefix(1);
  }

  bool atEnd() {
    skipBlanks();
    return Line.empty();
  }

  bool take(std::string_view Token) {
    skipBlanks();
    if (!Line.starts_with(Token))
      return false;
    Line.remove_prefix(Token.size());
    return true;
  }

  /// A keyword: letters, digits, '-' and operator signs, up to a blank.
  std::string word() {
    skipBlanks();
    size_t End = 0;
    while (End < Line.size() && Line[End] != ' ' && Line[End] != '\t' && Line[End] != '\r')
      ++End;
    std::string Result(Line.substr(0, End));
    Line.remove_prefix(End);
    return Result;
  }

  bool takeWord(std::string_view Word) {
    std::string_view Before = Line;
    if (word() == Word)
      return true;
    Line = Before;
    return false;
  }

  template <typename Int> Int number() {
    skipBlanks();
    Int Result{};
    auto [End, Code] = std::from_chars(Line.data(), Line.data() + Line.size(), Result);
    if (Code != std::errc()) {
      fail("expected a number");
      return Result;
    }
    Line.remove_prefix(static_cast<size_t>(End - Line.data()));
    return Result;
  }

  Reg reg() {
    if (take("none"))
      return NoReg;
    if (!take("%"))
      return fail("expected a register"), NoReg;
    Reg R = number<Reg>();
    if (R >= MaxRegisters)
      fail("register number too large");
    return R;
  }

  bool hasText() {
    skipBlanks();
    return Line.starts_with('"');
  }

  std::string text() {
    if (!hasText())
      return fail("expected a quoted text"), std::string();
    std::string Out;
    size_t At = 1;
    for (; At < Line.size() && Line[At] != '"'; ++At) {
      if (Line[At] != '\\') {
        Out += Line[At];
        continue;
      }
      if (++At >= Line.size())
        break;
      if (Line[At] != 'x') {
        Out += Line[At];
        continue;
      }
      unsigned Code = 0;
      if (At + 2 >= Line.size() ||
          std::from_chars(Line.data() + At + 1, Line.data() + At + 3, Code, 16).ptr !=
              Line.data() + At + 3)
        return fail("bad escape"), Out;
      Out += static_cast<char>(Code);
      At += 2;
    }
    if (At >= Line.size())
      return fail("text without end"), Out;
    Line.remove_prefix(At + 1);
    return Out;
  }

  SourcePlace place() {
    SourcePlace P;
    P.File = text();
    P.Line = number<uint32_t>();
    P.Column = number<uint32_t>();
    P.EndColumn = number<uint32_t>();
    return P;
  }

  void readFunction(UnitFacts &Unit) {
    FunctionFacts F;
    F.Name = text();
    F.Usr = text();
    F.Place = place();
    F.Internal = takeWord("internal");
    F.Inline = takeWord("inline");
    F.AddressTaken = takeWord("address-taken");
    F.IsConstructor = takeWord("constructor");
    F.CatchesJumps = takeWord("catches-jumps");
    F.MayOnlyEnd = takeWord("may-only-end");
    bool Open = false, Ended = false; // Open: the last block has no terminator yet.
    while (!Failed && !Ended && nextLine()) {
      if (Line.empty())
        continue;
      std::string_view Whole = Line;
      std::string Word = word();
      if (Word == "end") {
        Ended = true;
      } else if (Word == "variable") {
        readVariable(F);
      } else if (Word == "place") {
        F.Places.push_back(place());
      } else if (Word == "block") {
        if (Open)
          fail("the block before has no terminator");
        F.Blocks.emplace_back();
        Open = true;
      } else if (!Open) {
        fail("unexpected '" + Word + "' outside of a block");
      } else if (terminatorOf(Word)) {
        readTerminator(F.Blocks.back(), Word);
        Open = false;
      } else {
        Line = Whole;
        readInstruction(F);
      }
      if (!Failed && !atEnd())
        fail("unexpected '" + std::string(Line.substr(0, 20)) + "'");
    }
    if (!Ended)
      fail("function without end");
    if (Failed)
      return;
    if (std::string Wrong = verifyFacts(F); !Wrong.empty())
      return fail("function " + F.Name + ": " + Wrong);
    Unit.Functions.push_back(std::move(F));
  }

  void readOutline(UnitFacts &Unit) {
    FunctionOutline &F = Unit.Outlines.emplace_back();
    for (const auto &[Name, Numbers] : {std::pair{"calls", &F.Callees},
                                        {"unseen", &F.Unseen},
                                        {"ends-in", &F.EndsIn},
                                        {"hands-on", &F.HandsOn}})
      while (takeWord(Name))
        Numbers->push_back(number<uint32_t>());
    F.MayEnd = takeWord("may-end");
    F.MentionsFamily = takeWord("family");
    F.MovesHandles = takeWord("moves");
    if (takeWord("facts"))
      F.Facts = number<uint32_t>();
    if (takeWord("failed")) {
      F.Name = text();
      F.WhyNot = text();
      if (F.WhyNot.empty())
        fail("expected a reason");
    }
  }

  static bool areInRange(const UnitFacts &Unit) {
    std::vector<bool> HasOutline(Unit.Functions.size());
    return std::ranges::all_of(Unit.Outlines, [&](const FunctionOutline &F) {
      auto AreBelow = [](const std::vector<uint32_t> &Numbers, size_t End) {
        return std::ranges::all_of(Numbers, [&](uint32_t Each) { return Each < End; });
      };
      if (F.Facts && (*F.Facts >= HasOutline.size() || HasOutline[*F.Facts]))
        return false;
      if (F.Facts)
        HasOutline[*F.Facts] = true;
      return AreBelow(F.Callees, Unit.Outlines.size()) && AreBelow(F.Unseen, Unit.Unseen.size()) &&
             AreBelow(F.EndsIn, Unit.Unseen.size()) &&
             AreBelow(F.HandsOn, Unit.PrivateMembers.size());
    });
  }

  void readVariable(FunctionFacts &F) {
    VariableFacts V;
    std::string Kind = word();
    if (Kind == "parameter")
      V.Kind = VariableKind::Parameter;
    else if (Kind == "global")
      V.Kind = VariableKind::Global;
    else if (Kind != "local")
      fail("expected local, parameter or global");
    V.Name = text();
    V.TypeName = text();
    if (takeWord("index"))
      V.ParameterIndex = number<uint32_t>();
    V.Internal = takeWord("internal");
    V.IsNumber = takeWord("number");
    F.Variables.push_back(std::move(V));
  }

  void readInstruction(FunctionFacts &F) {
    Instruction I;
    skipBlanks();
    if (Line.starts_with('%')) {
      I.Dst = reg();
      if (!takeWord("="))
        return fail("expected =");
    }
    std::string Name = word();
    bool Known = false;
    for (int K = 0; K <= static_cast<int>(Op::Assume) && !Known; ++K)
      if (Name == opName(static_cast<Op>(K))) {
        I.Kind = static_cast<Op>(K);
        Known = true;
      }
    if (!Known)
      return fail("unknown operation '" + Name + "'");
    if (I.Kind == Op::Binary) {
      std::string Sign = word();
      Known = false;
      for (int K = 0; K <= static_cast<int>(BinaryOp::Ge) && !Known; ++K)
        if (Sign == binaryName(static_cast<BinaryOp>(K))) {
          I.Operator = static_cast<BinaryOp>(K);
          Known = true;
        }
      if (!Known)
        return fail("unknown operator '" + Sign + "'");
    }
    if (takeWord("a"))
      I.A = reg();
    if (takeWord("b"))
      I.B = reg();
    if (takeWord("c"))
      I.C = reg();
    if (takeWord("n"))
      I.Number = number<int64_t>();
    if (hasText())
      I.Name = text();
    if (hasText())
      I.Usr = text();
    if (I.Kind == Op::Call && take("(")) {
      while (!Failed && !take(")")) {
        ArgumentFacts A;
        A.Value = reg();
        A.ToConst = take("const");
        I.Args.push_back(A);
        take(",");
        if (atEnd())
          return fail("arguments without end");
      }
    }
    I.HasObject = takeWord("method");
    I.IsPointer = takeWord("pointer");
    I.Aggregate = takeWord("struct");
    I.IfNonNull = takeWord("if-nonnull");
    I.IsShared = takeWord("shared");
    I.SoundsFinal = takeWord("final");
    I.Untyped = takeWord("untyped");
    if (takeWord("unwind"))
      I.Unwind = number<uint32_t>();
    I.IsElsewhere = takeWord("elsewhere");
    I.UnwindsIfKnown = takeWord("unwinds-if-known");
    for (const auto &[Name, Counts] :
         {std::pair{"if-known", When::IfKnown}, {"if-unknown", When::IfUnknown}})
      if (takeWord(Name)) {
        I.Counts = Counts;
        I.Condition = text();
      }
    if (!take("@"))
      return fail("expected @place");
    I.Place = number<uint32_t>();
    for (Reg R : {I.Dst, I.A, I.B, I.C})
      if (R != NoReg)
        F.Registers = std::max(F.Registers, R + 1);
    for (const ArgumentFacts &A : I.Args)
      if (A.Value != NoReg)
        F.Registers = std::max(F.Registers, A.Value + 1);
    F.Blocks.back().Instructions.push_back(std::move(I));
  }

  static std::optional<Terminator> terminatorOf(std::string_view Word) {
    for (int K = 0; K <= static_cast<int>(Terminator::Unwind); ++K)
      if (Word == terminatorName(static_cast<Terminator>(K)))
        return static_cast<Terminator>(K);
    return std::nullopt;
  }

  void readTerminator(BlockFacts &B, const std::string &Word) {
    B.End = *terminatorOf(Word);
    skipBlanks();
    if (Line.starts_with('%'))
      B.Condition = reg();
    if (!take("@"))
      return fail("expected @place");
    B.Place = number<uint32_t>();
    if (!takeWord("->"))
      return fail("expected ->");
    while (!Failed && !atEnd()) {
      if (takeWord("case")) {
        SwitchCase C;
        C.Low = number<int64_t>();
        C.High = number<int64_t>();
        C.Successor = number<uint32_t>();
        B.Cases.push_back(C);
      } else if (takeWord("takes")) {
        B.Catches.push_back(text());
      } else {
        B.Successors.push_back(takeWord("none") ? NoBlock : number<uint32_t>());
      }
    }
  }

  std::string_view Text, Line;
  std::string &Error;
  unsigned LineNumber = 0;
  bool Failed = false;
};

} // namespace

std::optional<UnitFacts> readFacts(std::string_view Text, std::string &Error) {
  Error.clear();
  std::optional<UnitFacts> Unit = Reader(Text, Error).read();
  return Error.empty() ? std::move(Unit) : std::nullopt;
}

std::string verifyFacts(const FunctionFacts &F) {
  if (F.Blocks.size() < 2)
    return "needs an entry and an exit block";
  if (F.Places.empty())
    return "needs a place for the end of the body";
  if (!F.Blocks.back().Instructions.empty() || !F.Blocks.back().Successors.empty())
    return "the exit block is not empty";
  std::vector<char> Defined(F.Registers);
  auto Registered = [&](Reg R) { return R == NoReg || R < F.Registers; };
  for (const BlockFacts &B : F.Blocks) {
    for (const Instruction &I : B.Instructions) {
      if (!Registered(I.Dst) || !Registered(I.A) || !Registered(I.B) || !Registered(I.C))
        return "register out of range";
      for (const ArgumentFacts &A : I.Args)
        if (!Registered(A.Value))
          return "register out of range";
      if (I.Place >= F.Places.size())
        return "place out of range";
      if ((I.Kind == Op::Address || I.Kind == Op::Declare) &&
          (I.Number < 0 || static_cast<size_t>(I.Number) >= F.Variables.size()))
        return "variable out of range";
      bool MayUnwind = I.Kind == Op::Call || I.Kind == Op::Suspend;
      if (I.Unwind != NoBlock && (!MayUnwind || I.Unwind >= F.Blocks.size()))
        return "unwind block out of range";
      if (I.Dst != NoReg && Defined[I.Dst]++)
        return "register %" + std::to_string(I.Dst) + " is written twice";
    }
    if (B.Place >= F.Places.size() || !Registered(B.Condition))
      return "terminator out of range";
    if (B.End == Terminator::Branch && B.Successors.size() != 2)
      return "a branch needs two successors";
    if (B.Catches.size() + (B.End == Terminator::Catch) !=
        (B.End == Terminator::Catch ? B.Successors.size() : 0))
      return "a catch needs a type for every successor but the last";
    for (uint32_t Next : B.Successors)
      if (Next != NoBlock && Next >= F.Blocks.size())
        return "block out of range";
    for (const SwitchCase &C : B.Cases)
      if (C.Successor >= B.Successors.size())
        return "case out of range";
  }
  return {};
}

} // namespace connlint
