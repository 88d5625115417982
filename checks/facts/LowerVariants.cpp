// LowerVariants.cpp - std::variant: which of its types it has, in "$index", and a field for each.
#include "facts/Lowering.h"

using namespace clang;

namespace connlint {

/// Of the standard library, and nothing that the analysis knows: it is copied as a whole.
static bool isOpaque(QualType Type) {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  return Record && isInStdNamespace(*Record) && libraryClassOf(Record) == LibraryClass::None;
}

/// Which of the types it is; nullopt if none, or more than one.
static std::optional<unsigned> indexOf(const CXXRecordDecl &Record, QualType Type,
                                       const ASTContext &Context) {
  const std::vector<QualType> Types = groupTypes(Record);
  std::optional<unsigned> Found;
  for (unsigned I = 0; I < Types.size(); ++I)
    if (Context.hasSameUnqualifiedType(Types[I], Type)) {
      if (Found)
        return std::nullopt;
      Found = I;
    }
  return Found;
}

/// What "<0>" or "<T>" stands for, of a function or of a class.
static std::optional<unsigned> indexOf(const CXXRecordDecl &Record, const TemplateArgument &Arg,
                                       const ASTContext &Context) {
  if (Arg.getKind() == TemplateArgument::Type)
    return indexOf(Record, Arg.getAsType(), Context);
  if (Arg.getKind() != TemplateArgument::Integral ||
      Arg.getAsIntegral().getZExtValue() >= groupTypes(Record).size())
    return std::nullopt;
  return static_cast<unsigned>(Arg.getAsIntegral().getZExtValue());
}

void Lowering::destroyVariant(Reg Address, const CXXRecordDecl &Record, SourceLocation Where) {
  const std::vector<QualType> Types = groupTypes(Record);
  for (unsigned I = 0; I < Types.size(); ++I)
    destroy(field(Address, alternativeField(I), Where), Types[I], Where);
}

void Lowering::constructVariantFrom(Reg Address, Reg From, const CXXRecordDecl &Record, bool Moves,
                                    SourceLocation Where) {
  store(field(Address, IndexField, Where), loadFrom(field(From, IndexField, Where), Where), Where);
  const std::vector<QualType> Types = groupTypes(Record);
  for (unsigned I = 0; I < Types.size(); ++I) {
    Reg Source = field(From, alternativeField(I), Where);
    Reg Slot = field(Address, alternativeField(I), Where);
    if (isOpaque(Types[I]))
      store(Slot, wholeAt(Source, Where), Where);
    else
      constructFrom(Slot, Source, Types[I], Moves, Where);
  }
}

/// The object has this value now, and no other.
void Lowering::storeAlternative(Reg Address, const CXXRecordDecl &Record,
                                std::optional<unsigned> Index, const Expr &Value) {
  SourceLocation Where = Value.getExprLoc();
  const QualType Given = Value.getType().getNonReferenceType();
  QualType Type = Index ? groupTypes(Record)[*Index] : QualType();
  if (Index && Type->isScalarType() && Given->isScalarType()) {
    const bool IsForwarded = Value.isGLValue() && isa<CallExpr>(Value.IgnoreParens());
    Reg What = IsForwarded ? loadFrom(lower(&Value), Where) : lowerValue(&Value);
    emit(Op::Zero, Where, false).A = Address;
    store(field(Address, alternativeField(*Index), Where), What, Where);
  } else if (Index && Value.isGLValue() && !isOpaque(Type) &&
             Context.hasSameUnqualifiedType(Type, Given)) {
    Reg Source = lower(&Value);
    emit(Op::Zero, Where, false).A = Address;
    constructFrom(field(Address, alternativeField(*Index), Where), Source, Type, Value.isXValue(),
                  Where);
  } else {
    capture(lower(&Value), Where);
    emit(Op::Zero, Where, false).A = Address;
  }
  store(field(Address, IndexField, Where),
        Index ? constant(*Index, Where) : emit(Op::Unknown, Where).Dst, Where);
}

void Lowering::constructVariant(Reg Address, const CXXConstructExpr &E) {
  const CXXRecordDecl &Record = *E.getType()->getAsCXXRecordDecl();
  const Expr &First = *E.getArg(0);
  const CXXRecordDecl *Class = First.getType()->getAsCXXRecordDecl();
  if (libraryClassOf(Class) == LibraryClass::Variant && First.isGLValue() &&
      Context.hasSameUnqualifiedType(First.getType(), E.getType()))
    return constructVariantFrom(Address, lower(&First), Record,
                                !E.getConstructor()->isCopyConstructor(), E.getBeginLoc());
  const auto *Tag = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  const bool InPlace =
      Tag && Tag->getName().starts_with("in_place_") && Tag->getTemplateArgs().size() == 1;
  if (InPlace && E.getNumArgs() == 2)
    return storeAlternative(Address, Record, indexOf(Record, Tag->getTemplateArgs()[0], Context),
                            *E.getArg(1));
  if (!InPlace && E.getNumArgs() == 1)
    return storeAlternative(Address, Record,
                            indexOf(Record, First.getType().getNonReferenceType(), Context), First);
  for (const Expr *Arg : E.arguments())
    capture(lower(Arg), E.getBeginLoc());
  emit(Op::Zero, E.getBeginLoc(), false).A = Address;
  store(field(Address, IndexField, E.getBeginLoc()), emit(Op::Unknown, E.getBeginLoc()).Dst,
        E.getBeginLoc());
}

std::optional<Reg> Lowering::assignVariant(const CXXOperatorCallExpr &Assignment) {
  const Expr &To = *Assignment.getArg(0), &From = *Assignment.getArg(1);
  const CXXRecordDecl &Record = *To.getType()->getAsCXXRecordDecl();
  if (libraryClassOf(&Record) != LibraryClass::Variant)
    return std::nullopt;
  SourceLocation Where = Assignment.getOperatorLoc();
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Assignment.getDirectCallee());
  if (libraryClassOf(From.getType()) == LibraryClass::Variant) {
    if (!Method || !From.isGLValue())
      return std::nullopt;
    Reg Source = lower(&From);
    Reg Address = lower(&To);
    destroyVariant(Address, Record, Where);
    constructVariantFrom(Address, Source, Record, Method->isMoveAssignmentOperator(), Where);
    return Address;
  }
  Reg Address = lower(&To);
  destroyVariant(Address, Record, Where);
  storeAlternative(Address, Record, indexOf(Record, From.getType().getNonReferenceType(), Context),
                   From);
  return Address;
}

Reg Lowering::lowerVariantMethod(Reg Object, const CXXRecordDecl &Record,
                                 const CXXMemberCallExpr &Call) {
  SourceLocation Where = Call.getExprLoc();
  const CXXMethodDecl &Method = *Call.getMethodDecl();
  llvm::StringRef Name = Method.getIdentifier() ? Method.getName() : llvm::StringRef();
  if (Name == "index")
    return loadFrom(field(Object, IndexField, Where), Where);
  if (Name == "emplace")
    destroyVariant(Object, Record, Where);
  for (const Expr *Arg : Call.arguments())
    capture(lower(Arg), Where);
  if (!Method.isConst()) {
    capture(Object, Where);
    emit(Op::Zero, Where, false).A = Object;
    store(field(Object, IndexField, Where), emit(Op::Unknown, Where).Dst, Where);
  }
  return emit(Op::Unknown, Where).Dst;
}

/// std::get, std::get_if, std::holds_alternative, std::visit.
std::optional<Reg> Lowering::lowerVariantCall(const CallExpr &Call) {
  const FunctionDecl &Callee = *Call.getDirectCallee();
  const llvm::StringRef Name = Callee.getName();
  SourceLocation Where = Call.getExprLoc();
  auto VariantOf = [](const Expr &Arg) {
    QualType Type = Arg.getType();
    const CXXRecordDecl *Record =
        (Type->isPointerType() ? Type->getPointeeType() : Type)->getAsCXXRecordDecl();
    return libraryClassOf(Record) == LibraryClass::Variant ? Record : nullptr;
  };
  if (Name == "visit" && Call.getNumArgs() > 1 && VariantOf(*Call.getArg(1))) {
    for (const Expr *Arg : Call.arguments())
      capture(lower(Arg), Where);
    return emit(Op::Unknown, Where).Dst;
  }
  const TemplateArgumentList *Args = Callee.getTemplateSpecializationArgs();
  if ((Name != "get" && Name != "get_if" && Name != "holds_alternative") ||
      Call.getNumArgs() != 1 || !Args || Args->size() == 0)
    return std::nullopt;
  const CXXRecordDecl *Record = VariantOf(*Call.getArg(0));
  if (!Record)
    return std::nullopt;
  std::optional<unsigned> Index = indexOf(*Record, Args->get(0), Context);
  Reg Object = Name == "get_if" ? lowerValue(Call.getArg(0)) : lower(Call.getArg(0));
  if (!Index) {
    capture(Object, Where);
    return emit(Op::Unknown, Where).Dst;
  }
  Reg Is = loadFrom(field(Object, IndexField, Where), Where);
  Reg Fits = binary(BinaryOp::Eq, Is, constant(*Index, Where), Where);
  if (Name == "holds_alternative")
    return Fits;
  Reg Slot = field(Object, alternativeField(*Index), Where);
  if (Name == "get") {
    emit(Op::Assume, Where, false).A = Fits; // Else it throws.
    return Slot;
  }
  Reg Null = constant(0, Where);
  Instruction &I = emit(Op::Select, Where);
  I.A = Fits;
  I.B = Slot;
  I.C = Null;
  return I.Dst;
}

} // namespace connlint
