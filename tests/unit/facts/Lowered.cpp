// Lowered.cpp - lowers snippets and tells what came out.
#include "Lowered.h"
#include "facts/FactsBuilder.h"
#include "facts/Lowering.h"
#include "clang/Tooling/Tooling.h"
#include <algorithm>
#include <stdexcept>

namespace connlint::test {

Snippet::Snippet(const std::string &Code, bool IsCxx) {
  Unit = clang::tooling::buildASTFromCodeWithArgs(
      Code, {IsCxx ? "-std=c++20" : "-std=gnu17", "-fcxx-exceptions", "-w"},
      IsCxx ? "input.cc" : "input.c");
  if (!Unit)
    throw std::runtime_error("no AST");
  auto Walk = [&](auto &Self, const clang::DeclContext &Scope) -> void {
    for (const clang::Decl *D : Scope.decls()) {
      if (const auto *F = clang::dyn_cast<clang::FunctionDecl>(D);
          F && F->doesThisDeclarationHaveABody() && !F->isDependentContext()) {
        std::string WhyNot;
        std::optional<FunctionFacts> Facts = buildFacts(Unit->getASTContext(), *F, WhyNot, /*UnknownThrows=*/true);
        EXPECT_TRUE(Facts) << WhyNot;
        if (Facts) {
          EXPECT_EQ(verifyFacts(*Facts), "");
          Functions.push_back(std::move(*Facts));
        }
      } else if (const auto *Inner = clang::dyn_cast<clang::DeclContext>(D)) {
        Self(Self, *Inner);
      }
    }
  };
  Walk(Walk, *Unit->getASTContext().getTranslationUnitDecl());
}

const FunctionFacts &Snippet::facts(const std::string &Name) const {
  for (const FunctionFacts &F : Functions)
    if (F.Name == Name)
      return F;
  throw std::runtime_error("no function " + Name);
}

Lines Snippet::of(const std::string &Name) const { return sentences(facts(Name)); }

Lines inC(const std::string &Code) { return Snippet::c(Code).of("f"); }
Lines inCxx(const std::string &Code) { return Snippet::cxx(Code).of("f"); }

namespace {

class Teller {
public:
  explicit Teller(const FunctionFacts &Fn) : F(Fn), Values(Fn.Registers, "undefined") {
    for (const BlockFacts &B : F.Blocks) {
      Lines Told;
      for (const Instruction &I : B.Instructions)
        tell(I, Told);
      Blocks.push_back(std::move(Told));
    }
  }

  std::string value(Reg R) const { return R == NoReg ? "none" : Values[R]; }
  std::vector<Lines> Blocks;

private:
  static bool isAddress(const std::string &V) { return V.starts_with('&'); }
  static std::string object(const std::string &V) {
    return isAddress(V) ? V.substr(1) : "*" + V;
  }

  std::string variable(int64_t Number) const {
    const std::string &Name = F.Variables[static_cast<size_t>(Number)].Name;
    return Name.empty() ? "tmp" : Name;
  }

  void tell(const Instruction &I, Lines &Told) {
    std::string A = value(I.A), B = value(I.B), C = value(I.C), Result;
    switch (I.Kind) {
    case Op::Const: Result = std::to_string(I.Number); break;
    case Op::Text: Result = "\"" + I.Name + "\""; break;
    case Op::Function: Result = I.Name; break;
    case Op::Unknown: Result = "?"; break;
    case Op::Address: Result = "&" + variable(I.Number); break;
    case Op::Field: Result = "&" + (isAddress(A) ? A.substr(1) + "." : A + "->") + I.Name; break;
    case Op::Element:
      Result = "&" + (isAddress(A) ? A.substr(1) : A) + "[" + (I.B == NoReg ? "?" : B) + "]";
      break;
    case Op::Load: Result = object(A); break;
    case Op::Store: Told.push_back(object(A) + " = " + B); break;
    case Op::Zero: Told.push_back("zero " + object(A)); break;
    case Op::Declare: Told.push_back("declare " + variable(I.Number)); break;
    case Op::Binary: Result = "(" + A + " " + binaryName(I.Operator) + " " + B + ")"; break;
    case Op::Not: Result = "!" + A; break;
    case Op::Select: Result = "(" + A + " ? " + B + " : " + C + ")"; break;
    case Op::And: Result = "(" + A + " && " + B + ")"; break;
    case Op::Or: Result = "(" + A + " || " + B + ")"; break;
    case Op::Capture: Told.push_back("capture " + A); break;
    case Op::Return: Told.push_back(I.A == NoReg ? "return" : "return " + A); break;
    case Op::Throw: Told.push_back("throw"); break;
    case Op::Call: {
      Result = "#" + std::to_string(++Calls);
      std::string Text = Result + " = " + (I.Name.empty() ? "(" + A + ")" : I.Name) + "(";
      for (size_t Index = 0; Index < I.Args.size(); ++Index) {
        std::string Arg = value(I.Args[Index].Value);
        Text += (Index ? ", " : "") + (I.Args[Index].ToConst ? "`" + Arg + "`" : Arg);
      }
      Told.push_back(Text + ")");
      break;
    }
    }
    if (I.Dst != NoReg)
      Values[I.Dst] = Result;
  }

  const FunctionFacts &F;
  std::vector<std::string> Values;
  unsigned Calls = 0;
};

} // namespace

Lines sentences(const FunctionFacts &F) {
  Lines All;
  for (const Lines &Block : Teller(F).Blocks)
    All.insert(All.end(), Block.begin(), Block.end());
  return All;
}

Lines sentences(const FunctionFacts &F, size_t Block) { return Teller(F).Blocks.at(Block); }

std::string terminator(const FunctionFacts &F, size_t Block) {
  static const char *const Names[] = {"jump", "branch", "switch", "fork"};
  const BlockFacts &B = F.Blocks.at(Block);
  std::string Out = Names[static_cast<int>(B.End)];
  if (B.Condition != NoReg)
    Out += " " + Teller(F).value(B.Condition);
  for (uint32_t Next : B.Successors)
    Out += " " + (Next == NoBlock ? std::string("none") : std::to_string(Next));
  for (const SwitchCase &C : B.Cases)
    Out += " case " + std::to_string(C.Low) + ".." + std::to_string(C.High) + " at " +
           std::to_string(C.Successor);
  return Out;
}

size_t blockWith(const FunctionFacts &F, const std::string &Sentence) {
  std::vector<Lines> Blocks = Teller(F).Blocks;
  for (size_t B = 0; B < Blocks.size(); ++B)
    if (std::ranges::count(Blocks[B], Sentence))
      return B;
  throw std::runtime_error("no block with '" + Sentence + "'\n" + printFacts(F));
}

} // namespace connlint::test
