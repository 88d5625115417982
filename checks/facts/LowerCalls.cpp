// LowerCalls.cpp - calls: the callee's name and how each argument is passed.
#include "facts/Lowering.h"
#include "facts/NamedRoles.h"
#include "clang/Basic/Builtins.h"
#include "clang/Lex/Lexer.h"
#include <cstring>
#include <numeric>

using namespace clang;

namespace connlint {

void Lowering::nameCallee(Instruction &I, const FunctionDecl &Callee) {
  I.Name = modelName(Callee, Model);
  // Functions of system headers have no facts.
  const SourceManager &SM = Context.getSourceManager();
  const FunctionDecl *Definition = definitionIn(Callee);
  if (Definition && !SM.isInSystemHeader(SM.getExpansionLoc(Definition->getLocation())))
    I.Usr = usrOf(*Definition);
}

/// A pointer to const void says nothing: who stores any pointer takes it like that.
bool isPointerToConst(QualType Type) {
  QualType Pointee = Type->getPointeeType();
  return !Pointee.isNull() && Pointee.isConstQualified() && !Pointee->isPointerType() &&
         !Pointee->isVoidType();
}

bool Lowering::isHandle(const CXXRecordDecl *Record) const {
  return Record && Record->hasDefinition() && !Record->hasTrivialDestructor() &&
         Model.isHandleClass(plainName(*Record));
}

/// Who gets a reference to an object that owns its handle, or to a base class of it, does not own
/// the handle; nor does who gets the address. A pointer may be given away.
bool Lowering::cannotRelease(QualType Parameter, const Expr *Given) const {
  if (isPointerToConst(Parameter))
    return true;
  Given = Given ? Given->IgnoreParenImpCasts() : nullptr;
  if (const auto *Address = dyn_cast_or_null<UnaryOperator>(Given);
      Address && Address->getOpcode() == UO_AddrOf && Parameter->isPointerType())
    return isHandle(Address->getSubExpr()->getType()->getAsCXXRecordDecl());
  QualType Object = Given ? Given->getType() : Parameter.getNonReferenceType();
  return Parameter->isLValueReferenceType() && isHandle(Object->getAsCXXRecordDecl());
}

Instruction &Lowering::emitCall(const FunctionDecl &Callee, const std::vector<Reg> &Args,
                                SourceLocation Where) {
  Instruction &I = emit(Op::Call, Where);
  for (Reg Arg : Args)
    I.Args.push_back({Arg, false});
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  I.HasObject = Method && Method->isInstance();
  for (unsigned Index = I.HasObject, P = 0; Index < I.Args.size() && P < Callee.getNumParams();
       ++Index, ++P)
    I.Args[Index].ToConst = cannotRelease(Callee.getParamDecl(P)->getType(), nullptr);
  I.Aggregate = Callee.getReturnType()->isRecordType();
  nameCallee(I, Callee);
  return I;
}

Reg Lowering::lowerCall(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (Callee) {
    switch (Callee->getBuiltinID()) {
    case Builtin::BI__builtin_expect:
    case Builtin::BI__builtin_expect_with_probability:
    case Builtin::BI__builtin_assume_aligned:
    case Builtin::BIaddressof:
    case Builtin::BI__addressof:
    case Builtin::BI__builtin_addressof:
    case Builtin::BImove:
    case Builtin::BIforward:
      if (Call.getNumArgs() > 0)
        return lower(Call.getArg(0));
      break;
    default:
      break;
    }
  }

  if (std::optional<Reg> Done = lowerLibraryCall(Call))
    return *Done;
  if (std::optional<Reg> Done = lowerImplicitAssignment(Call))
    return *Done;
  runNow(Call);

  std::vector<ArgumentFacts> Args;
  Reg Target = NoReg;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    const CXXMethodDecl *Method = Member->getMethodDecl();
    QualType Type = Object->IgnoreParenImpCasts()->getType();
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    bool OnlyUsed = Method && (Method->isConst() || isHandle(Type->getAsCXXRecordDecl()));
    Args.push_back({lower(Object), OnlyUsed});
  } else if (!Callee) {
    Target = lower(Call.getCallee());
  }
  unsigned FirstParameter = 0;
  if (isa<CXXOperatorCallExpr>(Call) && isa_and_nonnull<CXXMethodDecl>(Callee) &&
      cast<CXXMethodDecl>(Callee)->isInstance())
    FirstParameter = 1; // Argument 0 is the object.
  for (unsigned Index = 0; Index < Call.getNumArgs(); ++Index) {
    const Expr *Arg = Call.getArg(Index);
    bool ToConst = false;
    if (Callee && Index >= FirstParameter && Index - FirstParameter < Callee->getNumParams())
      ToConst = cannotRelease(Callee->getParamDecl(Index - FirstParameter)->getType(), Arg);
    else if (Index < FirstParameter)
      ToConst = isHandle(cast<CXXMethodDecl>(Callee)->getParent());
    Args.push_back({lower(Arg), ToConst});
  }

  SourceLocation Where = Call.getExprLoc();
  if (const auto *Member = dyn_cast<MemberExpr>(Call.getCallee()->IgnoreParens()))
    Where = Member->getMemberLoc();
  else if (!isa<CXXOperatorCallExpr>(Call))
    Where = Call.getBeginLoc();
  Instruction &I = emit(Op::Call, Where);
  I.A = Target;
  I.Args = std::move(Args);
  I.HasObject = isa<CXXMemberCallExpr>(Call) || FirstParameter == 1;
  I.Aggregate = Call.getType()->isRecordType();
  if (Callee) {
    nameCallee(I, *Callee);
    I.SoundsFinal = isMadeToEnd(Call, *Callee, Context);
  } else if (const auto *Unresolved = dyn_cast<OverloadExpr>(Call.getCallee()->IgnoreParens())) {
    I.Name = Unresolved->getName().getAsString();
    I.A = NoReg;
  }
  // What is called through a plain pointer most likely comes from C.
  bool IsPlain = !Callee && Call.getCallee()->getType()->isFunctionPointerType();
  if (IsPlain ? Body.tryAround(Call) != nullptr : mayThrow(Call, Callee))
    I.Unwind = unwindFrom(Call);
  return I.Dst;
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
    SourceLocation After = Lexer::getLocForEndOfToken(SM.getSpellingLoc(Last), 0, SM,
                                                      Context.getLangOpts());
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

/// Broken code: keep what can still be told. A call whose callee is known by name stays a
/// call, so that a missing header does not hide the database calls around it.
Reg Lowering::lowerRecovery(const RecoveryExpr &E) {
  ArrayRef<const Expr *> Parts = const_cast<RecoveryExpr &>(E).subExpressions();
  SourceLocation Where = E.getBeginLoc();
  std::string Name, Usr;
  if (!Parts.empty()) {
    const Expr *First = Parts.front()->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(First)) {
      if (const auto *Callee = dyn_cast<FunctionDecl>(Ref->getDecl())) {
        Name = modelName(*Callee, Model);
        if (const FunctionDecl *Definition = definitionIn(*Callee))
          Usr = usrOf(*Definition);
      }
    } else if (const auto *Unresolved = dyn_cast<OverloadExpr>(First)) {
      Name = Unresolved->getName().getAsString();
    }
  }
  if (Name.empty()) {
    bool OnlyLooks = isUnknownMember(E);
    for (const Expr *Part : Parts)
      if (Reg Value = lower(Part); !OnlyLooks)
        capture(Value, Where);
    return emit(Op::Unknown, Where).Dst;
  }
  Parts = Parts.drop_front();
  std::vector<unsigned> Positions = argumentPositions(E, Parts);
  std::vector<ArgumentFacts> Args(Positions.empty() ? 0 : Positions.back() + 1);
  for (size_t Index = 0; Index < Parts.size(); ++Index)
    Args[Positions[Index]].Value = lowerValue(Parts[Index]);
  Instruction &I = emit(Op::Call, Where);
  I.Name = std::move(Name);
  I.Usr = std::move(Usr);
  I.Args = std::move(Args);
  return I.Dst;
}

} // namespace connlint
