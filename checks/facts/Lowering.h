// Lowering.h - one function's CFG to FunctionFacts. Private to facts/.
//
// Lowering walks the CFG once. Each expression becomes at most one register; expressions
// that the CFG lists as elements of their own are lowered where they stand, all others where
// they are used.
#ifndef CONNLINT_FACTS_LOWERING_H
#define CONNLINT_FACTS_LOWERING_H

#include "facts/Facts.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

namespace connlint {

/// Where a token is, after macro expansion, as values.
SourcePlace placeOf(const clang::SourceManager &SM, const clang::LangOptions &LO,
                    clang::SourceLocation Where);

/// The name the model knows a function by: plain for C linkage, else qualified.
std::string modelName(const clang::NamedDecl &Decl);

/// USR, made unique for functions with internal linkage by Clang itself.
std::string usrOf(const clang::Decl &Decl);

/// The definition of a function inside this unit, or null.
const clang::FunctionDecl *definitionIn(const clang::FunctionDecl &Function);

class Lowering {
public:
  Lowering(clang::ASTContext &Context, const clang::FunctionDecl &Function,
           const clang::CFG &Graph);
  FunctionFacts run();

private:
  // Statements and CFG elements (Lowering.cpp).
  void lowerBlock(const clang::CFGBlock &Block);
  void lowerElement(const clang::CFGElement &Element);
  void lowerStatement(const clang::Stmt &Statement);
  void lowerVariable(const clang::VarDecl &Variable);
  void lowerMemberInitializer(const clang::CXXCtorInitializer &Init);
  void lowerTerminator(const clang::CFGBlock &Block);
  void lowerSwitch(const clang::CFGBlock &Block, const clang::SwitchStmt &Switch);

  // Expressions (LowerExpressions.cpp). The register of a glvalue is its address.
  Reg lower(const clang::Expr *E);
  /// The value of E also where broken code lacks the cast from lvalue to value.
  Reg lowerValue(const clang::Expr *E);
  Reg lowerUncached(const clang::Expr &E);
  Reg lowerCast(const clang::CastExpr &Cast);
  Reg lowerUnary(const clang::UnaryOperator &U);
  Reg lowerBinary(const clang::BinaryOperator &B);
  Reg lowerAssignment(const clang::BinaryOperator &B);
  Reg lowerMember(const clang::MemberExpr &M);
  Reg lowerReference(const clang::ValueDecl &Decl, const clang::Expr &E);
  Reg lowerUnfollowed(const clang::Expr &E);
  Reg temporaryFor(const clang::Expr &Init);
  void initialize(Reg Address, clang::QualType Type, const clang::Expr &Init);
  std::optional<int64_t> constantOf(const clang::Expr &E) const;

  // Calls (LowerCalls.cpp).
  Reg lowerCall(const clang::CallExpr &Call);
  Reg lowerRecovery(const clang::RecoveryExpr &E);
  std::vector<unsigned> argumentPositions(const clang::RecoveryExpr &E,
                                          llvm::ArrayRef<const clang::Expr *> Args) const;
  void nameCallee(Instruction &I, const clang::FunctionDecl &Callee);

  // Emitting.
  Instruction &emit(Op Kind, clang::SourceLocation Where, bool WithResult = true);
  Reg constant(int64_t Number, clang::SourceLocation Where);
  Reg load(Reg Address, const clang::Expr &E);
  Reg binary(BinaryOp Operator, Reg A, Reg B, clang::SourceLocation Where);
  void capture(Reg Value, clang::SourceLocation Where);
  uint32_t place(clang::SourceLocation Where);
  uint32_t variable(const clang::VarDecl &Decl);
  uint32_t makeTemporary(std::string Name);
  Reg addressOf(uint32_t Variable, clang::SourceLocation Where);

  clang::ASTContext &Context;
  const clang::FunctionDecl &Function;
  const clang::CFG &Graph;
  FunctionFacts Facts;
  BlockFacts *Current = nullptr;
  const clang::CFGBlock *CurrentBlock = nullptr;
  llvm::DenseMap<const clang::CFGBlock *, uint32_t> BlockIds;
  llvm::DenseMap<const clang::Expr *, Reg> Registers;
  llvm::DenseMap<const clang::VarDecl *, uint32_t> Variables;
  llvm::DenseMap<unsigned, uint32_t> PlaceIds;
  std::optional<uint32_t> ThisVariable;
};

} // namespace connlint

#endif
