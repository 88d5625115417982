// CfgGraph.cpp - parses a snippet, builds the CFG and describes it.
#include "CfgGraph.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using namespace clang;

namespace connlint::contract {

CFG::BuildOptions buildOptions(const Wanted &W) {
  CFG::BuildOptions Options;
  Options.PruneTriviallyFalseEdges = true;
  Options.AddImplicitDtors = true;
  Options.AddTemporaryDtors = true;
  Options.AddInitializers = true;
  Options.AddCXXDefaultInitExprInCtors = true;
  Options.AddEHEdges = W.EHEdges;
  Options.AddScopes = W.Scopes;
  return Options;
}

CfgGraph::CfgGraph(const std::string &Code, const Wanted &W) {
  bool IsC = W.In == Language::C;
  Unit = tooling::buildASTFromCodeWithArgs(
      Code, {IsC ? "-std=gnu17" : "-std=c++20", "-fcxx-exceptions", "-fexceptions", "-w"},
      IsC ? "input.c" : "input.cc");
  if (!Unit)
    throw std::runtime_error("no AST");
  EXPECT_TRUE(W.Broken || !Unit->getDiagnostics().hasErrorOccurred()) << Code;
  // A free function, or a method or constructor whose class is "F".
  auto Find = [&](auto &Self, const DeclContext &Scope) -> void {
    for (const Decl *D : Scope.decls()) {
      if (const auto *Fn = dyn_cast<FunctionDecl>(D);
          Fn && Fn->doesThisDeclarationHaveABody() && !Fn->isImplicit()) {
        bool Named = Fn->getIdentifier() && Fn->getName() == "f";
        const auto *Class = dyn_cast<CXXRecordDecl>(Fn->getDeclContext());
        bool InF = Class && Class->getIdentifier() && Class->getName() == "F";
        if (Named || InF)
          Function = Fn;
      }
      if (const auto *Inner = dyn_cast<DeclContext>(D); Inner && !isa<FunctionDecl>(D))
        Self(Self, *Inner);
    }
  };
  Find(Find, *context().getTranslationUnitDecl());
  if (!Function)
    throw std::runtime_error("no function f");
  Graph = CFG::buildCFG(Function, Function->getBody(), &context(), buildOptions(W));
  if (!Graph)
    throw std::runtime_error("no CFG");
}

static const CallExpr *callIn(const CFGElement &E) {
  auto S = E.getAs<CFGStmt>();
  return S ? dyn_cast<CallExpr>(S->getStmt()) : nullptr;
}

static std::string calleeOf(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee ? Callee->getNameAsString() : "?";
}

Block CfgGraph::calling(const std::string &Name) const {
  Block Found = nullptr;
  for (Block B : *Graph)
    for (const CFGElement &E : *B)
      if (const CallExpr *Call = callIn(E); Call && calleeOf(*Call) == Name) {
        EXPECT_TRUE(!Found || Found == B) << "more than one block calls " << Name;
        Found = B;
      }
  if (!Found)
    throw std::runtime_error("no block calls " + Name + "\n" + dump());
  return Found;
}

Block CfgGraph::labelled(const std::string &Name) const {
  for (Block B : *Graph)
    if (const auto *Label = dyn_cast_or_null<LabelStmt>(B->getLabel());
        Label && Name == Label->getName())
      return B;
  throw std::runtime_error("no label " + Name + "\n" + dump());
}

Blocks CfgGraph::endingWith(Stmt::StmtClass Kind) const {
  Blocks Found;
  for (Block B : *Graph)
    if (const Stmt *S = B->getTerminatorStmt(); S && S->getStmtClass() == Kind)
      Found.push_back(B);
  return Found;
}

Block CfgGraph::theOneEndingWith(Stmt::StmtClass Kind) const {
  Blocks Found = endingWith(Kind);
  if (Found.size() != 1)
    throw std::runtime_error(std::to_string(Found.size()) + " blocks end like that\n" + dump());
  return Found.front();
}

Texts CfgGraph::steps(Block B) const {
  Texts Out;
  for (const CFGElement &E : *B) {
    if (auto Dtor = E.getAs<CFGAutomaticObjDtor>()) {
      Out.push_back("destroy " + Dtor->getVarDecl()->getNameAsString());
    } else if (E.getAs<CFGTemporaryDtor>()) {
      Out.push_back("destroy temporary");
    } else if (auto Cleanup = E.getAs<CFGCleanupFunction>()) {
      Out.push_back("cleanup " + Cleanup->getVarDecl()->getNameAsString() + " by " +
                    Cleanup->getFunctionDecl()->getNameAsString());
    } else if (auto Init = E.getAs<CFGInitializer>()) {
      Out.push_back("initialize " + (Init->getInitializer()->isAnyMemberInitializer()
                                         ? Init->getInitializer()->getAnyMember()->getNameAsString()
                                         : std::string("base")));
    } else if (E.getAs<CFGScopeEnd>()) {
      Out.push_back("end of scope");
    } else if (E.getAs<CFGScopeBegin>()) {
      Out.push_back("begin of scope");
    } else if (E.getAs<CFGDeleteDtor>()) {
      Out.push_back("destroy deleted");
    } else if (const CallExpr *Call = callIn(E)) {
      Out.push_back("call " + calleeOf(*Call));
    } else if (auto S = E.getAs<CFGStmt>()) {
      const Stmt *Each = S->getStmt();
      if (const auto *Decls = dyn_cast<DeclStmt>(Each)) {
        for (const Decl *D : Decls->decls())
          if (const auto *V = dyn_cast<VarDecl>(D))
            Out.push_back("declare " + V->getNameAsString());
      } else if (isa<ReturnStmt>(Each)) {
        Out.push_back("return");
      } else if (isa<CXXThrowExpr>(Each)) {
        Out.push_back("throw");
      } else if (isa<CXXNewExpr>(Each)) {
        Out.push_back("new");
      } else if (isa<CXXDeleteExpr>(Each)) {
        Out.push_back("delete");
      } else if (isa<CXXConstructExpr>(Each)) {
        Out.push_back("construct");
      } else if (const auto *Binary = dyn_cast<BinaryOperator>(Each);
                 Binary && Binary->isAssignmentOp()) {
        Out.push_back("assign");
      }
    } else {
      Out.push_back("element " + std::to_string(E.getKind()));
    }
  }
  return Out;
}

bool CfgGraph::reaches(Block From, Block To, Block Without) const {
  std::set<Block> Seen;
  Blocks Work{From};
  while (!Work.empty()) {
    Block B = Work.back();
    Work.pop_back();
    if (!B || B == Without || !Seen.insert(B).second)
      continue;
    if (B == To)
      return true;
    for (Block Next : successors(B))
      Work.push_back(Next);
  }
  return false;
}

std::string CfgGraph::text(const Stmt *S) const {
  if (!S)
    return "null";
  return Lexer::getSourceText(CharSourceRange::getTokenRange(S->getSourceRange()),
                              context().getSourceManager(), context().getLangOpts())
      .str();
}

std::string CfgGraph::dump() const {
  std::string Out;
  llvm::raw_string_ostream Stream(Out);
  Graph->print(Stream, context().getLangOpts(), false);
  return Out;
}

Blocks successors(Block B) {
  Blocks Out;
  for (const CFGBlock::AdjacentBlock &Next : B->succs())
    Out.push_back(Next.getReachableBlock());
  return Out;
}

Blocks predecessors(Block B) {
  Blocks Out;
  for (const CFGBlock::AdjacentBlock &Before : B->preds())
    if (Before.getReachableBlock())
      Out.push_back(Before.getReachableBlock());
  return Out;
}

} // namespace connlint::contract
