// JoinDead.cpp - two states that differ only in what nobody can ask for any more become one.
#include "flow/Engine.h"

namespace connlint {

/// Do the two differ only in what cannot be asked for any more?
bool Engine::canJoinDead(uint32_t Block, const State &A, const State &B) const {
  if (!A.sameShape(B) || A.ThrowPlace != B.ThrowPlace || A.Registers != B.Registers ||
      A.Result != B.Result || A.Derived != B.Derived || A.LastQuery != B.LastQuery ||
      A.Heap != B.Heap)
    return false;
  const std::vector<char> &LiveIn = Blocks[Block].LiveIn;
  std::vector<bool> Named = namedSymbols(A, &LiveIn);
  auto IsLive = [&](RegionId R) {
    const RegionInfo &Root = Table.region(Table.root(R));
    if (Root.Kind == RegionKind::Variable)
      return LiveIn[Root.A] || Exposed.contains(Root.A);
    return Root.Kind == RegionKind::Temporary || canBeAsked(Root.A, Named, &LiveIn);
  };
  // What the caller had elsewhere stands here now: it may be a handle, and who calls must know.
  auto IsMoved = [&](const State &S, RegionId R, Value V) {
    return Table.isEntry(V) && V != Value::symbol(Table.entry(R)) && isExternal(S, R);
  };
  auto SameMemory = [&](const State &X, const State &Y) {
    return std::ranges::all_of(X.Memory, [&](const auto &Item) {
      const auto &[R, V] = Item;
      const Value *Other = Y.Memory.find(R);
      return (Other && *Other == V) || (!IsLive(R) && !IsMoved(X, R, V));
    });
  };
  auto SameRanges = [&](const State &X, const State &Y) {
    return std::ranges::all_of(X.Ranges, [&](const auto &Item) {
      const IntervalSet *Other = Y.Ranges.find(Item.first);
      return (Other && *Other == Item.second) || !canBeAsked(Item.first, Named, &LiveIn);
    });
  };
  // The one has found nothing there, the other has thrown away an object of which it knows.
  auto FoundNothing = [&](const State &S, RegionId R) {
    return rangeOfSymbol(S, Table.entry(R)).isSingle(0);
  };
  auto Overwrites = [&](const State &X, const State &Y) {
    return std::ranges::any_of(X.Memory, [&](const auto &Item) {
      RegionId R = Item.first;
      return isExternal(X, R) && FoundNothing(X, R) && !FoundNothing(Y, R) &&
             std::ranges::any_of(Y.Ranges, [&](const auto &Known) {
               const SymbolInfo &Info = Table.symbol(Known.first);
               return Info.Kind == SymbolKind::Entry &&
                      Table.root(Info.A) == Table.pointee(Table.entry(R));
             });
    });
  };
  return SameRanges(A, B) && SameRanges(B, A) && SameMemory(A, B) && SameMemory(B, A) &&
         !Overwrites(A, B) && !Overwrites(B, A);
}

/// Joins From into Into. True when Into knows less now. Requires: canJoinDead.
bool Engine::joinDead(uint32_t Block, State &Into, const State &From) {
  bool Changed = joinDecided(Into, From);
  for (RegionId R : Into.Memory.differing(From.Memory)) {
    if (settle(Into, From, R, Changed))
      continue;
    const Value *Old = Into.Memory.find(R);
    Value Joined = joined(Block, R, Old, From.Memory.find(R));
    if (Old && *Old == Joined)
      continue;
    Into.Memory.set(R, Joined);
    Changed = true;
  }
  const std::optional<SymbolId> Excluded = notBoth(Into, From);
  Into.Ranges.eraseIf([&](auto &Item) {
    IntervalSet Union = Item.second.unite(rangeOfSymbol(From, Item.first));
    Changed |= Union != Item.second;
    Item.second = Union;
    return Union.isFull();
  });
  if (Excluded)
    Into.Ranges.set(*Excluded, IntervalSet::single(0));
  Changed |= joinNotes(Into, From);
  return Changed;
}

/// Each of the two has found another thing missing, "if (p && p->handle) close(p->handle);": they
/// are not both there. Who calls with both knows then that the call does something.
std::optional<SymbolId> Engine::notBoth(const State &A, const State &B) {
  auto Answer = [](const IntervalSet &R) { return R.isSingle(0) ? -1 : R.contains(0) ? 0 : 1; };
  // What S has found, and Other has found to be the other way round, or has not asked.
  auto Found = [&](const State &S, const State &Other, bool IsAsked) {
    std::optional<SymbolId> Flag; // "if (is_closed) return;"
    for (const auto &[Sym, Range] : S.Ranges) {
      const int Mine = Answer(Range);
      if (Mine == 0 || (Mine == 1 && Flag) || Table.symbol(Sym).Kind == SymbolKind::Operation ||
          !isAboutEntry(Value::symbol(Sym)) ||
          Answer(rangeOfSymbol(Other, Sym)) != (IsAsked ? -Mine : 0))
        continue;
      if (Mine == -1)
        return std::optional(Sym);
      Flag = Table.operation(BinaryOp::Eq, Value::symbol(Sym), Value::integer(0));
    }
    return Flag;
  };
  std::optional<SymbolId> Left = Found(A, B, true), Right = Found(B, A, false);
  if (!Left || !Right) {
    Left = Found(B, A, true);
    Right = Found(A, B, false);
  }
  if (!Left || !Right)
    return std::nullopt;
  SymbolInfo Info{SymbolKind::Both};
  Info.Left = Value::symbol(*Left);
  Info.Right = Value::symbol(*Right);
  const SymbolId Sym = Table.symbol(Info);
  if (Table.depth(Sym) > MaxToldDepth)
    return std::nullopt;
  return Sym;
}

/// The union of two ranges says all of the paths only if the others are the same.
bool Engine::joinDecided(State &Into, const State &From) const {
  if (Into.Undecided)
    return false;
  auto Follows = [&](SymbolId Sym) { // "(p != 0) is 1" from what is known of p.
    const SymbolInfo &Info = Table.symbol(Sym);
    return Info.Kind == SymbolKind::Operation && Info.Left.isSymbol() &&
           Info.Right.Kind == Value::Integer &&
           Into.Ranges.find(static_cast<SymbolId>(Info.Left.N)) &&
           From.Ranges.find(static_cast<SymbolId>(Info.Left.N));
  };
  const std::vector<SymbolId> Differ = Into.Ranges.differing(From.Ranges);
  Into.Undecided =
      From.Undecided || std::ranges::count_if(Differ, [&](SymbolId S) { return !Follows(S); }) > 1;
  return Into.Undecided;
}

/// What obligations of equal shape remember besides.
bool Engine::joinNotes(State &Into, const State &From) {
  bool Changed = false;
  for (const auto &[Handle, Callee] : From.GivenAway)
    if (const uint32_t *Mine = Into.GivenAway.find(Handle);
        !Mine || (Callee == NoId && *Mine != NoId)) { // All names are in EntryGivenTo.
      Into.GivenAway.set(Handle, Callee);
      Changed = true;
    }
  for (size_t I = 0; I < Into.Instances.size(); ++I) {
    Instance &Mine = Into.Instances[I];
    const Instance &Theirs = From.Instances[I];
    for (uint32_t Suspect : Theirs.Suspects)
      if (std::ranges::find(Mine.Suspects, Suspect) == Mine.Suspects.end()) {
        Mine.Suspects.insert(std::ranges::lower_bound(Mine.Suspects, Suspect), Suspect);
        Changed = true;
      }
    auto Forget = [&](uint32_t &Note, uint32_t Other) {
      if (Note == Other || Note == NoId)
        return;
      Note = NoId;
      Changed = true;
    };
    auto Learn = [&](bool &Note, bool Other) {
      Changed |= Other && !Note;
      Note |= Other;
    };
    Learn(Mine.Checked, Theirs.Checked);
    Learn(Mine.StatusChecked, Theirs.StatusChecked);
    Learn(Mine.Polled, Theirs.Polled);
    Forget(Mine.Code, Theirs.Code);
    Forget(Mine.Error, Theirs.Error);
    Forget(Mine.Verdict, Theirs.Verdict);
    Changed |= Mine.InDoubt && !Theirs.InDoubt;
    Mine.InDoubt &= Theirs.InDoubt;
    Forget(Mine.Source, Theirs.Source);
  }
  return Changed;
}

} // namespace connlint
