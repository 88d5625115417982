// LowerBroken.cpp - what the compiler did not understand, such as code with unknown names.
//
// Clang keeps such expressions without a type, and leaves out conversions, destructors and
// references to the variables whose type it could not tell. What the source still says is
// kept, so that a missing header does not hide the database calls around it.
#include "facts/Lowering.h"
#include "facts/NamedRoles.h"
#include "facts/Printed.h"
#include "facts/StandIns.h"
#include "clang/Lex/Lexer.h"
#include <cstring>
#include <numeric>

using namespace clang;

namespace connlint {

/// The function that a name stands for, where only one has that name.
const FunctionDecl *onlyFunctionOf(const OverloadExpr &Name) {
  if (Name.getNumDecls() != 1)
    return nullptr;
  return dyn_cast<FunctionDecl>((*Name.decls_begin())->getUnderlyingDecl());
}

static const FunctionDecl *functionNamedBy(const Expr &E) {
  const Expr *Plain = E.IgnoreParenImpCasts();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Plain))
    return dyn_cast<FunctionDecl>(Ref->getDecl());
  if (const auto *Unresolved = dyn_cast<OverloadExpr>(Plain))
    return onlyFunctionOf(*Unresolved);
  return nullptr;
}

const FunctionDecl *Lowering::calleeOf(const CallExpr &Call) const {
  if (const FunctionDecl *Callee = Call.getDirectCallee())
    return Callee;
  return functionNamedBy(*Call.getCallee());
}

/// The object of a method call that lost its form as one.
const Expr *Lowering::objectOfBroken(const CallExpr &Call) const {
  const auto *Member = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens());
  const auto *Method = Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
  return Method && Method->isInstance() && Call.isTypeDependent() ? Member->getBase() : nullptr;
}

/// The variable that Clang gave up: it has no type, and each use of it is only a place.
const VarDecl *Lowering::brokenVariable(const Expr &E) const {
  const auto *Use = dyn_cast<RecoveryExpr>(E.IgnoreParens());
  if (!Use || !Body.hasBroken() || Use->getBeginLoc() != Use->getEndLoc())
    return nullptr;
  if (ArrayRef<const Expr *> Parts = const_cast<RecoveryExpr *>(Use)->subExpressions();
      !Parts.empty()) { // Where it is declared "auto", the reference to it is kept.
    const auto *Ref = Parts.size() == 1 ? dyn_cast<DeclRefExpr>(Parts.front()) : nullptr;
    const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Variable && Variable->isInvalidDecl() ? Variable : nullptr;
  }
  const SourceManager &SM = Context.getSourceManager();
  SmallString<32> Buffer;
  bool Invalid = false;
  StringRef Name = Lexer::getSpelling(SM.getSpellingLoc(Use->getBeginLoc()), Buffer, SM,
                                      Context.getLangOpts(), &Invalid);
  return Invalid ? nullptr : Body.brokenVariable(Name, SM.getFileLoc(Use->getBeginLoc()), SM);
}

/// The type of E, or null. In broken code the function that is called may tell it.
QualType Lowering::typeOf(const Expr &E) const {
  const Expr *Plain = E.IgnoreParens();
  if (!Plain->isTypeDependent())
    return Plain->getType();
  if (const VarDecl *Variable = brokenVariable(*Plain)) {
    if (!Variable->getType()->getContainedDeducedType())
      return Variable->getType();
    return Variable->getInit() ? typeOf(*Variable->getInit()) : QualType();
  }
  const FunctionDecl *Callee = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(Plain)) {
    Callee = calleeOf(*Call);
  } else if (const auto *Recovered = dyn_cast<RecoveryExpr>(Plain)) {
    ArrayRef<const Expr *> Parts = const_cast<RecoveryExpr *>(Recovered)->subExpressions();
    Callee = Parts.empty() ? nullptr : functionNamedBy(*Parts.front());
  }
  return Callee ? Callee->getReturnType() : QualType();
}

/// The constructor that makes an object of one pointer; or null.
static const CXXConstructorDecl *converterFrom(QualType Pointer, const CXXRecordDecl &Record,
                                               const ASTContext &Context) {
  for (const CXXConstructorDecl *Each : Record.ctors())
    if (Each->getNumParams() > 0 && Each->getMinRequiredArguments() <= 1 &&
        Context.hasSameUnqualifiedType(
            Each->getParamDecl(0)->getType().getNonReferenceType()->getPointeeType(),
            Pointer->getPointeeType()))
      return Each;
  return nullptr;
}

/// "Guard guard = open(unknown);": nothing tells how the object is made of the pointer, but its class.
bool Lowering::constructBroken(Reg Address, QualType Type, const Expr &Init) {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  const Expr *Given = &Init;
  if (const auto *List = dyn_cast<ParenListExpr>(Given); List && List->getNumExprs() == 1)
    Given = List->getExpr(0);
  QualType Pointer = Given->isTypeDependent() ? typeOf(*Given) : QualType();
  if (!Record || !Record->hasDefinition() || Pointer.isNull() || !Pointer->isPointerType())
    return false;
  SourceLocation Where = Given->getExprLoc();
  Reg Value = lowerValue(Given);
  const CXXConstructorDecl *Converts = converterFrom(Pointer, *Record, Context);
  if (!Converts) {
    capture(Value, Where);
    return true;
  }
  Instruction &I = emitCall(*Converts, {Address, Value}, Where);
  addUnwind(I, *Given, Converts);
  return true;
}

/// The only part of it that Clang has kept. "(p)" in "(size_t)(p)->name" is a list of one.
static const Expr *onlyPart(const RecoveryExpr &E) {
  ArrayRef<const Expr *> Parts = const_cast<RecoveryExpr &>(E).subExpressions();
  if (Parts.size() != 1)
    return nullptr;
  const auto *List = dyn_cast<ParenListExpr>(Parts.front());
  return !List ? Parts.front() : List->getNumExprs() == 1 ? List->getExpr(0) : nullptr;
}

/// "p->name" where p is a pointer and its class has no such member, perhaps because a base of the
/// class is unknown: the name. Empty: E is something else.
StringRef Lowering::lostMember(const RecoveryExpr &E) const {
  const Expr *Base = onlyPart(E);
  if (!Base || Base->isTypeDependent() || !Base->getType()->isPointerType())
    return {};
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation End = const_cast<RecoveryExpr &>(E).subExpressions().front()->getEndLoc();
  std::optional<Token> Arrow = Lexer::findNextToken(End, SM, Context.getLangOpts());
  if (!Arrow || !Arrow->is(tok::arrow) || !isUnknownMember(E))
    return {};
  return Lexer::getSourceText(CharSourceRange::getTokenRange(E.getEndLoc()), SM,
                              Context.getLangOpts());
}

/// "p->name" of a variable that Clang gave up, where p still is a pointer: what it reads.
bool Lowering::isBrokenField(const Expr &E) const {
  if (const auto *Recovered = dyn_cast<RecoveryExpr>(E.IgnoreParens()))
    return !lostMember(*Recovered).empty();
  const auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E.IgnoreParens());
  if (!Member || Member->isImplicitAccess() || !Member->isArrow() ||
      !brokenVariable(*Member->getBase()) || !Member->getMember().isIdentifier())
    return false;
  QualType Type = typeOf(*Member->getBase());
  return !Type.isNull() && Type->isPointerType();
}

Reg Lowering::lowerBrokenField(const CXXDependentScopeMemberExpr &E) {
  return field(lowerValue(E.getBase()), E.getMember().getAsIdentifierInfo()->getName(),
               E.getMemberLoc());
}

/// The call of an undeclared function, which returns an object that stands in for anything.
static const CallExpr *undeclaredCall(const Expr &E) {
  const Expr *Plain = E.IgnoreParenImpCasts();
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Plain))
    Plain = Temporary->getSubExpr()->IgnoreParenImpCasts();
  const auto *Call = dyn_cast<CallExpr>(Plain);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && isUndeclared(*Callee) ? Call : nullptr;
}

static std::optional<BinaryOp> relationOf(OverloadedOperatorKind Kind) {
  switch (Kind) {
  case OO_EqualEqual: return BinaryOp::Eq;
  case OO_ExclaimEqual: return BinaryOp::Ne;
  case OO_Less: return BinaryOp::Lt;
  case OO_LessEqual: return BinaryOp::Le;
  case OO_Greater: return BinaryOp::Gt;
  case OO_GreaterEqual: return BinaryOp::Ge;
  default: return std::nullopt;
  }
}

/// Of "int rc = undeclared(x)" and "undeclared(x) != 0" the call; null: Call is something else.
static const CallExpr *standInBehind(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    return isa_and_nonnull<CXXConversionDecl>(Callee) && Call.getType()->isScalarType()
               ? undeclaredCall(*Member->getImplicitObjectArgument())
               : nullptr;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  bool IsKnown = Operator && Call.getNumArgs() > 0 &&
                 (Operator->getOperator() == OO_Exclaim || relationOf(Operator->getOperator()));
  return IsKnown ? undeclaredCall(*Call.getArg(0)) : nullptr;
}

/// The results of these calls are no objects, though the functions that stand in return some.
void Lowering::findPlainCalls(const Stmt &S) {
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    if (const CallExpr *Made = standInBehind(*Call))
      PlainCalls.insert(Made);
  for (const Stmt *Child : S.children())
    if (Child && !isa<LambdaExpr>(Child))
      findPlainCalls(*Child);
}

/// "int rc = undeclared(x)", "undeclared(x) != 0": what the object that stands in for the result
/// is turned into, or compared with, is said of the result.
std::optional<Reg> Lowering::lowerStandIn(const CallExpr &Call) {
  if (const auto *Asked = dyn_cast<CXXOperatorCallExpr>(&Call);
      Asked && Call.isTypeDependent() && !Call.getDirectCallee() && Call.getNumArgs() == 2)
    if (std::optional<BinaryOp> Relation = relationOf(Asked->getOperator())) {
      Reg Left = lowerValue(Call.getArg(0)); // "(conn = undeclared(x)) == nullptr"
      Reg Right = lowerValue(Call.getArg(1));
      return binary(*Relation, Left, Right, Asked->getOperatorLoc());
    }
  const CallExpr *Made = standInBehind(Call);
  if (!Made)
    return std::nullopt;
  Reg Result = lower(Made);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (!Operator)
    return Result;
  SourceLocation Where = Operator->getOperatorLoc();
  if (Operator->getOperator() == OO_Exclaim)
    return binary(BinaryOp::Eq, Result, constant(0, Where), Where);
  const Expr *Other = Call.getArg(1)->IgnoreParens();
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Other))
    Other = Temporary->getSubExpr();
  Reg Right = lowerValue(Other);
  return binary(*relationOf(Operator->getOperator()), Result, Right, Where);
}

/// Wanted: the type of the parameter, or null.
Reg Lowering::lowerBrokenArgument(const Expr &Arg, QualType Wanted) {
  QualType Type = typeOf(Arg);
  bool IsObject = !Type.isNull() && Type->isRecordType();
  bool ByReference = !Wanted.isNull() && Wanted->isReferenceType();
  return IsObject || ByReference ? lower(&Arg) : lowerValue(&Arg);
}

/// A lambda does not say which of the given up variables it captures.
void Lowering::captureBroken(const Stmt &LambdaBody) {
  if (!Body.hasBroken())
    return;
  llvm::SmallVector<const Stmt *, 32> Work{&LambdaBody};
  while (!Work.empty()) {
    const Stmt *S = Work.pop_back_val();
    if (const auto *E = dyn_cast<RecoveryExpr>(S))
      if (const VarDecl *Variable = brokenVariable(*E))
        capture(addressOf(variable(*Variable), E->getBeginLoc()), E->getBeginLoc());
    for (const Stmt *Child : S->children())
      if (Child)
        Work.push_back(Child);
  }
}

/// Clang leaves arguments out that it could not make sense of; the commas in the source tell
/// which ones are left.
std::vector<unsigned> Lowering::argumentPositions(const RecoveryExpr &E,
                                                  ArrayRef<const Expr *> Args) const {
  std::vector<unsigned> Positions(Args.size());
  std::iota(Positions.begin(), Positions.end(), 0u);
  const SourceManager &SM = Context.getSourceManager();
  if (E.getBeginLoc().isMacroID() || E.getEndLoc().isMacroID())
    return Positions;
  auto [File, Start] = SM.getDecomposedLoc(E.getBeginLoc());
  unsigned End = SM.getFileOffset(E.getEndLoc());
  bool Invalid = false;
  StringRef Buffer = SM.getBufferData(File, &Invalid);
  if (Invalid || SM.getFileID(E.getEndLoc()) != File || End >= Buffer.size() || End < Start)
    return Positions;
  Lexer Lex(SM.getLocForStartOfFile(File), Context.getLangOpts(), Buffer.begin(),
            Buffer.begin() + Start, Buffer.end());
  std::vector<unsigned> Commas; // Offsets of the commas between arguments.
  int Depth = 0;
  for (Token T; !Lex.LexFromRawLexer(T);) {
    unsigned Offset = SM.getFileOffset(T.getLocation());
    if (Offset > End)
      break;
    if (T.isOneOf(tok::l_paren, tok::l_square, tok::l_brace))
      ++Depth;
    else if (T.isOneOf(tok::r_paren, tok::r_square, tok::r_brace))
      --Depth;
    else if (T.is(tok::comma) && Depth == 1)
      Commas.push_back(Offset);
  }
  for (size_t Index = 0; Index < Args.size(); ++Index) {
    auto [ArgFile, Offset] = SM.getDecomposedLoc(SM.getExpansionLoc(Args[Index]->getBeginLoc()));
    if (ArgFile != File)
      continue;
    unsigned Before = static_cast<unsigned>(
        std::ranges::count_if(Commas, [&](unsigned Comma) { return Comma < Offset; }));
    Positions[Index] = std::max(Before, Index ? Positions[Index - 1] + 1 : 0u);
  }
  return Positions;
}

/// "object.name" where the class has no such member, and nothing calls it.
bool Lowering::isUnknownMember(const RecoveryExpr &E) const {
  ArrayRef<const Expr *> Parts = const_cast<RecoveryExpr &>(E).subExpressions();
  const SourceManager &SM = Context.getSourceManager();
  auto TextAfter = [&](SourceLocation Last) {
    SourceLocation After =
        Lexer::getLocForEndOfToken(SM.getSpellingLoc(Last), 0, SM, Context.getLangOpts());
    bool Invalid = After.isInvalid();
    const char *Text = Invalid ? "" : SM.getCharacterData(After, &Invalid);
    return StringRef(Invalid ? "" : Text, Invalid ? 0 : strnlen(Text, 64)).ltrim();
  };
  if (Parts.size() != 1 || Parts.front()->getEndLoc() == E.getEndLoc())
    return false;
  StringRef Behind = TextAfter(Parts.front()->getEndLoc());
  return (Behind.starts_with(".") || Behind.starts_with("->")) &&
         !TextAfter(E.getEndLoc()).starts_with("(");
}

/// A number or a pointer in code that is not understood is read there, as in "log << code", unless
/// it is "in >> code".
bool Lowering::isOnlyRead(const Expr &Part) const {
  if (Part.isTypeDependent() || !Part.isGLValue() || !Part.getType()->isScalarType())
    return false;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Where = SM.getFileLoc(Part.getBeginLoc());
  auto [File, Offset] = SM.getDecomposedLoc(Where);
  StringRef Before = SM.getBufferDataOrNone(File).value_or("").take_front(Offset).rtrim();
  return !Before.ends_with(">>");
}

/// "ereport(ERROR, ...)" where no header of the server tells the level: it stands in the text only.
int Lowering::lostLevel(const Expr &Callee) const {
  const SourceManager &SM = Context.getSourceManager();
  if (Callee.getBeginLoc().isMacroID())
    return 0;
  std::optional<Token> Open = Lexer::findNextToken(Callee.getEndLoc(), SM, Context.getLangOpts());
  if (!Open || Open->isNot(tok::l_paren))
    return 0;
  std::optional<Token> First = Lexer::findNextToken(Open->getLocation(), SM, Context.getLangOpts());
  return First && First->is(tok::raw_identifier) ? levelOfReport(First->getRawIdentifier()) : 0;
}

/// A call whose callee is known by name stays a call.
Reg Lowering::lowerRecovery(const RecoveryExpr &E) {
  ArrayRef<const Expr *> Parts = const_cast<RecoveryExpr &>(E).subExpressions();
  SourceLocation Where = E.getBeginLoc();
  if (const VarDecl *Variable = brokenVariable(E))
    return lowerReference(*Variable, E);
  if (StringRef Member = lostMember(E); !Member.empty())
    return field(lowerValue(onlyPart(E)), Member, Where);
  Instruction Named;
  const FunctionDecl *Callee = Parts.empty() ? nullptr : functionNamedBy(*Parts.front());
  if (Callee)
    nameCallee(Named, *Callee);
  else if (!Parts.empty())
    if (const auto *Unresolved = dyn_cast<OverloadExpr>(Parts.front()->IgnoreParenImpCasts()))
      Named.Name = Unresolved->getName().getAsString();
  if (Named.Name.empty()) {
    bool OnlyLooks = isUnknownMember(E);
    for (const Expr *Part : Parts)
      if (Reg Value = isOnlyRead(*Part) ? lowerValue(Part) : lower(Part); !OnlyLooks)
        capture(Value, Where);
    return emit(Op::Unknown, Where).Dst;
  }
  const int Level = Named.Name == "ereport" || Named.Name == "elog" ? lostLevel(*Parts.front()) : 0;
  Parts = Parts.drop_front();
  std::vector<unsigned> Positions = argumentPositions(E, Parts);
  if (!Callee && Parts.size() == 1 && isBranchHint(Named.Name))
    return lowerValue(Parts.front());
  if (bool IsWhole = Positions.empty() || Positions.back() + 1 == Positions.size();
      !Callee && IsWhole)
    if (std::optional<Reg> Done = lowerAssertion(E, Named.Name, Parts))
      return *Done;
  std::vector<ArgumentFacts> Args(Positions.empty() ? 0 : Positions.back() + 1);
  for (size_t Index = 0; Index < Parts.size(); ++Index)
    Args[Positions[Index]] = {lowerValue(Parts[Index]),
                              isFormatted(Parts, Index, typeOf(*Parts[Index]))};
  if (Level != 0 && !Args.empty())
    Args[0].Value = constant(Level, Where);
  Instruction &I = emit(Op::Call, Where);
  I.Name = std::move(Named.Name);
  I.Usr = std::move(Named.Usr);
  I.IsElsewhere = Named.IsElsewhere;
  I.Args = std::move(Args);
  Reg Result = I.Dst;
  if (Callee && Callee->getReturnType()->isRecordType()) {
    I.Aggregate = true;
    if (hasEffectfulDestructor(Callee->getReturnType()) && !Body.variableMadeBy(E))
      capture(Result, Where);
  }
  return Result;
}

} // namespace connlint
