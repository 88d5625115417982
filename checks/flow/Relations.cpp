// Relations.cpp - how two values compare of which neither is a known number.
#include "flow/Engine.h"

namespace connlint {

BinaryOp negate(BinaryOp Operator) {
  switch (Operator) {
  case BinaryOp::Eq: return BinaryOp::Ne;
  case BinaryOp::Ne: return BinaryOp::Eq;
  case BinaryOp::Lt: return BinaryOp::Ge;
  case BinaryOp::Ge: return BinaryOp::Lt;
  case BinaryOp::Gt: return BinaryOp::Le;
  default: return BinaryOp::Gt; // Le
  }
}

BinaryOp mirror(BinaryOp Operator) {
  switch (Operator) {
  case BinaryOp::Lt: return BinaryOp::Gt;
  case BinaryOp::Gt: return BinaryOp::Lt;
  case BinaryOp::Le: return BinaryOp::Ge;
  case BinaryOp::Ge: return BinaryOp::Le;
  default: return Operator;
  }
}

/// What a comparison of two values can still come to.
enum Outcome : unsigned { Less = 1, Equal = 2, Greater = 4, AnyOutcome = 7 };

static unsigned outcomesOf(BinaryOp Relation) {
  switch (Relation) {
  case BinaryOp::Eq: return Equal;
  case BinaryOp::Ne: return Less | Greater;
  case BinaryOp::Lt: return Less;
  case BinaryOp::Le: return Less | Equal;
  case BinaryOp::Gt: return Greater;
  default: return Greater | Equal;
  }
}

/// Values have met there, in a loop; or it is one more than such a value.
bool Engine::isCounter(Value V) const {
  if (!V.isSymbol())
    return false;
  const SymbolInfo &Info = Table.symbol(static_cast<SymbolId>(V.N));
  if (Info.Kind == SymbolKind::Joined)
    return Blocks[Info.A].IsLoopHead;
  return Info.Kind == SymbolKind::Operation && Info.Operator == BinaryOp::Add &&
         Info.Right == Value::integer(1) && Info.Left.isSymbol() &&
         Table.symbol(static_cast<SymbolId>(Info.Left.N)).Kind == SymbolKind::Joined;
}

/// From the other questions that the path has asked about the two: who is less is not equal. A
/// counter that is no longer below its bound has stopped at the bound.
unsigned Engine::outcomes(const State &S, Value Left, Value Right) const {
  unsigned Possible = AnyOutcome;
  if (!Table.isCompared(Left) || !Table.isCompared(Right))
    return Possible;
  for (BinaryOp Relation : {BinaryOp::Eq, BinaryOp::Lt, BinaryOp::Gt}) {
    SymbolInfo Asked{SymbolKind::Operation};
    Asked.Operator = Relation;
    Asked.Left = Left;
    Asked.Right = Right;
    std::optional<SymbolId> Known = Table.find(Asked);
    const IntervalSet *Answer = Known ? S.Ranges.find(*Known) : nullptr;
    if (Answer && Answer->isSingle(0))
      Possible &= ~outcomesOf(Relation);
    else if (Answer && !Answer->contains(0))
      Possible &= outcomesOf(Relation);
  }
  if ((Possible == (Greater | Equal) && isCounter(Left)) ||
      (Possible == (Less | Equal) && isCounter(Right)))
    return Equal;
  return Possible;
}

std::optional<bool> Engine::answered(const State &S, const SymbolInfo &Question) const {
  unsigned Possible = outcomes(S, Question.Left, Question.Right);
  unsigned Asked = outcomesOf(Question.Operator);
  if ((Possible & Asked) == 0)
    return false;
  if ((Possible & ~Asked) == 0)
    return true;
  return std::nullopt;
}

SymbolInfo Engine::comparison(BinaryOp Relation, Value Left, Value Right) {
  SymbolInfo Info{SymbolKind::Operation};
  bool IsMirrored = Left.isSymbol() && Right.isSymbol() && Right.N < Left.N;
  Info.Operator = IsMirrored ? mirror(Relation) : Relation;
  Info.Left = IsMirrored ? Right : Left;
  Info.Right = IsMirrored ? Left : Right;
  return Info;
}

IntervalSet Engine::rangeOfComparison(const State &S, const SymbolInfo &Question) const {
  std::optional<SymbolId> Asked = Table.find(Question);
  return Asked ? rangeOfSymbol(S, *Asked) : rangeOfOperation(S, Question);
}

void Engine::relate(const State &S, Value A, const State &T, Value B, Value New, Facts &Known) {
  std::set<SymbolId> Others;
  auto Collect = [&](const State &From, Value V) {
    for (const auto &[Sym, Range] : From.Ranges) {
      const SymbolInfo &Info = Table.symbol(Sym);
      if (Info.Kind != SymbolKind::Operation) {
        if (V.Kind == Value::Integer)
          Others.insert(Sym);
      } else if (isRelation(Info.Operator) && (Info.Left == V || Info.Right == V)) {
        if (Value Other = Info.Left == V ? Info.Right : Info.Left; Other.isSymbol())
          Others.insert(static_cast<SymbolId>(Other.N));
      }
    }
  };
  Collect(S, A);
  Collect(T, B);
  for (SymbolId Sym : Others) {
    Value Other = Value::symbol(Sym);
    if (Table.mentions(Sym, static_cast<SymbolId>(New.N)) || Other == A || Other == B)
      continue;
    for (BinaryOp Relation : {BinaryOp::Lt, BinaryOp::Gt, BinaryOp::Eq}) {
      IntervalSet Answer = rangeOfComparison(S, comparison(Relation, Other, A))
                               .unite(rangeOfComparison(T, comparison(Relation, Other, B)));
      if (!Answer.singleValue())
        continue;
      Known.emplace_back(Table.symbol(comparison(Relation, Other, New)), Answer);
      Known.emplace_back(Table.symbol(comparison(negate(Relation), Other, New)),
                         IntervalSet::single(Answer.isSingle(0)));
    }
  }
}

} // namespace connlint
