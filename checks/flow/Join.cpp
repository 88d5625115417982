// Join.cpp - two states become one that covers both.
#include "flow/Engine.h"

namespace connlint {

/// The place is reached through a value of which only this is known, that paths met.
bool Engine::isBehindJoined(RegionId R) const {
  const RegionInfo &Root = Table.region(Table.root(R));
  if (Root.Kind != RegionKind::Pointee)
    return false;
  const SymbolInfo &Sym = Table.symbol(Root.A);
  return Sym.Kind == SymbolKind::Joined || Sym.Generation > 0 ||
         (Sym.Kind == SymbolKind::Entry && isBehindJoined(Sym.A)) ||
         (Sym.Kind == SymbolKind::Part && isBehindJoined(Sym.B));
}

/// V was read from the array: from some slot, or from one that is known. The first has the array's
/// own address.
bool Engine::isPickedFrom(const Value *V, RegionId Array) const {
  if (!V || !V->isSymbol())
    return false;
  const SymbolId Sym = static_cast<SymbolId>(V->N);
  if (auto It = PickedFrom.find(Sym); It != PickedFrom.end())
    return It->second == Array;
  const SymbolInfo &Info = Table.symbol(Sym);
  return Info.Kind == SymbolKind::Entry &&
         (Info.A == Array || (Table.region(Info.A).Kind == RegionKind::Element &&
                              Table.region(Info.A).Parent == Array));
}

Value Engine::joined(uint32_t Block, uint32_t Key, const Value *A, const Value *B) {
  SymbolId Sym = Table.symbol({SymbolKind::Joined, Block, Key});
  Blocks[Block].Joined.insert(Sym);
  for (const Value *V : {A, B})
    if (auto It =
            V && V->isSymbol() ? PickedFrom.find(static_cast<SymbolId>(V->N)) : PickedFrom.end();
        It != PickedFrom.end() && isPickedFrom(V == A ? B : A, It->second))
      PickedFrom[Sym] = It->second;
  for (const Value *V : {A, B})
    if (V && V->isSymbol())
      if (auto It = UnknownResults.find(static_cast<SymbolId>(V->N)); It != UnknownResults.end())
        UnknownResults[Sym].insert(It->second.begin(), It->second.end());
  for (const Value *V : {A, B}) {
    if (V && V->Kind == Value::Text)
      JoinedTexts[Sym].insert(static_cast<uint32_t>(V->N));
    if (V && V->isSymbol())
      if (auto It = JoinedTexts.find(static_cast<SymbolId>(V->N)); It != JoinedTexts.end())
        JoinedTexts[Sym].insert(It->second.begin(), It->second.end());
  }
  return Value::symbol(Sym);
}

/// What is known of a value that is in A or in B. In loops the exact union may grow for ever.
IntervalSet Engine::joinedRange(uint32_t Block, const IntervalSet &A, const IntervalSet &B) const {
  IntervalSet Union = A.unite(B);
  return Blocks[Block].IsLoopHead && !Union.isSingle(0) ? widened(Union) : Union;
}

/// Both point to elements of the array that is returned: "for (p = results; *p; p++)".
RegionId Engine::sharedArray(const Value *A, const Value *B) const {
  auto ArrayOf = [&](const Value *V) {
    if (!V || V->Kind != Value::Pointer)
      return NoId;
    RegionId R = static_cast<RegionId>(V->N);
    if (RegionId Around = arrayAround(R); Around != NoId)
      return Around;
    return Table.region(R).Kind == RegionKind::Element ? Table.region(R).Parent : R;
  };
  RegionId Array = ArrayOf(A);
  return Array == ArrayOf(B) ? Array : NoId;
}

/// The path has put nothing there, nor into an object around it.
bool Engine::isAsAtEntry(const State &S, RegionId Place) const {
  if (!isExternal(S, Place) || arrayAround(Place) != NoId)
    return false;
  for (RegionId Up = Place; Up != NoId; Up = Table.region(Up).Parent)
    if (S.Memory.find(Up))
      return false;
  return true;
}

/// What Other has in the place is as good for S: S has V there, or what it had at entry, and has
/// found the two equal ("if (p->conn != conn) { close(p->conn); p->conn = conn; }"); or for S
/// there is no such place, as the pointer is null.
bool Engine::isAsGood(const State &S, const Value *V, const State &Other, const Value *There,
                      RegionId Place) {
  // Null was found there, and null was put there.
  if (!There && V && !S.instance(*V) && isAsAtEntry(Other, Place))
    if (std::optional<int64_t> Number = rangeOf(S, *V).singleValue())
      return rangeOf(S, Value::symbol(Table.entry(Place))).isSingle(*Number);
  if (!There || Other.instance(*There))
    return false;
  const RegionInfo &Root = Table.region(Table.root(Place));
  if (!V && Root.Kind == RegionKind::Pointee && rangeOf(S, Value::symbol(Root.A)).isSingle(0))
    return true;
  Value Mine = V ? *V : Value::symbol(Table.entry(Place));
  if (!There->isSymbol() || !Mine.isSymbol())
    return false;
  return rangeOfComparison(S, comparison(BinaryOp::Eq, Mine, *There)).isSingle(1);
}

/// Place R holds different things in the two, but needs no joined value. Changed: Into knows less now.
bool Engine::settle(State &Into, const State &From, RegionId R, bool &Changed) {
  const Value *Mine = Into.Memory.find(R), *Theirs = From.Memory.find(R);
  if (isBehindJoined(R)) { // Names would grow with every round: p->next->next...
    Changed |= Mine != nullptr;
    Into.Memory.erase(R);
    return true;
  }
  if (isAsGood(Into, Mine, From, Theirs, R)) {
    if (Theirs)
      Into.Memory.set(R, *Theirs);
    else
      Into.Memory.erase(R);
    Changed = true;
    return true;
  }
  return isAsGood(From, Theirs, Into, Mine, R);
}

/// Makes Into cover From as well. False when it already did.
bool Engine::join(uint32_t Block, State &Into, const State &From) {
  Steps += CostOfOutcome + static_cast<unsigned>((Into.Memory.size() + Into.Ranges.size()) / 8);
  bool Changed = joinDecided(Into, From);
  Facts Known; // Of the joined values.
  auto JoinMaps = [&](auto &Mine, const auto &Theirs, uint32_t Salt) {
    for (uint32_t Key : Mine.differing(Theirs)) {
      if (Salt == 0 && settle(Into, From, Key, Changed))
        continue;
      const Value *Old = Mine.find(Key);
      if (RegionId Array = sharedArray(Old, Theirs.find(Key)); Array != NoId) {
        Value Any = Value::pointer(Table.region({RegionKind::Element, Array, NoId}));
        Changed |= *Old != Any;
        Mine.set(Key, Any);
        continue;
      }
      // A variable that was not written to is what it was at entry.
      Value AtEntry;
      if (Salt == 0 && Table.region(Key).Kind == RegionKind::Variable)
        AtEntry = Value::symbol(Table.entry(Key));
      auto Of = [&](const State &S, const Value *V) { return rangeOf(S, V ? *V : AtEntry); };
      IntervalSet Range = joinedRange(Block, Of(Into, Old), Of(From, Theirs.find(Key)));
      Value Joined = joined(Block, Key + Salt, Old, Theirs.find(Key));
      if (!Range.isFull())
        Known.emplace_back(static_cast<SymbolId>(Joined.N), Range);
      if (const Value *There = Theirs.find(Key); Salt == 0 && Old && There)
        relate(Into, *Old, From, *There, Joined, Known);
      if (Old && *Old == Joined) {
        Changed |= Range != rangeOf(Into, *Old);
        continue;
      }
      Mine.set(Key, Joined);
      // What was known of the joined value in an earlier round is void.
      SymbolId Sym = static_cast<SymbolId>(Joined.N);
      Into.Ranges.eraseIf([&](const auto &Item) { return Table.mentions(Item.first, Sym); });
      Changed = true;
    }
  };
  JoinMaps(Into.Memory, From.Memory, 0);
  JoinMaps(Into.Registers, From.Registers, 0x40000000u);
  if (Into.Result != From.Result && Into.Result.Kind != Value::Unknown) {
    Into.Result = Value::unknown();
    Changed = true;
  }
  Into.Ranges.eraseIf([&](auto &Item) {
    const IntervalSet *Other = From.Ranges.find(Item.first);
    IntervalSet Union = Other ? Item.second.unite(*Other) : IntervalSet::full();
    if (Union == Item.second)
      return false;
    bool IsJoined =
        std::ranges::any_of(Known, [&](const auto &K) { return K.first == Item.first; });
    Changed |= !IsJoined;
    Item.second = Blocks[Block].IsLoopHead ? widened(Union) : Union;
    return Item.second.isFull();
  });
  for (const auto &[Sym, Range] : Known)
    Into.Ranges.set(Sym, Range);
  Changed |= Into.LastQuery.keepCommon(From.LastQuery);
  Changed |= Into.Derived.keepCommon(From.Derived);
  Into.Heap.eraseIf([&](const auto &Item) {
    bool Gone = !From.Heap.find(Item.first);
    Changed |= Gone;
    return Gone;
  });
  Changed |= joinNotes(Into, From);
  return Changed;
}

} // namespace connlint
