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

bool mayEndIn(const FunctionDecl &Function, const ResourceModel &Model, const KnownElsewhere &Known,
              unsigned Depth);

bool ends(const CallExpr &Call, const ResourceModel &Model, const KnownElsewhere &Known,
          unsigned Depth) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return false;
  if (Callee->isNoReturn())
    return true;
  if (const FunctionModel *M = Model.find(modelName(*Callee, Model)))
    return M->NoReturn || M->NoReturnIf;
  const FunctionDecl *Definition = nullptr;
  if (!Callee->isDefined(Definition)) {
    auto Told = Known.empty() ? Known.end() : Known.find(usrOf(*Callee));
    return Told != Known.end() && Told->second == Importance::NeverReturns;
  }
  return Depth < MaxDepth && mayEndIn(*Definition, Model, Known, Depth + 1);
}

/// Somewhere in the statement, which may be the body of a macro: "do { if (...) ...; } while (0)".
bool mayEnd(const Stmt &S, const ResourceModel &Model, const KnownElsewhere &Known,
            unsigned Depth) {
  if (const auto *For = dyn_cast<ForStmt>(&S); For && !For->getCond())
    return true;
  if (const auto *While = dyn_cast<WhileStmt>(&S);
      While && isa<IntegerLiteral, CXXBoolLiteralExpr>(While->getCond()->IgnoreParenImpCasts()))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(&S); Call && ends(*Call, Model, Known, Depth))
    return true;
  return llvm::any_of(S.children(), [&](const Stmt *Child) {
    return Child && mayEnd(*Child, Model, Known, Depth);
  });
}

bool mayEndIn(const FunctionDecl &Function, const ResourceModel &Model, const KnownElsewhere &Known,
              unsigned Depth) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(Function.getBody());
  return Body && !Body->body_empty() && mayEnd(*Body->body_back(), Model, Known, Depth);
}

} // namespace

bool isKnownByName(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Function.isExternallyVisible() && !Function.isInlined() &&
         !Function.isTemplateInstantiation() && Function.getReturnType()->isVoidType() &&
         (!Method || Method->isStatic());
}

bool mayNeverReturn(const FunctionDecl &Function, const ResourceModel &Model,
                    const KnownElsewhere &Known) {
  return isKnownByName(Function) && !Function.isNoReturn() &&
         Function.getDeclContext()->lookup(Function.getDeclName()).isSingleResult() &&
         mayEndIn(Function, Model, Known, 0);
}

} // namespace connlint
