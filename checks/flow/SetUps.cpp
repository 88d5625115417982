// SetUps.cpp - objects that are handles by themselves, "MYSQL m;", and are made anew.
//
// Such an object is not overwritten like a pointer: a call such as mysql_init writes over all of
// it. What was open in it, or left by a failed connect, is lost.
#include "flow/Engine.h"

namespace connlint {

void Engine::findSetUps() {
  auto SetsUp = [&](const Instruction &I) {
    if (I.Kind != Op::Call)
      return false;
    if (const FunctionModel *M = Model.find(I.Name))
      return M->SetsUp.has_value();
    const Summary *Effects = I.Usr.empty() ? nullptr : Callees.effectsOf(I.Usr, {});
    return Effects && std::ranges::any_of(Effects->Cases,
                                          [](const SummaryCase &C) { return !C.SetUps.empty(); });
  };
  SetsObjectsUp = std::ranges::any_of(Function.Blocks, [&](const BlockFacts &B) {
    return std::ranges::any_of(B.Instructions, SetsUp);
  });
}

/// It was there when the function was called, and is where it was, whatever loops do.
bool Engine::isCallersObject(Value V) const {
  auto IsFixed = [&](auto &Self, RegionId R) -> bool {
    if (arrayAround(R) != NoId)
      return false;
    const RegionInfo &Root = Table.region(Table.root(R));
    if (Root.Kind == RegionKind::Variable)
      return true;
    return Root.Kind == RegionKind::Pointee && Table.symbol(Root.A).Kind == SymbolKind::Entry &&
           Self(Self, Table.symbol(Root.A).A);
  };
  if (Table.isEntry(V))
    return IsFixed(IsFixed, Table.symbol(static_cast<SymbolId>(V.N)).A);
  if (V.Kind != Value::Pointer || !IsFixed(IsFixed, static_cast<RegionId>(V.N)))
    return false;
  const VariableFacts *Root = variableOf(Table.root(static_cast<RegionId>(V.N)));
  return !Root || Root->Kind == VariableKind::Global;
}

void Engine::noteWorkedWith(State &S, Value Handle) {
  if (SetsObjectsUp && !S.instance(Handle) && !S.Objects.find(Handle) && isCallersObject(Handle) &&
      !S.GivenAway.find(Handle))
    S.Objects.set(Handle, {ObjectUse::WorkedWith});
}

void Engine::noteMayEnd(State &S, Value Handle) {
  if (const ObjectNote *Note = S.Objects.find(Handle); Note && Note->Use == ObjectUse::WorkedWith) {
    MayEnd.insert(Handle);
    S.Objects.erase(Handle);
  }
}

/// Somebody else may have released them meanwhile.
void Engine::forgetObjects(State &S, RegionId Around) {
  S.Objects.eraseIf([&](const auto &Item) {
    const auto &[Object, Note] = Item;
    const bool IsWithin =
        Object.Kind == Value::Pointer
            ? Table.isWithin(static_cast<RegionId>(Object.N), Around)
            : Table.pointee(static_cast<SymbolId>(Object.N)) == Around ||
                  Table.isWithin(Table.symbol(static_cast<SymbolId>(Object.N)).A, Around);
    return Note.Use == ObjectUse::WorkedWith && IsWithin;
  });
}

void Engine::setUp(State &S, Value Handle, uint32_t Resource) {
  if ((!Handle.isSymbol() && Handle.Kind != Value::Pointer) || rangeOf(S, Handle).isSingle(0))
    return;
  if (Handle.Kind == Value::Pointer && arrayAround(static_cast<RegionId>(Handle.N)) != NoId)
    return;
  if (Instance *Old = S.instance(Handle)) {
    const bool IsLost = Old->State == Typestate::None
                            ? Old->FailPlace != 0
                            : Old->State == Typestate::Held && (Old->Connected || Old->Failed);
    if (IsLost && Old->Container == NoId)
      noteLoss(S, *Old, IncidentKind::Overwritten, Function.Places[Place]);
    Old->Connected = Old->Failed = false;
    if (Old->State == Typestate::None || (IsLost && Handle.Kind == Value::Pointer))
      std::erase_if(S.Instances, [&](const Instance &Each) { return Each.Handle == Handle; });
    return;
  }
  if (!isCallersObject(Handle) || S.GivenAway.find(Handle))
    return;
  if (const ObjectNote *Note = S.Objects.find(Handle)) {
    if (Note->Use == ObjectUse::SetUp)
      return;
    S.Objects.erase(Handle);
    Instance Lost;
    Lost.Handle = Handle;
    Lost.Resource = Resource;
    Lost.Origin = origin({Resource, false, {}, {}, {}, {}, {}, false});
    LostObjects.emplace_back(Handle,
                             describe(S, Lost, IncidentKind::Overwritten, Function.Places[Place]));
    return;
  }
  S.Objects.set(Handle, {ObjectUse::SetUp, Resource});
}

void Engine::reportLostObjects() {
  for (auto &[Object, Lost] : LostObjects)
    if (!MayEnd.contains(Object) &&
        Reported.insert({static_cast<int>(Lost.Kind), Lost.Origin, Lost.Where}).second)
      Result.Incidents.push_back(std::move(Lost));
}

} // namespace connlint
