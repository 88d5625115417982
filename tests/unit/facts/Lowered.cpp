// Lowered.cpp - lowers snippets and tells what came out.
#include "Lowered.h"
#include "MockStd.h"
#include "facts/Binding.h"
#include "facts/FactsBuilder.h"
#include "facts/LostCleanup.h"
#include "facts/Lowering.h"
#include "facts/PrivateMembers.h"
#include "clang/Tooling/Tooling.h"
#include <algorithm>
#include <stdexcept>

namespace connlint::test {

Snippet::Snippet(const std::string &Code, bool IsCxx, bool UnknownThrows) {
  Unit = clang::tooling::buildASTFromCodeWithArgs(
      Code, {IsCxx ? "-std=c++20" : "-std=gnu17", "-fcxx-exceptions", "-w", "-isystem", "/mock"},
      IsCxx ? "input.cc" : "input.c", "connlint-facts-tests",
      std::make_shared<clang::PCHContainerOperations>(),
      clang::tooling::getClangStripDependencyFileAdjuster(), {{"/mock/std.h", MockStd}});
  if (!Unit)
    throw std::runtime_error("no AST");
  CleanupMacros Cleanups(Unit->getASTContext());
  const ResourceModel NoModel;
  const PrivateMembers Members(Unit->getASTContext(), NoModel);
  auto Lower = [&](const clang::FunctionDecl &F) {
    if (!F.doesThisDeclarationHaveABody() || F.isDependentContext() || F.isDefaulted())
      return;
    std::string WhyNot;
    std::optional<FunctionFacts> Facts =
        buildFacts(Unit->getASTContext(), F, {}, WhyNot,
                   {[&](const clang::FunctionDecl &) { return UnknownThrows; }, Cleanups, Members});
    EXPECT_TRUE(Facts) << WhyNot;
    if (Facts) {
      EXPECT_EQ(verifyFacts(*Facts), "") << printFacts(*Facts);
      Open.push_back(*Facts);
      bindFunction(*Facts, {});
      EXPECT_EQ(verifyFacts(*Facts), "") << printFacts(*Facts);
      Functions.push_back(std::move(*Facts));
    }
  };
  const clang::SourceManager &SM = Unit->getSourceManager();
  auto Walk = [&](auto &Self, const clang::DeclContext &Scope) -> void {
    for (const clang::Decl *D : Scope.decls()) {
      if (SM.isInSystemHeader(D->getLocation()))
        continue;
      if (const auto *F = clang::dyn_cast<clang::FunctionDecl>(D))
        Lower(*F);
      if (const auto *Template = clang::dyn_cast<clang::FunctionTemplateDecl>(D))
        for (const clang::FunctionDecl *Each : Template->specializations())
          Lower(*Each);
      if (const auto *Inner = clang::dyn_cast<clang::DeclContext>(D))
        Self(Self, *Inner);
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
  static std::string object(const std::string &V) { return isAddress(V) ? V.substr(1) : "*" + V; }

  std::string variable(int64_t Number) const {
    const std::string &Name = F.Variables[static_cast<size_t>(Number)].Name;
    if (!Name.empty())
      return Name;
    auto Nameless = std::count_if(F.Variables.begin(), F.Variables.begin() + Number,
                                  [](const VariableFacts &V) { return V.Name.empty(); });
    return Nameless ? "tmp" + std::to_string(Nameless + 1) : "tmp";
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
    case Op::Throw:
      Told.push_back(I.Number ? "rethrow" : I.Name.empty() ? "throw" : "throw " + I.Name);
      break;
    case Op::Suspend: Told.push_back("suspend"); break;
    case Op::Assume: Told.push_back("assume " + A); break;
    case Op::Call: {
      Result = "#" + std::to_string(++Calls);
      std::string Text = Result + " = " +
                         (I.C != NoReg     ? "call " + object(C)
                          : I.Name.empty() ? "(" + A + ")"
                                           : I.Name) +
                         "(";
      for (size_t Index = 0; Index < I.Args.size(); ++Index) {
        std::string Arg = value(I.Args[Index].Value);
        Text += (Index ? ", " : "") + (I.Args[Index].ToConst ? "`" + Arg + "`" : Arg);
      }
      Told.push_back(Text + (I.IfNonNull ? ") if set" : ")"));
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
  const BlockFacts &B = F.Blocks.at(Block);
  std::string Out = terminatorName(B.End);
  if (B.Condition != NoReg)
    Out += " " + Teller(F).value(B.Condition);
  for (uint32_t Next : B.Successors)
    Out += " " + (Next == NoBlock ? std::string("none") : std::to_string(Next));
  for (const SwitchCase &C : B.Cases)
    Out += " case " + std::to_string(C.Low) + ".." + std::to_string(C.High) + " at " +
           std::to_string(C.Successor);
  for (const std::string &Type : B.Catches)
    Out += " takes " + (Type.empty() ? "all" : Type);
  return Out;
}

size_t blockWith(const FunctionFacts &F, const std::string &Sentence) {
  std::vector<Lines> Blocks = Teller(F).Blocks;
  for (size_t B = 0; B < Blocks.size(); ++B)
    if (std::ranges::count(Blocks[B], Sentence))
      return B;
  throw std::runtime_error("no block with '" + Sentence + "'\n" + printFacts(F));
}

static std::string withoutNumber(const std::string &Sentence) {
  return Sentence.starts_with('#') ? Sentence.substr(Sentence.find(" = ") + 3) : Sentence;
}

/// The block that an exception continues in, or NoBlock.
static uint32_t wayOutOf(const FunctionFacts &F, const std::vector<Lines> &Told,
                         const std::string &Sentence) {
  for (size_t B = 0; B < Told.size(); ++B) {
    size_t Line = 0;
    for (const Instruction &I : F.Blocks[B].Instructions) {
      if (I.Kind != Op::Call && I.Kind != Op::Store && I.Kind != Op::Zero &&
          I.Kind != Op::Declare && I.Kind != Op::Capture && I.Kind != Op::Return &&
          I.Kind != Op::Throw && I.Kind != Op::Suspend && I.Kind != Op::Assume)
        continue; // Tells nothing.
      if (withoutNumber(Told[B][Line++]) != Sentence)
        continue;
      return I.Kind == Op::Throw ? F.Blocks[B].Successors.at(0) : I.Unwind;
    }
  }
  throw std::runtime_error("no '" + Sentence + "'\n" + printFacts(F));
}

Lines unwinding(const FunctionFacts &F, const std::string &Sentence) {
  std::vector<Lines> Told = Teller(F).Blocks;
  uint32_t At = wayOutOf(F, Told, Sentence);
  if (At == NoBlock)
    return {"stays"};
  Lines Way;
  while (Way.size() < 100) {
    const BlockFacts &B = F.Blocks.at(At);
    for (const std::string &Line : Told[At])
      Way.push_back(withoutNumber(Line));
    for (const std::string &Type : B.Catches)
      Way.push_back("catch " + (Type.empty() ? "..." : Type));
    if (B.End == Terminator::Unwind)
      Way.push_back("leaves");
    else if (B.Successors.empty())
      Way.push_back("ends");
    else if (B.Successors.back() != NoBlock) {
      At = B.Successors.back();
      continue;
    }
    return Way;
  }
  throw std::runtime_error("no end of the way out\n" + printFacts(F));
}

} // namespace connlint::test
