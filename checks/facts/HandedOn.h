// HandedOn.h - members whose values a function hands to others, read from its statements.
#ifndef CONNLINT_FACTS_HANDEDON_H
#define CONNLINT_FACTS_HANDEDON_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseSet.h"

namespace connlint {

/// What the same member of another object gets is not handed on: so objects are moved.
class HandedOn {
public:
  void noteArguments(const clang::CallExpr &Call);
  void noteAssignment(const clang::BinaryOperator &Assignment);
  void noteInitializer(const clang::CXXCtorInitializer &Init);
  void noteAll(llvm::ArrayRef<const clang::Expr *> Values);
  /// The value of E, or its address, goes to the member To, or to anybody.
  void note(const clang::Expr *E, const clang::FieldDecl *To = nullptr);

  const llvm::DenseSet<const clang::FieldDecl *> &members() const { return Members; }

private:
  llvm::DenseSet<const clang::FieldDecl *> Members;
};

} // namespace connlint

#endif
