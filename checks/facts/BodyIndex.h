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
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace connlint {

/// The block that the cleanup of the variable calls, or null.
const clang::BlockExpr *cleanupBlockOf(const clang::VarDecl &Variable);

/// The expression that makes the object, below casts, cleanups and elided copies.
const clang::Expr *objectMaker(const clang::Expr *E);

/// The unit has the body, and it is a coroutine's.
bool isCoroutine(const clang::FunctionDecl &Function);

/// The call of a coroutine of this unit that is awaited at once, or null.
const clang::CallExpr *awaitedCoroutine(const clang::CoroutineSuspendExpr &E);

/// "promise.yield_value(x)", "promise.return_value(x)"; null where errors left none.
const clang::CallExpr *promiseCallOf(const clang::CoyieldExpr &E);
const clang::CallExpr *promiseCallOf(const clang::CoreturnStmt &Return);

class BodyIndex {
public:
  explicit BodyIndex(const clang::FunctionDecl &Function);

  /// The variable, or the member or base initialiser, whose object this expression makes.
  const clang::VarDecl *variableMadeBy(const clang::Expr &E) const { return Variables.lookup(&E); }
  const clang::CXXCtorInitializer *initializerMadeBy(const clang::Expr &E) const {
    return Initializers.lookup(&E);
  }
  /// The object is made in the memory of this "new".
  const clang::CXXNewExpr *newOf(const clang::Expr &E) const { return News.lookup(&E); }
  /// The local that a return statement hands out in place of a copy.
  const clang::VarDecl *returnedBy(const clang::Expr &E) const { return Returned.lookup(&E); }
  /// The temporary dies at the end of its statement, and nothing names it.
  bool isDiscarded(const clang::CXXBindTemporaryExpr &E) const { return Discarded.contains(&E); }
  /// The block runs when the scope of the variable ends, whose cleanup calls it.
  bool isCleanupBlock(const clang::BlockExpr &E) const { return CleanupBlocks.contains(&E); }
  /// The call is the last thing that happens where the condition of an "if" holds.
  bool endsBranch(const clang::CallExpr &Call) const { return EndsBranch.contains(&Call); }
  /// The call of an undeclared function is a statement of its own; what is printed behind it, as
  /// in "CHECK(p) << text", belongs to it.
  bool isStatement(const clang::Expr &Undeclared) const { return Statements.contains(&Undeclared); }
  /// Part of how the language awaits or returns: lowered with the whole, or not at all.
  bool isProtocol(const clang::Stmt &S) const { return Protocol.contains(&S); }
  /// The call's result is awaited at once.
  bool isAwaited(const clang::CallExpr &Call) const { return Awaited.contains(&Call); }
  /// The variable counts, or goes over elements, in a loop.
  bool isLoopVariable(const clang::VarDecl &V) const { return LoopVariables.contains(&V); }
  /// Somebody asks whether the call has put anything in: "m.emplace(k, v).second", also by way of
  /// a variable or a binding. Not where the body looks up what a container has.
  bool isAskedIfPut(const clang::CallExpr &Call) const {
    return !LooksUp && AskedIfPut.contains(&Call);
  }
  /// The innermost try block around a statement, or null. Handlers lie in the next outer one.
  const clang::CXXTryStmt *tryAround(const clang::Stmt &S) const { return Tries.lookup(&S); }
  /// The try block that lies around a try block.
  bool isInside(const clang::CXXTryStmt *Inner, const clang::CXXTryStmt *Outer) const;
  bool hasTry() const { return !Tries.empty(); }
  /// The innermost variable of that name, seen from a place in a file, among those that the
  /// compiler gave up; or null.
  const clang::VarDecl *brokenVariable(llvm::StringRef Name, clang::SourceLocation Where,
                                       const clang::SourceManager &SM) const;
  bool hasBroken() const { return !Broken.empty(); }

private:
  void visit(const clang::Stmt &S, const clang::Stmt *Parent, const clang::CXXTryStmt *Try);
  void noteStatement(const clang::Stmt &S, const clang::Stmt &Parent);
  void noteAwait(const clang::CoroutineSuspendExpr &E);
  void noteProtocol(const clang::Stmt *S, const clang::Stmt *But);
  void notePromiseCall(const clang::CallExpr *Call);
  void noteSecond(const clang::Expr &Pair);
  void noteLoopVariables(const clang::Stmt *Declaration);
  void noteVariable(const clang::VarDecl &Variable, const clang::Stmt *Scope);

  struct BrokenVariable {
    const clang::VarDecl *Variable;
    clang::SourceLocation End; ///< Of its scope; invalid: the body.
  };
  std::vector<BrokenVariable> Broken; ///< In source order.
  llvm::DenseMap<const clang::Expr *, const clang::VarDecl *> Variables, Returned;
  llvm::DenseMap<const clang::Expr *, const clang::CXXCtorInitializer *> Initializers;
  llvm::DenseMap<const clang::Expr *, const clang::CXXNewExpr *> News;
  llvm::DenseSet<const clang::CXXBindTemporaryExpr *> Discarded;
  llvm::DenseMap<const clang::Stmt *, const clang::CXXTryStmt *> Tries;
  llvm::DenseSet<const clang::Stmt *> EndsBranch, Protocol, Statements;
  llvm::DenseSet<const clang::CallExpr *> Awaited, AskedIfPut;
  bool LooksUp = false;
  llvm::DenseSet<const clang::BlockExpr *> CleanupBlocks;
  llvm::DenseSet<const clang::VarDecl *> LoopVariables;
};

} // namespace connlint

#endif
