// SeenHandles.cpp - handles from before the function was entered that give way to new ones.
//
// What a member, a global or an object of the caller held at entry is the business of
// somebody else; until the path has looked at it. Who finds "connected, but the ping failed"
// and stores a new connection over the old one has lost the old one.
#include "flow/Engine.h"

namespace connlint {

/// The path knows that V is a handle: not null, or of a status that is no success. A status
/// function says so of null, too, but not only the first call comes here.
bool Engine::isSeen(const State &S, Value V) const {
  const IntervalSet *Known = S.Ranges.find(static_cast<SymbolId>(V.N));
  if (Known && Known->isSingle(0))
    return false;
  if (Known && !Known->contains(0))
    return true;
  return hasBadStatus(S, V);
}

/// A flag next to the place, "connected", says that there is no handle any more: whoever has cleared
/// the flag has closed what is still there.
bool Engine::isFlaggedGone(const State &S, RegionId R) const {
  auto IsStatic = [&](RegionId Place) {
    const VariableFacts *V = variableOf(Place);
    return V && V->Kind == VariableKind::Global && V->Internal;
  };
  return std::ranges::any_of(S.Ranges, [&](const auto &Item) {
    const SymbolInfo &Info = Table.symbol(Item.first);
    if (Info.Kind != SymbolKind::Entry || Info.A == R || PointerPlaces.contains(Info.A) ||
        !Item.second.isSingle(0))
      return false;
    const RegionInfo &Flag = Table.region(Info.A), &Handle = Table.region(R);
    return (Flag.Kind == RegionKind::Field && Handle.Kind == RegionKind::Field &&
            Flag.Parent == Handle.Parent) ||
           (IsStatic(Info.A) && IsStatic(R));
  });
}

/// Some call of the function releases such handles.
static bool releasesSome(const FunctionFacts &Function, const ResourceModel &Model,
                         uint32_t Resource) {
  return std::ranges::any_of(Function.Blocks, [&](const BlockFacts &Block) {
    return std::ranges::any_of(Block.Instructions, [&](const Instruction &I) {
      const FunctionModel *M = I.Kind == Op::Call ? Model.find(I.Name) : nullptr;
      return M && std::ranges::find(M->Releases, Resource, &ReleaseEffect::Resource) !=
                      M->Releases.end();
    });
  });
}

/// The pointer through which the place is reached was read anew in the former round of a loop: what
/// is there may be what that round has put there, and released.
bool Engine::isOfFormerRound(RegionId R) const {
  const RegionInfo &Root = Table.region(Table.root(R));
  if (Root.Kind != RegionKind::Pointee)
    return false;
  const SymbolInfo &Pointer = Table.symbol(Root.A);
  return (Pointer.Kind == SymbolKind::Havoc && Pointer.A > Site) ||
         (Pointer.Kind == SymbolKind::Joined && Blocks[Pointer.A].IsLoopHead);
}

void Engine::replaceSeen(State &S, RegionId R, const Instance &New) {
  if (!New.Local || New.State != Typestate::Held || New.Container != NoId ||
      resource(New).Kind == ResourceKind::Buffer)
    return;
  Value Old = read(S, R, false);
  const RegionInfo &Slot = Table.region(R);
  const bool IsInOwner = Slot.Kind == RegionKind::Field && Table.name(Slot.A)[0] == '$';
  if (Old.isNull() && !IsInOwner) // "if (o->c) o->c = NULL; o->c = connect();"
    Old = Value::symbol(Table.entry(R));
  if (!Old.isSymbol() || Old == New.Handle || S.instance(Old) || S.GivenAway.find(Old))
    return;
  const SymbolInfo &Info = Table.symbol(static_cast<SymbolId>(Old.N));
  auto IsIt = [&](const auto &Item) { return Item.second == Old; };
  bool IsElsewhere = // "reset" of an owner still has it, and releases it behind the store.
      std::ranges::any_of(S.Registers, IsIt) ||
      std::ranges::any_of(S.Memory,
                          [&](const auto &Item) { return Item.first != R && IsIt(Item); });
  if (Info.Kind != SymbolKind::Entry || Info.A != R || IsElsewhere || !isSeen(S, Old) ||
      isFlaggedGone(S, R) || (isOfFormerRound(R) && releasesSome(Function, Model, New.Resource)))
    return;
  Instance Lost;
  Lost.Handle = Old;
  Lost.Resource = New.Resource;
  Lost.Origin = origin({New.Resource, false, {}, {}, {}, {}, {}, false});
  Lost.Name = Table.name(describeRegion(R));
  report(S, Lost, IncidentKind::Overwritten, Function.Places[Place]);
}

} // namespace connlint
