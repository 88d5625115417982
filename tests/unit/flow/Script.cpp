// Script.cpp - compiles scripts to facts text, one line at a time.
#include "Script.h"
#include "model/ModelLoader.h"
#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

namespace connlint::test {
namespace {

std::string trim(std::string Text) {
  size_t First = Text.find_first_not_of(" \t");
  if (First == Text.npos)
    return {};
  return Text.substr(First, Text.find_last_not_of(" \t") - First + 1);
}

/// Splits at a separator that stands outside of quotes and parentheses.
Lines split(const std::string &Text, const std::string &Separator) {
  Lines Parts(1);
  int Depth = 0;
  bool Quoted = false;
  for (size_t At = 0; At < Text.size(); ++At) {
    Quoted ^= Text[At] == '"';
    Depth += !Quoted && Text[At] == '(' ? 1 : !Quoted && Text[At] == ')' ? -1 : 0;
    if (!Quoted && Depth == 0 && Text.compare(At, Separator.size(), Separator) == 0) {
      Parts.emplace_back();
      At += Separator.size() - 1;
    } else {
      Parts.back() += Text[At];
    }
  }
  for (std::string &Part : Parts)
    Part = trim(Part);
  return Parts;
}

std::string quote(const std::string &Text) { return "\"" + Text + "\""; }

class FunctionCompiler {
public:
  FunctionCompiler(std::string FunctionName, const Lines &Parameters, bool Constructor,
                   const std::set<std::string> &Defined, const Lines &Globals)
      : Name(std::move(FunctionName)), IsConstructor(Constructor), DefinedFunctions(Defined) {
    for (size_t I = 0; I < Parameters.size(); ++I)
      addVariable("parameter", Parameters[I], I ? " index " + std::to_string(I) : "");
    for (const std::string &Global : Globals)
      addVariable("global", Global, "");
    open();
  }

  void statement(std::string Line, unsigned Number) {
    Place = " @" + std::to_string(Number);
    CallWords.clear();
    if (Lines Parts = split(Line + " ", " unwinds "); Parts.size() == 2) {
      Line = Parts[0];
      CallWords = " unwind <" + (Parts[1].empty() ? "outside" : Parts[1]) + ">";
    }
    if (Line.ends_with(" if set")) {
      Line.resize(Line.size() - 7);
      CallWords.insert(0, " if-nonnull");
    }
    std::string Word = Line.substr(0, Line.find_first_of(" ("));
    std::string Rest = trim(Line.substr(std::min(Line.size(), Word.size())));
    if (Line.ends_with(':')) {
      std::string Label = Line.substr(0, Line.size() - 1);
      end("jump", {Label});
      Labels[Label] = Blocks.size();
      open();
    } else if (Word == "goto") {
      end("jump", {Rest});
      open();
    } else if (Word == "if") {
      Lines Parts = split(Rest, " goto ");
      std::string Condition = value(Parts.at(0));
      end("branch " + Condition, {Parts.at(1), "+1"});
      open();
    } else if (Word == "switch") {
      std::istringstream Words(Rest);
      std::string Of, Each;
      Words >> Of;
      Lines Targets, Values;
      while (Words >> Each) {
        bool IsValue = Each[0] == '-' || (Each[0] >= '0' && Each[0] <= '9');
        (IsValue ? Values : Targets).push_back(Each);
      }
      std::string Cases;
      for (size_t I = 0; I < Values.size(); ++I)
        Cases += " case " + Values[I] + " " + Values[I] + " " + std::to_string(I);
      end("switch " + value(Of), Targets, Cases);
      open();
    } else if (Word == "return") {
      emit("return" + (Rest.empty() ? "" : " a " + value(Rest)));
      end("jump", {"exit"});
      open();
    } else if (Word == "throw" || Word == "rethrow") {
      Lines Parts = split(" " + Rest, " to ");
      bool Lands = Parts.size() == 2;
      std::string Type = Parts[0].empty() ? "" : " " + quote(Parts[0]);
      emit(Word == "throw" ? "throw" + Type : "throw n 1");
      end(Lands ? "jump" : "unwind", Lands ? Lines{Parts[1]} : Lines());
      open();
    } else if (Word == "suspend") {
      emit("suspend" + CallWords);
    } else if (Word == "unwind") {
      end("unwind", {});
      open();
    } else if (Word == "catch") {
      std::istringstream Words(Rest);
      Lines Targets;
      std::string Types, Type, Label, Otherwise = "outside";
      while (Words >> Type >> Label) {
        if (Type == "else") {
          Otherwise = Label;
          continue;
        }
        Targets.push_back(Label);
        Types += " takes " + quote(Type == "any" ? "" : Type);
        if (Type == "any")
          Otherwise = "none";
      }
      Targets.push_back(Otherwise);
      end("catch", Targets, Types);
      open();
    } else if (Word == "declare") {
      emit("declare n " + std::to_string(variable(Rest)));
    } else if (Lines Parts = split(Line, " = "); Parts.size() == 2) {
      std::string Value = value(Parts[1]);
      emit("store a " + address(Parts[0]) + " b " + Value);
    } else {
      value(Line);
    }
  }

  std::string text(unsigned LastLine) {
    end("jump", {"exit"});
    Labels["outside"] = Blocks.size();
    open();
    end("unwind", {});
    std::string Out = "function " + quote(Name) + " " + quote("u:" + Name) + " \"s\" 1 1 2" +
                      (IsConstructor ? " constructor\n" : "\n") + VariableText +
                      "place \"s\" 999 1 2\n";
    for (unsigned Line = 1; Line <= LastLine; ++Line)
      Out += "place \"s\" " + std::to_string(Line) + " 1 2\n";
    for (size_t I = 0; I < Blocks.size(); ++I) {
      Out += "block\n" + withBlocks(Blocks[I].Body) + Blocks[I].End + " ->";
      for (const std::string &Target : Blocks[I].Targets)
        Out += " " + (Target == "none" ? Target : std::to_string(blockOf(Target, I)));
      Out += Blocks[I].Cases + "\n";
    }
    return Out + "block\njump @0 ->\nend\n";
  }

private:
  struct Block {
    std::string Body, End, Cases;
    Lines Targets;
  };

  size_t blockOf(const std::string &Target, size_t From) const {
    if (Target == "exit")
      return Blocks.size();
    if (Target == "+1")
      return From + 1;
    auto It = Labels.find(Target);
    if (It == Labels.end())
      throw std::runtime_error("no label " + Target);
    return It->second;
  }

  /// Labels stand in angle brackets until the blocks have numbers.
  std::string withBlocks(std::string Text) const {
    static const std::string Word = " unwind <";
    for (size_t At; (At = Text.find(Word)) != Text.npos;) {
      size_t Start = At + Word.size(), End = Text.find('>', Start);
      std::string Block = std::to_string(blockOf(Text.substr(Start, End - Start), 0));
      Text.replace(Start - 1, End - Start + 2, Block);
    }
    return Text;
  }

  void open() { Blocks.emplace_back(); }

  void end(const std::string &Text, Lines Targets, std::string Cases = {}) {
    Blocks.back().End = Text + (Place.empty() ? " @0" : Place);
    Blocks.back().Targets = std::move(Targets);
    Blocks.back().Cases = std::move(Cases);
  }

  void addVariable(const std::string &Kind, const std::string &Variable, const std::string &More) {
    Variables.emplace(Variable, Variables.size());
    VariableText += "variable " + Kind + " " + quote(Variable) + " \"\"" + More + "\n";
  }

  size_t variable(const std::string &Variable) {
    if (Variable.empty() || Variable.find_first_of(" ()\"&*") != Variable.npos)
      throw std::runtime_error("not a name: '" + Variable + "'");
    if (!Variables.contains(Variable))
      addVariable("local", Variable, "");
    return Variables.at(Variable);
  }

  void emit(const std::string &Text) { Blocks.back().Body += "  " + Text + Place + "\n"; }

  std::string make(const std::string &Text) {
    std::string Dst = "%" + std::to_string(Registers++);
    emit(Dst + " = " + Text);
    return Dst;
  }

  std::string address(const std::string &Of) {
    if (Of.starts_with('*'))
      return value(Of.substr(1));
    if (Of.ends_with(']')) {
      size_t At = Of.rfind('[');
      std::string Base = address(Of.substr(0, At));
      std::string Index = Of.substr(At + 1, Of.size() - At - 2);
      return make("element a " + Base + (Index == "?" ? "" : " b " + value(Index)));
    }
    size_t Dot = Of.rfind('.'), Arrow = Of.rfind("->");
    if (Arrow != Of.npos && (Dot == Of.npos || Arrow > Dot))
      return make("field a " + value(Of.substr(0, Arrow)) + " " + quote(Of.substr(Arrow + 2)));
    if (Dot != Of.npos)
      return make("field a " + address(Of.substr(0, Dot)) + " " + quote(Of.substr(Dot + 1)));
    return make("address n " + std::to_string(variable(Of)));
  }

  std::string value(const std::string &Of) {
    for (const char *Logical : {" && ", " || "})
      if (Lines Parts = split(Of, Logical); Parts.size() == 2) {
        std::string A = value(Parts[0]), B = value(Parts[1]);
        return make((Logical[1] == '&' ? "and a " : "or a ") + A + " b " + B);
      }
    for (const char *Sign : {" == ", " != ", " <= ", " >= ", " < ", " > ", " + ", " - ", " & "})
      if (Lines Parts = split(Of, Sign); Parts.size() == 2) {
        std::string A = value(Parts[0]), B = value(Parts[1]);
        return make("binary" + std::string(Sign) + "a " + A + " b " + B);
      }
    if (Of.starts_with('"'))
      return make("text " + Of);
    if (Of.starts_with('!'))
      return make("not a " + value(Of.substr(1)));
    if (Of.starts_with('&'))
      return address(Of.substr(1));
    if (Of.starts_with("function "))
      return make("function " + functionName(Of.substr(9)));
    if (Of == "null")
      return make("const");
    if (Of == "?")
      return make("unknown");
    if (!Of.empty() && Of.find_first_not_of("-0123456789") == Of.npos)
      return make("const n " + Of);
    if (Of.ends_with(')'))
      return call(Of);
    return make("load a " + address(Of));
  }

  std::string call(const std::string &Of) {
    size_t Open = Of.find('(');
    std::string Callee = trim(Of.substr(0, Open)), Args;
    if (std::string Inside = trim(Of.substr(Open + 1, Of.size() - Open - 2)); !Inside.empty())
      for (const std::string &Arg : split(Inside, ",")) {
        bool ToConst = Arg.starts_with("const ");
        Args += (Args.empty() ? "" : ", ") + value(ToConst ? Arg.substr(6) : Arg) +
                (ToConst ? " const" : "");
      }
    if (Callee.starts_with("call ")) {
      std::string Slot = Callee.substr(5);
      std::string Operator = value(Slot + ".$call"), Plain = value(Slot + ".$fn");
      return make("call a " + Operator + " b " + Plain + " c " + address(Slot) + " (" + Args + ")" +
                  CallWords);
    }
    bool IsPointer = Callee.starts_with('*');
    std::string How = IsPointer ? "a " + value(Callee.substr(1)) + " " : functionName(Callee);
    return make("call " + How + " (" + Args + ")" + CallWords);
  }

  std::string functionName(const std::string &Function) const {
    return quote(Function) +
           (DefinedFunctions.contains(Function) ? " " + quote("u:" + Function) : "");
  }

  std::string Name, VariableText, Place, CallWords;
  bool IsConstructor;
  const std::set<std::string> &DefinedFunctions;
  std::map<std::string, size_t> Variables, Labels;
  std::vector<Block> Blocks;
  unsigned Registers = 0;
};

bool isHead(const std::string &Line) {
  return Line.starts_with("function ") || Line.starts_with("constructor ");
}

/// The name and the parameters of "function open(path, out)".
std::pair<std::string, Lines> signature(const std::string &Line) {
  std::string Text = Line.substr(Line.find(' '));
  size_t Open = Text.find('(');
  std::string Inside = Text.substr(Open + 1, Text.rfind(')') - Open - 1);
  return {trim(Text.substr(0, Open)), trim(Inside).empty() ? Lines() : split(Inside, ",")};
}

} // namespace

std::string factsText(const std::string &Script) {
  Lines All;
  std::istringstream In(Script);
  for (std::string Line; std::getline(In, Line);)
    All.push_back(trim(Line));
  std::set<std::string> Defined;
  Lines Globals;
  for (const std::string &Line : All) {
    if (isHead(Line))
      Defined.insert(signature(Line).first);
    if (Line.starts_with("globals "))
      Globals = split(Line.substr(8), ",");
  }
  std::string Out;
  std::unique_ptr<FunctionCompiler> Current;
  unsigned Number = 0, Last = static_cast<unsigned>(All.size());
  for (const std::string &Line : All) {
    ++Number;
    if (isHead(Line)) {
      if (Current)
        Out += Current->text(Last);
      auto [Name, Parameters] = signature(Line);
      Current =
          std::make_unique<FunctionCompiler>(Name, Parameters, Line[0] == 'c', Defined, Globals);
    } else if (!Line.empty() && !Line.starts_with("globals ") && !Line.starts_with("#")) {
      if (!Current)
        Current = std::make_unique<FunctionCompiler>("f", Lines(), false, Defined, Globals);
      Current->statement(Line, Number);
    }
  }
  return Current ? Out + Current->text(Last) : Out;
}

UnitFacts factsOf(const std::string &Script) {
  std::string Error, Text = factsText(Script);
  std::optional<UnitFacts> Unit = readFacts(Text, Error);
  if (!Unit)
    throw std::runtime_error(Error + "\n" + Text);
  return std::move(*Unit);
}

const ResourceModel &builtins() {
  static const ResourceModel Model = [] {
    ResourceModel M;
    loadBuiltinModels(M);
    return M;
  }();
  return Model;
}

Solved::Solved(const std::string &Script, const ResourceModel &M)
    : Unit(factsOf(Script)), Model(M), Solver(std::make_unique<UnitSolver>(Unit, M)) {
  Flows = &Solver->solveAll();
}

const FlowResult &Solved::flow(const std::string &Function) const {
  for (size_t I = 0; I < Unit.Functions.size(); ++I)
    if (Unit.Functions[I].Name == Function)
      return (*Flows)[I];
  throw std::runtime_error("no function " + Function);
}

Lines Solved::incidents(const std::string &Function) const {
  std::vector<std::pair<uint32_t, std::string>> Found;
  for (const Incident &I : flow(Function).Incidents)
    Found.emplace_back(I.Where.Line, nameOf(I.Kind) + (I.Variable.empty() ? "" : " " + I.Variable) +
                                         (I.Failed ? ", failed" : ""));
  std::ranges::sort(Found);
  Lines Out;
  for (const auto &[Line, Text] : Found)
    Out.push_back(std::to_string(Line) + ": " + Text);
  return Out;
}

const Summary &Solved::effects(const std::string &Function) const {
  const Summary *S = Solver->effectsOf("u:" + Function, {});
  if (!S)
    throw std::runtime_error("no summary of " + Function);
  return *S;
}

Lines Solved::summary(const std::string &Function) const {
  std::istringstream In(printSummary(effects(Function), Model));
  Lines Out;
  for (std::string Line; std::getline(In, Line);)
    if (!Line.starts_with("summary "))
      Out.push_back(trim(Line));
  return Out;
}

Lines incidents(const std::string &Script) { return Solved(Script).incidents(); }

} // namespace connlint::test
