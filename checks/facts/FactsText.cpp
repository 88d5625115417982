// FactsText.cpp - prints facts. The grammar, one item per line, indentation is free:
//
//   unit "main.c"
//   seen N                                             functions of the unit, looked at or not
//   member "name" "record"
//   without-answer "usr"
//   unseen "usr"
//   outline [calls N]... [unseen N]... [ends-in N]... [hands-on N]... [may-end] [family] [moves] [facts N] [failed "name" "why"]
//   constant "handler" function "c:@F@on_error" "on_error"     (or: text "...")
//   function "name" "usr" PLACE [internal] [address-taken] [constructor]
//   variable local|parameter|global "name" "type" [index N] [internal] [number]
//   place PLACE                                        PLACE = "file" line column end-column
//   block
//   [%D =] OP [+|-|==|...] [a %N] [b %N] [c %N] [n N] ["name" ["usr"]] [(%N const, ...)] [method] [pointer] [struct] [if-nonnull] [final] [untyped] [unwind B] [elsewhere] [unwinds-if-known] [if-known|if-unknown "usr"] @P
//   jump|branch %N|switch %N|fork|catch|unwind @P -> 1 2 none [case LOW HIGH SUCCESSOR]... [takes "type"]...
//   end
#include "facts/FactsText.h"

namespace connlint {

static std::string quote(std::string_view Text) {
  static const char Hex[] = "0123456789abcdef";
  std::string Out = "\"";
  for (char C : Text) {
    unsigned char U = static_cast<unsigned char>(C);
    if (C == '"' || C == '\\')
      (Out += '\\') += C;
    else if (U < 0x20 || U == 0x7f)
      ((Out += "\\x") += Hex[U >> 4]) += Hex[U & 15];
    else
      Out += C;
  }
  return Out + "\"";
}

static std::string placeText(const SourcePlace &P) {
  return quote(P.File) + " " + std::to_string(P.Line) + " " + std::to_string(P.Column) + " " +
         std::to_string(P.EndColumn);
}

static std::string reg(Reg R) { return "%" + std::to_string(R); }

static std::string instructionText(const Instruction &I) {
  std::string Out = I.Dst == NoReg ? "" : reg(I.Dst) + " = ";
  Out += opName(I.Kind);
  if (I.Kind == Op::Binary)
    Out += std::string(" ") + binaryName(I.Operator);
  for (auto [Name, R] : {std::pair{" a ", I.A}, {" b ", I.B}, {" c ", I.C}})
    if (R != NoReg)
      Out += Name + reg(R);
  if (I.Number)
    Out += " n " + std::to_string(I.Number);
  if (!I.Name.empty() || !I.Usr.empty())
    Out += " " + quote(I.Name);
  if (!I.Usr.empty())
    Out += " " + quote(I.Usr);
  if (I.Kind == Op::Call) {
    Out += " (";
    for (size_t Index = 0; Index < I.Args.size(); ++Index) {
      Out += (Index ? ", " : "") +
             (I.Args[Index].Value == NoReg ? std::string("none") : reg(I.Args[Index].Value));
      if (I.Args[Index].ToConst)
        Out += " const";
    }
    Out += ")";
  }
  if (I.HasObject)
    Out += " method";
  if (I.IsPointer)
    Out += " pointer";
  if (I.Aggregate)
    Out += " struct";
  if (I.IfNonNull)
    Out += " if-nonnull";
  if (I.IsShared)
    Out += " shared";
  if (I.SoundsFinal)
    Out += " final";
  if (I.Untyped)
    Out += " untyped";
  if (I.Unwind != NoBlock)
    Out += " unwind " + std::to_string(I.Unwind);
  if (I.IsElsewhere)
    Out += " elsewhere";
  if (I.UnwindsIfKnown)
    Out += " unwinds-if-known";
  if (I.Counts != When::Always)
    Out += (I.Counts == When::IfKnown ? " if-known " : " if-unknown ") + quote(I.Condition);
  return Out + " @" + std::to_string(I.Place);
}

static std::string terminatorText(const BlockFacts &B) {
  std::string Out = terminatorName(B.End);
  if (B.Condition != NoReg)
    Out += " " + reg(B.Condition);
  Out += " @" + std::to_string(B.Place) + " ->";
  for (uint32_t Next : B.Successors)
    Out += Next == NoBlock ? " none" : " " + std::to_string(Next);
  for (const SwitchCase &C : B.Cases)
    Out += " case " + std::to_string(C.Low) + " " + std::to_string(C.High) + " " +
           std::to_string(C.Successor);
  for (const std::string &Type : B.Catches)
    Out += " takes " + quote(Type);
  return Out;
}

std::string printFacts(const FunctionFacts &F) {
  static const char *const Kinds[] = {"local", "parameter", "global"};
  std::string Out = "function " + quote(F.Name) + " " + quote(F.Usr) + " " + placeText(F.Place);
  Out += F.Internal ? " internal" : "";
  Out += F.Inline ? " inline" : "";
  Out += F.AddressTaken ? " address-taken" : "";
  Out += F.IsConstructor ? " constructor" : "";
  Out += F.CatchesJumps ? " catches-jumps" : "";
  Out += F.MayOnlyEnd ? " may-only-end" : "";
  Out += "\n";
  for (const VariableFacts &V : F.Variables) {
    Out += std::string("  variable ") + Kinds[static_cast<int>(V.Kind)] + " " + quote(V.Name) +
           " " + quote(V.TypeName);
    if (V.ParameterIndex)
      Out += " index " + std::to_string(V.ParameterIndex);
    Out += V.Internal ? " internal" : "";
    Out += V.IsNumber ? " number\n" : "\n";
  }
  for (const SourcePlace &P : F.Places)
    Out += "  place " + placeText(P) + "\n";
  for (const BlockFacts &B : F.Blocks) {
    Out += "  block\n";
    for (const Instruction &I : B.Instructions)
      Out += "    " + instructionText(I) + "\n";
    Out += "    " + terminatorText(B) + "\n";
  }
  return Out + "end\n";
}

static std::string outlineText(const FunctionOutline &F) {
  std::string Out = "outline";
  for (const auto &[Name, Numbers] : {std::pair{" calls ", &F.Callees},
                                      {" unseen ", &F.Unseen},
                                      {" ends-in ", &F.EndsIn},
                                      {" hands-on ", &F.HandsOn}})
    for (uint32_t Each : *Numbers)
      Out += Name + std::to_string(Each);
  Out += F.MayEnd ? " may-end" : "";
  Out += F.MentionsFamily ? " family" : "";
  Out += F.MovesHandles ? " moves" : "";
  if (F.Facts)
    Out += " facts " + std::to_string(*F.Facts);
  if (!F.WhyNot.empty())
    Out += " failed " + quote(F.Name) + " " + quote(F.WhyNot);
  return Out + "\n";
}

std::string printFacts(const UnitFacts &Unit) {
  std::string Out =
      "unit " + quote(Unit.MainFile) + "\nseen " + std::to_string(Unit.FunctionsSeen) + "\n";
  for (const MemberFacts &M : Unit.PrivateMembers)
    Out += "member " + quote(M.Name) + " " + quote(M.Record) + "\n";
  for (const std::string &Usr : Unit.WithoutAnswer)
    Out += "without-answer " + quote(Usr) + "\n";
  for (const std::string &Usr : Unit.Unseen)
    Out += "unseen " + quote(Usr) + "\n";
  for (const FunctionOutline &Each : Unit.Outlines)
    Out += outlineText(Each);
  for (const GlobalConstant &C : Unit.Constants)
    Out += "constant " + quote(C.Global) + (C.IsFunction ? " function " : " text ") +
           quote(C.Value) + (C.Name.empty() ? "" : " " + quote(C.Name)) + "\n";
  for (const FunctionFacts &F : Unit.Functions)
    Out += printFacts(F);
  return Out;
}

} // namespace connlint
