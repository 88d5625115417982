// Constraints.cpp - what a path knows about numbers and pointers, and how a branch adds to it.
#include "flow/Engine.h"

namespace connlint {

static bool isCommutative(BinaryOp Operator) {
  return Operator == BinaryOp::Add || Operator == BinaryOp::Mul || Operator == BinaryOp::And ||
         Operator == BinaryOp::Or || Operator == BinaryOp::Xor;
}

/// For a mask that clears the low bits only (~0, ~1, ~3, ...): the largest value it clears.
static std::optional<int64_t> clearedByHighMask(int64_t Mask) {
  uint64_t Low = ~static_cast<uint64_t>(Mask);
  if (Mask < 0 && (Low & (Low + 1)) == 0)
    return static_cast<int64_t>(Low);
  return std::nullopt;
}

static std::optional<int64_t> fold(BinaryOp Operator, int64_t A, int64_t B) {
  int64_t R = 0;
  switch (Operator) {
  case BinaryOp::Add: return __builtin_add_overflow(A, B, &R) ? std::nullopt : std::optional(R);
  case BinaryOp::Sub: return __builtin_sub_overflow(A, B, &R) ? std::nullopt : std::optional(R);
  case BinaryOp::Mul: return __builtin_mul_overflow(A, B, &R) ? std::nullopt : std::optional(R);
  case BinaryOp::Div:
  case BinaryOp::Rem:
    if (B == 0 || (A == IntervalSet::Min && B == -1))
      return std::nullopt;
    return Operator == BinaryOp::Div ? A / B : A % B;
  case BinaryOp::And: return A & B;
  case BinaryOp::Or: return A | B;
  case BinaryOp::Xor: return A ^ B;
  case BinaryOp::Shl:
    if (B < 0 || B > 62 || A < 0 || A > (IntervalSet::Max >> B))
      return std::nullopt;
    return A << B;
  case BinaryOp::Shr:
    if (B < 0 || B > 63)
      return std::nullopt;
    return A >> B;
  default: return IntervalSet::satisfying(Operator, B).contains(A);
  }
}

IntervalSet Engine::rangeOf(const State &S, Value V) const {
  switch (V.Kind) {
  case Value::Integer: return IntervalSet::single(V.N);
  case Value::Symbol: return rangeOfSymbol(S, static_cast<SymbolId>(V.N));
  case Value::Pointer:
  case Value::Text:
  case Value::Function: return IntervalSet::nonZero();
  default: return IntervalSet::full();
  }
}

IntervalSet Engine::rangeOfSymbol(const State &S, SymbolId Sym) const {
  const IntervalSet *Explicit = S.Ranges.find(Sym);
  IntervalSet Known = Explicit ? *Explicit : IntervalSet::full();
  const SymbolInfo &Info = Table.symbol(Sym);
  if (Info.Kind == SymbolKind::Operation)
    return Known.intersect(rangeOfOperation(S, Info));
  if (Info.Kind == SymbolKind::Both || Info.Kind == SymbolKind::Either) {
    IntervalSet Left = rangeOf(S, Info.Left), Right = rangeOf(S, Info.Right);
    bool Any = Info.Kind == SymbolKind::Either;
    // Either is decided by one true operand, Both by one false operand.
    if (Any ? !Left.contains(0) || !Right.contains(0) : Left.isSingle(0) || Right.isSingle(0))
      return Known.intersect(IntervalSet::single(Any));
    if (Any ? Left.isSingle(0) && Right.isSingle(0) : !Left.contains(0) && !Right.contains(0))
      return Known.intersect(IntervalSet::single(!Any));
    return Known.intersect(IntervalSet::of(0, 1));
  }
  return Known;
}

IntervalSet Engine::rangeOfOperation(const State &S, const SymbolInfo &Info) const {
  IntervalSet Left = rangeOf(S, Info.Left);
  if (isRelation(Info.Operator)) {
    IntervalSet Right = rangeOf(S, Info.Right);
    if (std::optional<int64_t> Number = Right.singleValue()) {
      IntervalSet Holds = IntervalSet::satisfying(Info.Operator, *Number);
      if (Left.intersect(Holds).isEmpty())
        return IntervalSet::single(0);
      if (Left.within(Holds))
        return IntervalSet::single(1);
    } else if (Left.intersect(Right).isEmpty()) {
      if (Info.Operator == BinaryOp::Eq || Info.Operator == BinaryOp::Ne)
        return IntervalSet::single(Info.Operator == BinaryOp::Ne);
    } else {
      if (std::optional<bool> Answer = answered(S, Info))
        return IntervalSet::single(*Answer);
    }
    return IntervalSet::of(0, 1);
  }
  if (Info.Operator == BinaryOp::Sub && Info.Left == Value::integer(0))
    return rangeOf(S, Info.Right).negated();
  if (Info.Right.Kind != Value::Integer)
    return IntervalSet::full();
  int64_t Number = Info.Right.N;
  if (std::optional<int64_t> Known = Left.singleValue())
    if (std::optional<int64_t> Result = fold(Info.Operator, *Known, Number))
      return IntervalSet::single(*Result);
  switch (Info.Operator) {
  case BinaryOp::Add: return Left.shift(Number);
  case BinaryOp::And:
    if (std::optional<int64_t> Cleared = clearedByHighMask(Number)) {
      IntervalSet Low = IntervalSet::of(0, *Cleared);
      if (Left.within(Low))
        return IntervalSet::single(0);
      if (Left.intersect(Low).isEmpty())
        return IntervalSet::nonZero();
      return IntervalSet::full();
    }
    return Number >= 0 ? IntervalSet::of(0, Number) : IntervalSet::full();
  default: return IntervalSet::full();
  }
}

bool Engine::constrain(State &S, Value V, const IntervalSet &Set) {
  if (V.isSymbol())
    return constrain(S, static_cast<SymbolId>(V.N), Set);
  return !rangeOf(S, V).intersect(Set).isEmpty();
}

bool Engine::constrain(State &S, SymbolId Sym, const IntervalSet &Set) {
  IntervalSet Before = rangeOfSymbol(S, Sym);
  IntervalSet Now = Before.intersect(Set);
  if (Now.isEmpty())
    return false;
  if (Now == Before)
    return true;
  S.Ranges.set(Sym, Now);
  if (Now.isSingle(0)) {
    // A null handle owes nothing.
    Value Handle = Value::symbol(Sym);
    std::erase_if(S.Instances, [&](const Instance &I) { return I.Handle == Handle; });
    if (Table.isEntry(Handle))
      Result.EntryNull.insert(Sym);
  }
  return constrainParts(S, Sym, Now);
}

bool Engine::constrainParts(State &S, SymbolId Sym, const IntervalSet &Now) {
  const SymbolInfo Info = Table.symbol(Sym);
  bool True = !Now.contains(0), False = Now.isSingle(0);
  IntervalSet Zero = IntervalSet::single(0), NonZero = IntervalSet::nonZero();
  if (Info.Kind == SymbolKind::Both || Info.Kind == SymbolKind::Either) {
    bool Any = Info.Kind == SymbolKind::Either;
    if (Any ? False : True) // The operands are decided, too.
      return constrain(S, Info.Left, Any ? Zero : NonZero) &&
             constrain(S, Info.Right, Any ? Zero : NonZero);
    if (Any ? True : False) { // One operand cannot have decided: the other one has.
      const IntervalSet &Decides = Any ? NonZero : Zero;
      if (rangeOf(S, Info.Left).intersect(Decides).isEmpty())
        return constrain(S, Info.Right, Decides);
      if (rangeOf(S, Info.Right).intersect(Decides).isEmpty())
        return constrain(S, Info.Left, Decides);
    }
    return true;
  }
  if (Info.Kind != SymbolKind::Operation)
    return true;
  if (isRelation(Info.Operator)) {
    if (!True && !False)
      return true;
    BinaryOp Operator = True ? Info.Operator : negate(Info.Operator);
    if (std::optional<int64_t> Number = rangeOf(S, Info.Right).singleValue())
      return constrain(S, Info.Left, IntervalSet::satisfying(Operator, *Number));
    if (std::optional<int64_t> Number = rangeOf(S, Info.Left).singleValue())
      return constrain(S, Info.Right, IntervalSet::satisfying(mirror(Operator), *Number));
    // No number will remember the answer for the opposite question.
    S.Ranges.set(Table.operation(negate(Info.Operator), Info.Left, Info.Right),
                 IntervalSet::single(False));
    return true;
  }
  switch (Info.Operator) {
  case BinaryOp::Add:
    if (Info.Right.Kind == Value::Integer && Info.Right.N != IntervalSet::Min)
      return constrain(S, Info.Left, Now.shift(-Info.Right.N));
    return true;
  case BinaryOp::Sub:
    return Info.Left != Value::integer(0) || constrain(S, Info.Right, Now.negated());
  case BinaryOp::Or:
    return !False || (constrain(S, Info.Left, Zero) && constrain(S, Info.Right, Zero));
  case BinaryOp::And:
    if (Info.Right.Kind == Value::Integer)
      if (std::optional<int64_t> Cleared = clearedByHighMask(Info.Right.N)) {
        IntervalSet Low = IntervalSet::of(0, *Cleared);
        if (False)
          return constrain(S, Info.Left, Low);
        if (True)
          return constrain(S, Info.Left, Low.complement());
      }
    return !True || (constrain(S, Info.Left, NonZero) && constrain(S, Info.Right, NonZero));
  default: return true;
  }
}

bool Engine::assume(State &S, Value V, bool Truth) {
  return constrain(S, V, Truth ? IntervalSet::nonZero() : IntervalSet::single(0));
}

/// The object around a member: Member is the address of what is called Name in it.
Value Engine::containerOf(Value Member, Value Name) {
  if (Member.isSymbol())
    return Value::symbol(Table.operation(BinaryOp::Sub, Member, Name));
  if (Member.Kind != Value::Pointer)
    return Value::unknown();
  const RegionInfo &Info = Table.region(static_cast<RegionId>(Member.N));
  if (Info.Kind != RegionKind::Field || Info.A != static_cast<uint32_t>(Name.N))
    return Value::unknown();
  const RegionInfo &Whole = Table.region(Info.Parent);
  return Whole.Kind == RegionKind::Pointee ? Value::symbol(Whole.A) : Value::pointer(Info.Parent);
}

Value Engine::compute(State &S, BinaryOp Operator, Value Left, Value Right) {
  if (Operator == BinaryOp::Sub && Right.Kind == Value::Text)
    if (Value Whole = containerOf(Left, Right); Whole.Kind != Value::Unknown)
      return Whole;
  if (Left.Kind == Value::Integer && Right.Kind == Value::Integer)
    if (std::optional<int64_t> N = fold(Operator, Left.N, Right.N))
      return Value::integer(*N);
  if (Left.Kind == Value::Integer && Right.Kind != Value::Integer) {
    if (isRelation(Operator))
      return compute(S, mirror(Operator), Right, Left);
    if (isCommutative(Operator))
      std::swap(Left, Right);
  }
  if ((Operator == BinaryOp::Add || Operator == BinaryOp::Sub) && Left.Kind == Value::Pointer &&
      Right.Kind == Value::Integer && isSomeElement(static_cast<RegionId>(Left.N)))
    return Left; // Another slot that is not told from this one.
  auto Unclear = [&] { return Value::symbol(fresh(S, SymbolKind::Result, Site, 0)); };
  if (Left.Kind == Value::Unknown || Right.Kind == Value::Unknown ||
      Left.Kind == Value::Aggregate || Right.Kind == Value::Aggregate)
    return Unclear();
  if (Operator == BinaryOp::Sub && Right.Kind == Value::Integer && Right.N != IntervalSet::Min)
    return compute(S, BinaryOp::Add, Left, Value::integer(-Right.N));
  if (isRelation(Operator) && Left == Right)
    return Value::integer(Operator == BinaryOp::Eq || Operator == BinaryOp::Le ||
                          Operator == BinaryOp::Ge);
  if (isRelation(Operator) && Left.Kind == Value::Pointer && Right.Kind == Value::Pointer &&
      (Operator == BinaryOp::Eq || Operator == BinaryOp::Ne))
    return Value::integer(Operator == BinaryOp::Ne); // Different places.
  if (isRelation(Operator) && Left.isSymbol() && Right.isSymbol()) {
    // A handle that was acquired here is not one that was there before.
    auto IsNew = [&](Value V) {
      const Instance *I = S.instance(V);
      return I && I->Local && (I->State == Typestate::Held || I->State == Typestate::Released);
    };
    auto WasThere = [&](Value V) { return Table.isEntry(V); };
    if ((Operator == BinaryOp::Eq || Operator == BinaryOp::Ne) &&
        ((IsNew(Left) && (WasThere(Right) || IsNew(Right))) || (IsNew(Right) && WasThere(Left))))
      return Value::integer(Operator == BinaryOp::Ne);
    if (Right.N < Left.N) { // "a < b" and "b > a" are one question.
      std::swap(Left, Right);
      Operator = mirror(Operator);
    }
  }
  if (Right.Kind == Value::Integer && Left.isSymbol()) {
    const SymbolInfo Info = Table.symbol(static_cast<SymbolId>(Left.N));
    bool Boolean = (Info.Kind == SymbolKind::Operation && isRelation(Info.Operator)) ||
                   Info.Kind == SymbolKind::Both || Info.Kind == SymbolKind::Either;
    if (Boolean &&
        ((Right.N == 0 && Operator == BinaryOp::Ne) || (Right.N == 1 && Operator == BinaryOp::Eq)))
      return Left;
    if (Info.Kind == SymbolKind::Operation && isRelation(Info.Operator) &&
        ((Right.N == 0 && Operator == BinaryOp::Eq) || (Right.N == 1 && Operator == BinaryOp::Ne)))
      return Value::symbol(Table.operation(negate(Info.Operator), Info.Left, Info.Right));
    if (Operator == BinaryOp::Add) {
      if (Right.N == 0)
        return Left;
      int64_t Sum;
      if (Info.Kind == SymbolKind::Operation && Info.Operator == BinaryOp::Add &&
          Info.Right.Kind == Value::Integer && !__builtin_add_overflow(Info.Right.N, Right.N, &Sum))
        return Sum == 0
                   ? Info.Left
                   : Value::symbol(Table.operation(BinaryOp::Add, Info.Left, Value::integer(Sum)));
    }
    if ((Operator == BinaryOp::Or || Operator == BinaryOp::Xor) && Right.N == 0)
      return Left;
    if (Operator == BinaryOp::And && Right.N == 0)
      return Value::integer(0);
  }
  SymbolId Sym = Table.operation(Operator, Left, Right);
  if (Table.depth(Sym) > 5)
    return Unclear();
  if (std::optional<int64_t> N = rangeOfSymbol(S, Sym).singleValue()) {
    // The answer is known on this path, but the program asks.
    noteChecked(S, Left);
    noteChecked(S, Right);
    return Value::integer(*N);
  }
  return Value::symbol(Sym);
}

Value Engine::computeLogical(State &S, SymbolKind Kind, Value Left, Value Right) {
  bool Any = Kind == SymbolKind::Either;
  IntervalSet L = rangeOf(S, Left), R = rangeOf(S, Right);
  if (Any ? !L.contains(0) : L.isSingle(0))
    return Value::integer(Any); // Right was not evaluated.
  if (Any ? L.isSingle(0) : !L.contains(0))
    return compute(S, BinaryOp::Ne, Right, Value::integer(0));
  if (Left.Kind == Value::Unknown || Right.Kind == Value::Unknown)
    return Value::symbol(fresh(S, SymbolKind::Result, Site, 0));
  SymbolInfo Info{Kind};
  Info.Left = Left;
  Info.Right = Right;
  SymbolId Sym = Table.symbol(Info);
  if (Table.depth(Sym) > 5)
    return Value::symbol(fresh(S, SymbolKind::Result, Site, 0));
  return Value::symbol(Sym);
}

SourcePlace Engine::placeOfSite(uint32_t Number) const {
  for (size_t B = Blocks.size(); B-- > 0;)
    if (Blocks[B].FirstSite <= Number) {
      const std::vector<Instruction> &There = Function.Blocks[B].Instructions;
      const size_t Index = Number - Blocks[B].FirstSite;
      return Index < There.size() ? Function.Places[There[Index].Place] : SourcePlace();
    }
  return {};
}

void Engine::noteChecked(State &S, Value V) {
  if (Instance *Object = V.Kind == Value::Pointer ? S.instance(V) : nullptr)
    Object->Checked = true; // "ok = mysql_real_connect(&m, ...) != NULL"
  if (!V.isSymbol())
    return;
  SymbolId Sym = static_cast<SymbolId>(V.N);
  const SymbolInfo Info = Table.symbol(Sym);
  if (Info.Kind == SymbolKind::Operation || Info.Kind == SymbolKind::Both ||
      Info.Kind == SymbolKind::Either) {
    noteChecked(S, Info.Left);
    noteChecked(S, Info.Right);
    return;
  }
  if (Info.Kind == SymbolKind::Havoc) { // "db = open(path, &error); if (error) ..."
    const SourcePlace Left = placeOfSite(Info.A);
    for (Instance &I : S.Instances)
      if (const Origin &From = Result.Origins[I.Origin]; From.Inner.valid() && From.Place == Left)
        I.Checked = I.StatusChecked = true;
  }
  if (Info.Kind == SymbolKind::Status && transactionTestOf(Table.name(Info.A)))
    return; // Whether the connection is good is another question.
  Value Handle = Info.Kind == SymbolKind::Status ? Info.Left : V;
  std::erase_if(S.Instances, [&](Instance &I) {
    if (I.Handle != Handle && I.Code != Sym && I.Error != Sym)
      return false;
    I.Checked = true;
    if (Info.Kind == SymbolKind::Status || I.Code == Sym) {
      I.StatusChecked = true;
      Result.StatusAsked.insert(I.Origin);
    }
    return I.State == Typestate::None && !I.FailPlace; // "MYSQL m;" is still there.
  });
}

} // namespace connlint
