// DeadEnds.cpp - see DeadEnds.h. Cheap: the solver has the last word.
#include "facts/DeadEnds.h"
#include "facts/DeclNames.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

using namespace clang;

namespace connlint {
namespace {

/// Functions of this unit that end in each other are followed so far.
constexpr unsigned MaxDepth = 3;

class EndFinder {
public:
  explicit EndFinder(const ResourceModel &Model) : Model(Model) {}

  void lookAtEndOf(const FunctionDecl &Function, unsigned Depth) {
    const auto *Body = dyn_cast_or_null<CompoundStmt>(Function.getBody());
    if (Body && !Body->body_empty())
      lookInto(*Body->body_back(), Depth);
  }

  DeadEnd Found;

private:
  /// Somewhere in the statement, which may be the body of a macro: "do { if (...) ...; } while (0)".
  void lookInto(const Stmt &S, unsigned Depth) {
    if (Found.IsKnown)
      return;
    if (const auto *For = dyn_cast<ForStmt>(&S))
      Found.IsKnown |= !For->getCond();
    if (const auto *While = dyn_cast<WhileStmt>(&S))
      Found.IsKnown |=
          isa<IntegerLiteral, CXXBoolLiteralExpr>(While->getCond()->IgnoreParenImpCasts());
    if (const auto *Call = dyn_cast<CallExpr>(&S))
      lookAt(*Call, Depth);
    for (const Stmt *Child : S.children())
      if (Child)
        lookInto(*Child, Depth);
  }

  void lookAt(const CallExpr &Call, unsigned Depth) {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return;
    const FunctionModel *M = Model.find(modelName(*Callee, Model));
    const FunctionDecl *Definition = nullptr;
    if (Callee->isNoReturn())
      Found.IsKnown = true;
    else if (M)
      Found.IsKnown |= M->NoReturn || M->NoReturnIf;
    else if (!Callee->isDefined(Definition))
      Found.In.insert(Callee->getCanonicalDecl());
    else if (Depth < MaxDepth)
      lookAtEndOf(*Definition, Depth + 1);
  }

  const ResourceModel &Model;
};

} // namespace

bool isKnownByName(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Function.isExternallyVisible() && !Function.isInlined() &&
         !Function.isTemplateInstantiation() && Function.getReturnType()->isVoidType() &&
         (!Method || Method->isStatic());
}

DeadEnd deadEndOf(const FunctionDecl &Function, const ResourceModel &Model) {
  EndFinder Finder(Model);
  if (isKnownByName(Function) && !Function.isNoReturn() &&
      Function.getDeclContext()->lookup(Function.getDeclName()).isSingleResult())
    Finder.lookAtEndOf(Function, 0);
  return std::move(Finder.Found);
}

} // namespace connlint
