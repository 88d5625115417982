// LowerContainers.cpp - local containers of raw handles: "std::vector<PGconn *> Conns;".
//
// Nobody but this function releases what is in them. Such a container is an array of which no
// slot is told from another, in the field "$items"; an iterator is an object with the address of
// some slot in the field "$at". Whatever else is done with the container may do anything to it.
#include "facts/Lowering.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace connlint {

static constexpr llvm::StringRef ItemsField = "$items", AtField = "$at";

static bool isMap(const CXXRecordDecl &Record) { return Record.getName().contains("map"); }

bool Lowering::isRawHandle(QualType Type) const {
  return !Type.isNull() && Type->isPointerType() && Model.resourceOfType(typeNameBehind(Type));
}

bool Lowering::holdsRawHandles(QualType Type) const {
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record || !Record->getIdentifier() || !isInStdNamespace(*Record))
    return false;
  static const llvm::StringSet<> Known = {
      "vector", "deque",    "list",          "forward_list",
      "set",    "multiset", "unordered_set", "unordered_multiset",
      "map",    "multimap", "unordered_map", "unordered_multimap",
      "stack",  "queue"};
  return Known.contains(Record->getName()) && isRawHandle(templateType(*Record, isMap(*Record)));
}

bool Lowering::isLocalContainer(const VarDecl &Variable) const {
  return Variable.hasLocalStorage() && !isa<ParmVarDecl>(Variable) &&
         holdsRawHandles(Variable.getType());
}

/// "__range", which is what a loop goes over.
static bool isHiddenRange(const VarDecl &Variable) {
  return Variable.isImplicit() && Variable.getIdentifier() &&
         Variable.getName().starts_with("__range") && Variable.getInit();
}

/// The local container that the expression names; also the hidden "range" of a loop over it.
const VarDecl *Lowering::localContainer(const Expr &E) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Variable || Ref->refersToEnclosingVariableOrCapture())
    return nullptr;
  if (isHiddenRange(*Variable))
    return localContainer(*Variable->getInit());
  return isLocalContainer(*Variable) ? Variable : nullptr;
}

const VarDecl *Lowering::rangeContainer(const VarDecl &Range) const {
  return isHiddenRange(Range) ? localContainer(*Range.getInit()) : nullptr;
}

/// The address of some slot; of a map, of the handle in it.
Reg Lowering::slotOf(const VarDecl &Container, bool Value, SourceLocation Where) {
  Reg Items = field(addressOf(variable(Container), Where), ItemsField, Where);
  Instruction &I = emit(Op::Element, Where);
  I.A = Items;
  Reg Slot = I.Dst;
  return Value && isMap(*Container.getType()->getAsCXXRecordDecl()) ? field(Slot, "second", Where)
                                                                    : Slot;
}

Reg Lowering::iteratorAt(const VarDecl &Container, SourceLocation Where) {
  uint32_t Id = makeTemporary("");
  emit(Op::Declare, Where, false).Number = Id;
  Reg Slot = slotOf(Container, false, Where);
  store(field(addressOf(Id, Where), AtField, Where), Slot, Where);
  return wholeObject(Id, Where);
}

/// "std::vector<PGconn *> Conns;": nothing is in there, or what may be elsewhere, too.
bool Lowering::constructContainer(const VarDecl &Variable, const CXXConstructExpr &E) {
  if (!isLocalContainer(Variable))
    return false;
  for (const Expr *Arg : E.arguments())
    if (!isa<CXXDefaultArgExpr>(Arg))
      capture(lower(Arg), E.getBeginLoc());
  return true;
}

/// A key, a position or a size: it only matters where it is a handle.
void Lowering::lowerKey(const Expr &Key) {
  if (isRawHandle(Key.getType()))
    capture(lowerValue(&Key), Key.getExprLoc());
  else
    lower(&Key);
}

/// What is put in: the handle is the last argument, or the second part of it.
void Lowering::putIntoContainer(const VarDecl &Container, const CallExpr &Call) {
  SourceLocation Where = Call.getExprLoc();
  const Expr &Last = *Call.getArg(Call.getNumArgs() - 1);
  const CXXRecordDecl *Pair = Last.getType()->getAsCXXRecordDecl();
  const bool IsPair = libraryClassOf(Pair) == LibraryClass::Group && Last.isGLValue() &&
                      groupTypes(*Pair).size() == 2;
  const bool IsHandle = isRawHandle(Last.getType());
  for (unsigned Index = 0; Index + 1 < Call.getNumArgs(); ++Index)
    if (IsHandle || IsPair)
      lowerKey(*Call.getArg(Index));
    else
      capture(lower(Call.getArg(Index)), Where);
  if (!IsHandle && !IsPair)
    return capture(lower(&Last), Where);
  Reg Handle =
      IsHandle ? lowerValue(&Last) : loadFrom(field(lower(&Last), "second", Where), Where, true);
  store(slotOf(Container, true, Where), Handle, Where);
}

static bool givesIterator(llvm::StringRef Name) {
  static const llvm::StringSet<> Iterators = {"begin",  "end",         "cbegin",     "cend",
                                              "rbegin", "rend",        "crbegin",    "crend",
                                              "find",   "lower_bound", "upper_bound"};
  return Iterators.contains(Name);
}

std::optional<Reg> Lowering::lowerContainerMethod(const VarDecl &Container,
                                                  const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method || !Method->getIdentifier())
    return std::nullopt;
  static const llvm::StringSet<> Put = {"push_back",    "push_front",    "push",
                                        "emplace_back", "emplace_front", "emplace",
                                        "insert",       "try_emplace",   "insert_or_assign"};
  static const llvm::StringSet<> Slots = {"at", "front", "back", "top"};
  // What is taken out without a release is still to be released.
  static const llvm::StringSet<> Questions = {"pop",   "pop_back", "pop_front",    "size",
                                              "empty", "capacity", "reserve",      "max_size",
                                              "count", "contains", "shrink_to_fit"};
  SourceLocation Where = Call.getExprLoc();
  const llvm::StringRef Name = Method->getName();
  if (Put.contains(Name) && Call.getNumArgs() > 0) {
    putIntoContainer(Container, Call);
    return Call.isGLValue() ? slotOf(Container, true, Where) : emit(Op::Unknown, Where).Dst;
  }
  const bool IsSlot = Slots.contains(Name) && Call.isGLValue();
  // Of "for_each(v.begin(), v.end(), f)" one is enough to tell that the container is given away.
  const bool IsIterator = givesIterator(Name) && Call.getType()->isRecordType() &&
                          (Body.variableMadeBy(Call) || Name.ends_with("end"));
  const bool ErasesKey =
      Name == "erase" && Call.getNumArgs() == 1 && !Call.getArg(0)->getType()->isRecordType();
  if (!IsSlot && !IsIterator && !ErasesKey && !Questions.contains(Name) && Name != "clear")
    return std::nullopt;
  for (const Expr *Arg : Call.arguments())
    lowerKey(*Arg);
  if (IsSlot)
    return slotOf(Container, true, Where);
  if (IsIterator)
    return iteratorAt(Container, Where);
  if (Name == "clear") {
    emit(Op::Zero, Where, false).A = slotOf(Container, false, Where);
    return NoReg;
  }
  return emit(Op::Unknown, Where).Dst;
}

/// The local variable that the expression names, and that began at a slot of a local container.
const VarDecl *Lowering::localIterator(const Expr &E) const {
  const auto *Ref = dyn_cast<DeclRefExpr>(E.IgnoreParenImpCasts());
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Variable || Ref->refersToEnclosingVariableOrCapture() || !Variable->hasLocalStorage() ||
      !Variable->getInit() || !Variable->getType()->isRecordType())
    return nullptr;
  const auto *Begin = dyn_cast_or_null<CXXMemberCallExpr>(objectMaker(Variable->getInit()));
  const CXXMethodDecl *Method = Begin ? Begin->getMethodDecl() : nullptr;
  const bool Starts = Method && Method->getIdentifier() && givesIterator(Method->getName()) &&
                      localContainer(*Begin->getImplicitObjectArgument());
  return Starts ? Variable : nullptr;
}

std::optional<Reg> Lowering::lowerIterator(const CXXOperatorCallExpr &Call) {
  const VarDecl *Iterator = nullptr;
  for (const Expr *Arg : Call.arguments())
    if (!Iterator)
      Iterator = localIterator(*Arg);
  if (!Iterator)
    return std::nullopt;
  SourceLocation Where = Call.getOperatorLoc();
  Reg Object = addressOf(variable(*Iterator), Where);
  Reg Slot = loadFrom(field(Object, AtField, Where), Where, true);
  switch (Call.getOperator()) {
  case OO_Star:
  case OO_Arrow: return Slot;
  case OO_PlusPlus:
  case OO_MinusMinus: {
    Reg Before = wholeAt(Object, Where);
    Reg Next = binary(BinaryOp::Add, Slot, constant(1, Where), Where);
    store(field(Object, AtField, Where), Next, Where);
    return Call.getNumArgs() == 1 ? Object : Before;
  }
  case OO_EqualEqual:
  case OO_ExclaimEqual: return emit(Op::Unknown, Where).Dst;
  default: return std::nullopt;
  }
}

/// A container, or an iterator into it, is mentioned: what happens to it then is not followed.
void Lowering::noteMentioned(const DeclRefExpr &E) {
  SourceLocation Where = E.getExprLoc();
  if (const VarDecl *Container = localContainer(E))
    capture(addressOf(variable(*Container), Where), Where);
  else if (const VarDecl *Iterator = localIterator(E))
    capture(loadFrom(field(addressOf(variable(*Iterator), Where), AtField, Where), Where, true),
            Where);
}

/// "Open.emplace(name, conn)" on somebody else's map, and it is asked whether that was done: it
/// keeps the handle, or it has one of that name already and leaves this one to the caller.
std::optional<Reg> Lowering::lowerRefusablePut(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const CXXRecordDecl *Answer = Call.getType()->getAsCXXRecordDecl();
  if (!Method || !Method->getIdentifier() || !Body.isAskedIfPut(Call) || Call.getNumArgs() == 0 ||
      libraryClassOf(Answer) != LibraryClass::Group || groupTypes(*Answer).size() != 2 ||
      !groupTypes(*Answer)[1]->isBooleanType())
    return std::nullopt;
  static const llvm::StringSet<> Refusing = {"emplace", "insert", "try_emplace"};
  const Expr &Object = *Call.getImplicitObjectArgument();
  const CXXRecordDecl *Container = Object.getType()->getAsCXXRecordDecl();
  // A set never has a new handle.
  if (!Refusing.contains(Method->getName()) || !holdsRawHandles(Object.getType()) ||
      !isMap(*Container))
    return std::nullopt;
  const Expr &Last = *Call.getArg(Call.getNumArgs() - 1);
  const CXXRecordDecl *Pair = Last.getType()->getAsCXXRecordDecl();
  const bool IsPair = libraryClassOf(Pair) == LibraryClass::Group && Last.isGLValue() &&
                      groupTypes(*Pair).size() == 2;
  if (!IsPair && !isRawHandle(Last.getType()))
    return std::nullopt;
  SourceLocation Where = Call.getExprLoc();
  lower(&Object);
  for (unsigned Index = 0; Index + 1 < Call.getNumArgs(); ++Index)
    lowerKey(*Call.getArg(Index));
  Reg Handle =
      IsPair ? loadFrom(field(lower(&Last), "second", Where), Where, true) : lowerValue(&Last);
  Instruction &Answers = emit(Op::Call, Where);
  Answers.Name = plainName(*Method);
  Reg IsPut = Answers.Dst;
  Instruction &Keeps = emit(Op::Call, Where, false);
  Keeps.Name = plainName(*Method);
  Keeps.Args = {{Handle, false}, {IsPut, false}};
  Keeps.IfNonNull = true;
  uint32_t Id = makeTemporary("");
  emit(Op::Declare, Where, false).Number = Id;
  store(field(addressOf(Id, Where), groupField(1), Where), IsPut, Where);
  return wholeObject(Id, Where);
}

std::optional<Reg> Lowering::lowerContainerCall(const CallExpr &Call) {
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    const Expr *Object = Member->getImplicitObjectArgument();
    const VarDecl *Container = Object ? localContainer(*Object) : nullptr;
    if (Container)
      return lowerContainerMethod(*Container, *Member);
    if (std::optional<Reg> Done = lowerCopyIntoContainer(*Member))
      return Done;
    return lowerRefusablePut(*Member);
  }
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (!Operator)
    return std::nullopt;
  const VarDecl *Container = Operator->getOperator() == OO_Subscript && Call.getNumArgs() == 2
                                 ? localContainer(*Call.getArg(0))
                                 : nullptr;
  if (!Container)
    return lowerIterator(*Operator);
  lowerKey(*Call.getArg(1));
  return slotOf(*Container, true, Call.getExprLoc());
}

} // namespace connlint
