// BodyIndex.h - what lowering has to know of a body before it begins. Private to facts/.
//
// One walk over the statements. Clang's CFG lists the parts of an expression before the
// expression: where the object that a constructor makes will live, and which try block a
// call lies in, is only told by what stands around them.
#ifndef CONNLINT_FACTS_BODYINDEX_H
#define CONNLINT_FACTS_BODYINDEX_H

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace connlint {

/// The expression that makes the object, below casts, cleanups and elided copies.
const clang::Expr *objectMaker(const clang::Expr *E);

class BodyIndex {
public:
  explicit BodyIndex(const clang::FunctionDecl &Function);

  /// The variable, or the member or base initialiser, whose object this expression makes.
  const clang::VarDecl *variableMadeBy(const clang::Expr &E) const {
    return Variables.lookup(&E);
  }
  const clang::CXXCtorInitializer *initializerMadeBy(const clang::Expr &E) const {
    return Initializers.lookup(&E);
  }
  /// The local that a return statement hands out in place of a copy.
  const clang::VarDecl *returnedBy(const clang::Expr &E) const { return Returned.lookup(&E); }
  /// The temporary dies at the end of its statement, and nothing names it.
  bool isDiscarded(const clang::CXXBindTemporaryExpr &E) const { return Discarded.contains(&E); }
  /// The innermost try block around a statement, or null. Handlers lie in the next outer one.
  const clang::CXXTryStmt *tryAround(const clang::Stmt &S) const { return Tries.lookup(&S); }
  /// The try block that lies around a try block.
  bool isInside(const clang::CXXTryStmt *Inner, const clang::CXXTryStmt *Outer) const;
  bool hasTry() const { return !Tries.empty(); }

private:
  void visit(const clang::Stmt &S, const clang::Stmt *Parent, const clang::CXXTryStmt *Try);
  void noteVariable(const clang::VarDecl &Variable);

  llvm::DenseMap<const clang::Expr *, const clang::VarDecl *> Variables, Returned;
  llvm::DenseMap<const clang::Expr *, const clang::CXXCtorInitializer *> Initializers;
  llvm::DenseSet<const clang::CXXBindTemporaryExpr *> Discarded;
  llvm::DenseMap<const clang::Stmt *, const clang::CXXTryStmt *> Tries;
};

} // namespace connlint

#endif
