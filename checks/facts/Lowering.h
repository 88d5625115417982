// Lowering.h - one function's CFG to FunctionFacts. Private to facts/.
//
// Lowering walks the CFG once. Each expression becomes at most one register; expressions
// that the CFG lists as elements of their own are lowered where they stand, all others where
// they are used. What C++ adds is in files of its own: LowerObjects.cpp (objects are made,
// copied and destroyed), LowerLibrary.cpp (owners of the standard library), LowerLambdas.cpp
// and Unwinding.cpp (exceptions).
#ifndef CONNLINT_FACTS_LOWERING_H
#define CONNLINT_FACTS_LOWERING_H

#include "facts/BodyIndex.h"
#include "facts/DeclNames.h"
#include "facts/FactsBuilder.h"
#include "facts/LibraryClasses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>

namespace connlint {

bool hasEffectfulDestructor(clang::QualType Type, unsigned Depth = 0);

/// The parameter promises not to change what it points to, so not to release it either.
bool isPointerToConst(clang::QualType Type);

/// The function that a name stands for, where only one has that name; or null.
const clang::FunctionDecl *onlyFunctionOf(const clang::OverloadExpr &Name);

/// std::unexpected.
bool isError(const clang::CXXRecordDecl *Class);

/// std::error_code, or Boost's.
bool isErrorCode(const clang::CXXRecordDecl *Record);

/// The only call operator of a lambda or functor, or null.
const clang::CXXMethodDecl *callOperatorOf(const clang::CXXRecordDecl *Record);

class Lowering {
public:
  Lowering(clang::ASTContext &Context, const clang::FunctionDecl &Function, const clang::CFG &Graph,
           const ResourceModel &Model, const UnitClues &Clues);
  FunctionFacts run();

private:
  /// An object that is alive, and what happens to it when an exception passes.
  struct Cleanup {
    enum KindTy { Local, Reference, Member, Base, Whole, Function } Kind;
    uint32_t Variable = 0;
    clang::QualType Type;
    const clang::FieldDecl *Field = nullptr;
    const clang::FunctionDecl *Callee = nullptr;
    const clang::CXXTryStmt *Try = nullptr;
    uint32_t Below = 0; ///< The node of the object that came to live before; 0: none.
  };
  struct Pad {
    uint32_t Node;
    const clang::CXXTryStmt *Try;
  };

  // Statements and CFG elements (Lowering.cpp).
  void lowerBlock(const clang::CFGBlock &Block);
  void lowerElement(const clang::CFGElement &Element);
  void lowerStatement(const clang::Stmt &Statement);
  Reg madeFlag(const clang::VarDecl &Static);
  void lowerVariable(const clang::VarDecl &Variable);
  void lowerReturn(const clang::ReturnStmt &Return);
  void lowerDestructor(const clang::CFGElement &Element);
  void lowerMemberInitializer(const clang::CXXCtorInitializer &Init);
  void lowerTerminator(const clang::CFGBlock &Block);
  bool fallsOffTheEnd(const clang::CFGBlock &Block) const;
  void destroyParameters();
  void lowerSwitch(const clang::CFGBlock &Block, const clang::SwitchStmt &Switch);

  // Expressions (LowerExpressions.cpp, LowerOperators.cpp). The register of a glvalue is its address.
  Reg lower(const clang::Expr *E);
  /// The value of E also where broken code lacks the cast from lvalue to value.
  Reg lowerValue(const clang::Expr *E);
  Reg lowerShared(const clang::Expr &E);
  Reg lowerUncached(const clang::Expr &E);
  Reg lowerCast(const clang::CastExpr &Cast);
  Reg lowerUnary(const clang::UnaryOperator &U);
  Reg lowerBinary(const clang::BinaryOperator &B);
  Reg lowerAssignment(const clang::BinaryOperator &B);
  Reg lowerMember(const clang::MemberExpr &M);
  Reg lowerReference(const clang::ValueDecl &Decl, const clang::Expr &E);
  Reg lowerUnfollowed(const clang::Expr &E);
  Reg temporaryFor(const clang::Expr &Init, bool Extended);
  Reg lowerBound(const clang::CXXBindTemporaryExpr &E);
  void initialize(Reg Address, clang::QualType Type, const clang::Expr &Init);
  std::optional<int64_t> constantOf(const clang::Expr &E) const;
  bool isNull(const clang::Expr &Pointer) const;

  // Calls (LowerCalls.cpp).
  Reg lowerCall(const clang::CallExpr &Call);
  void captureArgument(const clang::CallExpr &Call, const clang::FunctionDecl *Callee,
                       unsigned Index, ArgumentFacts Given);
  bool mayKeep(const clang::FunctionDecl &Callee, const clang::CallExpr &Call,
               const clang::Expr &Arg) const;
  /// Call: null where nothing can stand in for Callee.
  void nameCallee(Instruction &I, const clang::FunctionDecl &Callee,
                  const clang::CallExpr *Call = nullptr);
  /// The value is captured only if another unit tells of Callee, or only if none does.
  void captureIf(When Counts, const clang::FunctionDecl &Callee, Reg Value,
                 clang::SourceLocation Where);
  /// An object of the class is a handle by value: a session, a lease.
  bool isHandle(const clang::CXXRecordDecl *Record) const;
  bool clearsThis(const clang::CallExpr &Call, const clang::FunctionDecl &Callee);
  void clearFields(Reg Object, const clang::CXXRecordDecl &Record, clang::SourceLocation Where);
  bool cannotRelease(clang::QualType Parameter, const clang::Expr *Given) const;

  Instruction &emitCall(const clang::FunctionDecl &Callee, const std::vector<Reg> &Args,
                        clang::SourceLocation Where);

  // What the compiler did not understand (LowerBroken.cpp).
  Reg lowerRecovery(const clang::RecoveryExpr &E);
  std::optional<Reg> lowerStandIn(const clang::CallExpr &Call);
  void findPlainCalls(const clang::Stmt &S);
  Reg lowerBrokenField(const clang::CXXDependentScopeMemberExpr &E);
  Reg lowerBrokenArgument(const clang::Expr &Arg, clang::QualType Wanted);
  void captureBroken(const clang::Stmt &LambdaBody);
  const clang::FunctionDecl *calleeOf(const clang::CallExpr &Call) const;
  const clang::Expr *objectOfBroken(const clang::CallExpr &Call) const;
  const clang::VarDecl *brokenVariable(const clang::Expr &E) const;
  int lostLevel(const clang::Expr &Callee) const;
  bool constructBroken(Reg Address, clang::QualType Type, const clang::Expr &Init);
  clang::QualType typeOf(const clang::Expr &E) const;
  bool isBrokenField(const clang::Expr &E) const;
  llvm::StringRef lostMember(const clang::RecoveryExpr &E) const;
  bool isUnknownMember(const clang::RecoveryExpr &E) const;
  bool isOnlyRead(const clang::Expr &Part) const;
  std::vector<unsigned> argumentPositions(const clang::RecoveryExpr &E,
                                          llvm::ArrayRef<const clang::Expr *> Args) const;

  // Assertions whose header is missing (LowerAssertions.cpp).
  std::optional<Reg> lowerAssertion(const clang::Expr &Call, llvm::StringRef Name,
                                    llvm::ArrayRef<const clang::Expr *> Args);
  bool isTruth(const clang::Expr &E) const;
  bool isScalar(const clang::Expr &E) const;

  // Objects (LowerObjects.cpp). Addresses come first.
  Reg lowerObject(const clang::CXXConstructExpr &E);
  void construct(Reg Address, const clang::CXXConstructExpr &E);
  void constructDefault(Reg Address, clang::QualType Type, clang::SourceLocation Where);
  /// Copies or, where Moves, moves the object at From; the target is raw memory.
  void constructFrom(Reg Address, Reg From, clang::QualType Type, bool Moves,
                     clang::SourceLocation Where);
  void assignFrom(Reg Address, Reg From, clang::QualType Type, bool Moves,
                  clang::SourceLocation Where);
  void destroy(Reg Address, clang::QualType Type, clang::SourceLocation Where);
  void destroyBase(Reg Address, clang::QualType Type, clang::SourceLocation Where);
  Reg unknownIf(std::string Usr, Reg Value, clang::SourceLocation Where);
  void destroyPointee(Reg Pointer, clang::QualType Pointee, clang::SourceLocation Where);
  void eachPart(Reg Address, const clang::CXXRecordDecl &Record, clang::SourceLocation Where,
                llvm::function_ref<void(Reg, clang::QualType, const clang::FieldDecl *)> Visit);
  Reg allocate(clang::SourceLocation Where);
  Reg lowerNew(const clang::CXXNewExpr &E);
  Reg lowerDelete(const clang::CXXDeleteExpr &E);
  std::optional<Reg> lowerImplicitAssignment(const clang::CallExpr &Call);
  void moveOut(uint32_t Temporary, clang::SourceLocation Where);
  Reg wholeObject(uint32_t Variable, clang::SourceLocation Where);
  Reg wholeAt(Reg Address, clang::SourceLocation Where);

  // The standard library (LowerLibrary.cpp, LowerOwners.cpp).
  std::optional<Reg> lowerLibraryCall(const clang::CallExpr &Call);
  Reg lowerOwnerMethod(const clang::CXXMemberCallExpr &Call, LibraryClass Kind);
  std::optional<Reg> lowerOwnerOperator(const clang::CXXOperatorCallExpr &Call, LibraryClass Kind);
  Reg lowerMake(const clang::CallExpr &Call, clang::QualType Owner);
  void constructGroup(Reg Address, const std::vector<clang::QualType> &Types,
                      llvm::ArrayRef<const clang::Expr *> Values, clang::SourceLocation Where);
  std::optional<Reg> assignTied(const clang::CXXOperatorCallExpr &Assignment);
  bool constructLibrary(Reg Address, const clang::CXXConstructExpr &E);
  void constructLibraryFrom(Reg Address, Reg From, clang::QualType Type, bool Moves,
                            clang::SourceLocation Where);
  void destroyLibrary(Reg Address, const clang::CXXRecordDecl &Record, clang::SourceLocation Where);
  void callDeleter(Reg Owner, Reg Pointer, const clang::CXXRecordDecl &Record,
                   clang::SourceLocation Where);
  void constructMember(Reg Address, clang::QualType Type, const clang::Expr &Init);
  Reg lowerArgument(const clang::Expr &Arg);
  void swapObjects(Reg Left, Reg Right, clang::SourceLocation Where);
  void assignOwner(Reg To, Reg From, clang::QualType Type, bool Moves, clang::SourceLocation Where);
  void constructByArguments(Reg Address, clang::QualType Type, const clang::CallExpr &Call,
                            std::vector<Reg> Args);

  // Variants (LowerVariants.cpp).
  void destroyVariant(Reg Address, const clang::CXXRecordDecl &Record, clang::SourceLocation Where);
  void constructVariantFrom(Reg Address, Reg From, const clang::CXXRecordDecl &Record, bool Moves,
                            clang::SourceLocation Where);
  void constructVariant(Reg Address, const clang::CXXConstructExpr &E);
  void storeAlternative(Reg Address, const clang::CXXRecordDecl &Record,
                        std::optional<unsigned> Index, const clang::Expr &Value);
  std::optional<Reg> assignVariant(const clang::CXXOperatorCallExpr &Assignment);
  Reg lowerVariantMethod(Reg Object, const clang::CXXRecordDecl &Record,
                         const clang::CXXMemberCallExpr &Call);
  std::optional<Reg> lowerVariantCall(const clang::CallExpr &Call);

  // Local containers of raw handles (LowerContainers.cpp).
  bool isRawHandle(clang::QualType Type) const;
  bool holdsRawHandles(clang::QualType Type) const;
  bool isLocalContainer(const clang::VarDecl &Variable) const;
  const clang::VarDecl *localContainer(const clang::Expr &E) const;
  const clang::VarDecl *rangeContainer(const clang::VarDecl &Range) const;
  const clang::VarDecl *localIterator(const clang::Expr &E) const;
  Reg slotOf(const clang::VarDecl &Container, bool Value, clang::SourceLocation Where);
  Reg iteratorAt(const clang::VarDecl &Container, clang::SourceLocation Where);
  bool constructContainer(const clang::VarDecl &Variable, const clang::CXXConstructExpr &E);
  void lowerKey(const clang::Expr &Key);
  void putIntoContainer(const clang::VarDecl &Container, const clang::CallExpr &Call);
  std::optional<Reg> lowerContainerCall(const clang::CallExpr &Call);
  std::optional<Reg> lowerRefusablePut(const clang::CXXMemberCallExpr &Call);
  std::optional<Reg> lowerContainerMethod(const clang::VarDecl &Container,
                                          const clang::CXXMemberCallExpr &Call);
  std::optional<Reg> lowerIterator(const clang::CXXOperatorCallExpr &Call);
  void noteMentioned(const clang::DeclRefExpr &E);

  // Objects that a container copies with the handle in them (LowerCopies.cpp).
  bool sharesHandleWhenCopied(const clang::CXXRecordDecl &Record) const;
  bool copiesIntoContainer(const clang::CXXMemberCallExpr &Call) const;
  bool hasContainedCopies() const;
  std::optional<Reg> lowerCopyIntoContainer(const clang::CXXMemberCallExpr &Call);
  void endContainedCopies();

  // Strings (LowerTexts.cpp).
  Reg lowerText(const clang::Expr &E);
  bool constructText(Reg Address, const clang::CXXConstructExpr &E);
  std::optional<Reg> lowerTextCall(const clang::CallExpr &Call);
  std::optional<Reg> lowerTextComparison(const clang::CXXOperatorCallExpr &Call);

  // Error codes of the standard library (LowerErrorCodes.cpp).
  bool constructErrorCode(Reg Address, const clang::CXXConstructExpr &E);
  std::optional<Reg> lowerErrorCodeCall(const clang::CallExpr &Call);
  void storeErrorCode(Reg Address, llvm::ArrayRef<const clang::Expr *> Args,
                      clang::SourceLocation Where);

  // What assertions of GoogleTest say (LowerTestResults.cpp).
  bool constructTestResult(Reg Address, const clang::CXXConstructExpr &E);
  bool constructTestFailure(const clang::CXXConstructExpr &E);
  std::optional<Reg> lowerTestResultCall(const clang::CallExpr &Call);
  bool endsTest(const clang::ReturnStmt &Return) const;

  // Lambdas and whatever else can be called (LowerLambdas.cpp).
  Reg lowerLambda(const clang::LambdaExpr &E);
  void destroyClosure(Reg Address, const clang::CXXRecordDecl &Record, clang::SourceLocation Where);
  void constructClosureFrom(Reg Address, Reg From, const clang::CXXRecordDecl &Record, bool Moves,
                            clang::SourceLocation Where);
  void runBlock(const clang::BlockExpr &Block, clang::SourceLocation Where);
  Reg lowerCaptured(const clang::ValueDecl &Variable, clang::SourceLocation Where);
  void storeCallable(Reg Slot, const clang::Expr &Callable);
  Reg callCallable(Reg Slot, std::vector<ArgumentFacts> Args, const clang::Expr *Call,
                   clang::SourceLocation Where);
  void runNow(const clang::CallExpr &Call);

  // Atomic operations (LowerAtomics.cpp).
  Reg lowerAtomic(const clang::AtomicExpr &E);
  std::optional<Reg> lowerSyncBuiltin(const clang::CallExpr &Call,
                                      const clang::FunctionDecl &Callee);
  Reg changeAtomically(const clang::Expr &Pointer, const clang::Expr &Operand, BinaryOp Operator,
                       bool GivesNew, clang::SourceLocation Where);

  // Coroutines (LowerCoroutines.cpp).
  Reg lowerSuspension(const clang::CoroutineSuspendExpr &E);
  void lowerCoreturn(const clang::CoreturnStmt &Return);
  void giveToPromise(const clang::CallExpr &Call);
  void suspend(clang::SourceLocation Where);

  // Exceptions (Unwinding.cpp).
  std::vector<const clang::CFGBlock *> blockOrder() const;
  bool isOurs(const clang::FunctionDecl &Callee) const;
  bool unseenThrows(const clang::FunctionDecl &Callee, bool IsExpected) const;
  /// None: never. IfKnown: only another unit can tell that it does.
  std::optional<When> throws(const clang::Expr &E, const clang::FunctionDecl *Callee) const;
  /// Adds the edge for what Call may throw.
  void addUnwind(Instruction &Call, const clang::Expr &E, const clang::FunctionDecl *Callee);
  void lowerThrow(const clang::CXXThrowExpr &E);
  void lowerDispatch(const clang::CFGBlock &Block, const clang::CXXTryStmt &Try);
  bool takesUnknown(clang::QualType Type) const;
  uint32_t unwindFrom(const clang::Stmt &Where);
  uint32_t pad(uint32_t Node, const clang::CXXTryStmt *Try);
  void pushCleanup(Cleanup C);
  void popCleanup(uint32_t Variable);
  void lowerPads();
  void enterBlock(const clang::CFGBlock &Block);
  void sortBlocks();

  // Emitting.
  Reg field(Reg Object, llvm::StringRef Name, clang::SourceLocation Where);
  Reg field(Reg Object, const clang::FieldDecl &Field, clang::SourceLocation Where);
  Reg loadFrom(Reg Address, clang::SourceLocation Where, bool Pointer = false);
  void store(Reg Address, Reg Value, clang::SourceLocation Where);
  Reg thisPointer(clang::SourceLocation Where);
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
  const ResourceModel &Model;
  const UnitClues &Clues;
  const BodyIndex Body;
  FunctionFacts Facts;
  BlockFacts *Current = nullptr;
  const clang::CFGBlock *CurrentBlock = nullptr;
  llvm::DenseMap<const clang::CFGBlock *, uint32_t> BlockIds;
  llvm::DenseMap<const clang::Expr *, Reg> Registers;
  /// Elements of blocks that come later. What joins branches can ask for them: a branch that
  /// does not return, as in "ok ? (void)0 : abort()", need not come before the join.
  llvm::DenseSet<const clang::Stmt *> Later;
  llvm::DenseMap<const clang::VarDecl *, uint32_t> Variables;
  llvm::DenseMap<unsigned, uint32_t> PlaceIds;
  std::optional<uint32_t> ThisVariable;
  /// Objects that were made in their place before their declaration was reached.
  llvm::DenseSet<const clang::VarDecl *> MadeInPlace;
  llvm::DenseSet<const clang::CXXCtorInitializer *> MadeMembers;
  llvm::DenseMap<const clang::CXXNewExpr *, Reg> MadeByNew;
  /// Temporaries that hold a class value until its place is known, by the register of the value.
  llvm::DenseMap<Reg, uint32_t> Holders;
  /// The variable of a temporary with a destructor.
  llvm::DenseMap<const clang::CXXBindTemporaryExpr *, uint32_t> Temporaries;
  /// Hidden variables for what containers have copied.
  std::vector<std::pair<uint32_t, clang::QualType>> ContainedCopies;
  /// Calls of undeclared functions that do not return the object which stands in for the result.
  llvm::DenseSet<const clang::Expr *> PlainCalls;
  /// The local that the return statement of this block handed out.
  const clang::VarDecl *HandedOut = nullptr;
  /// The block has ended before its terminator, such as with a throw.
  bool Thrown = false;
  std::vector<Cleanup> Cleanups{1};
  uint32_t Live = 0; ///< Node of the youngest object that is alive.
  llvm::DenseMap<const clang::CFGBlock *, uint32_t> LiveAtEnd;
  llvm::DenseMap<const clang::CXXTryStmt *, uint32_t> LiveAtTry;
  llvm::DenseMap<const clang::CXXTryStmt *, const clang::CFGBlock *> Dispatch;
  std::vector<Pad> Pads;
  uint32_t FirstPad = 0;
  uint32_t EndOfBody = NoBlock;   ///< Destroys parameters where no return statement does.
  uint32_t EndOfCopies = NoBlock; ///< Before the exit: destroys ContainedCopies.
  const clang::CXXTryStmt *PendingTry = nullptr; ///< Around the statement that is lowered.
  unsigned PartDepth = 0;
  std::map<std::pair<uint32_t, const clang::CXXTryStmt *>, uint32_t> PadIds;
};

} // namespace connlint

#endif
