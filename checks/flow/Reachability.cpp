// Reachability.cpp - which handles something still names; the others are lost.
#include "flow/Engine.h"

namespace connlint {

std::set<Value> Engine::reachableValues(const State &S, bool AtExit, bool Thrown) const {
  std::set<Value> Live;
  auto IsUnderConstruction = [&](RegionId Root) {
    const RegionInfo &Info = Table.region(Root);
    if (!Thrown || !Function.IsConstructor || Info.Kind != RegionKind::Pointee)
      return false;
    const SymbolInfo &Sym = Table.symbol(Info.A); // "this" is variable 0.
    return Sym.Kind == SymbolKind::Entry &&
           Table.region(Sym.A) == RegionInfo{RegionKind::Variable, NoId, 0};
  };
  auto IsLive = [&](RegionId R) {
    RegionId Root = Table.root(R);
    const RegionInfo &Info = Table.region(Root);
    switch (Info.Kind) {
    case RegionKind::Variable: {
      const VariableFacts &Variable = Function.Variables[Info.A];
      return !AtExit ||
             (Variable.Kind == VariableKind::Global && !(R == Root && Callees.isScratch(Variable)));
    }
    case RegionKind::Temporary: // A class value that something still has, or points into.
      return std::ranges::any_of(Live, [&](Value V) {
        bool HasPlace = V.Kind == Value::Pointer || (V.Kind == Value::Aggregate && !V.isZeroes());
        return HasPlace && Table.root(static_cast<RegionId>(V.N)) == Root;
      });
    default: break;
    }
    if (IsUnderConstruction(Root))
      return false;
    if (!S.Heap.find(Info.A) || Live.contains(Value::symbol(Info.A)))
      return true;
    return std::ranges::any_of(Live, [&](Value V) {
      return V.Kind == Value::Pointer && Table.root(static_cast<RegionId>(V.N)) == Root;
    });
  };
  Live.insert(S.Result);
  if (S.Result.Kind == Value::Aggregate && !S.Result.isZeroes())
    for (const auto &[R, V] : S.Memory)
      if (Table.isWithin(R, static_cast<RegionId>(S.Result.N)))
        Live.insert(V);
  if (!AtExit)
    for (const auto &[R, V] : S.Registers)
      Live.insert(V);
  for (size_t Before = 0; Before != Live.size();) {
    Before = Live.size();
    for (const auto &[R, V] : S.Memory)
      if (!Live.contains(V) && IsLive(R))
        Live.insert(V);
  }
  return Live;
}

bool Engine::mayNameHandle(const State &S, Value V) const {
  if (S.Instances.empty())
    return false;
  switch (V.Kind) {
  case Value::Symbol: return S.instance(V) || S.Heap.find(static_cast<SymbolId>(V.N));
  case Value::Pointer: {
    const RegionInfo &Root = Table.region(Table.root(static_cast<RegionId>(V.N)));
    return Root.Kind == RegionKind::Pointee;
  }
  case Value::Aggregate: return true;
  default: return false;
  }
}

/// The slots of an array are set to nothing: "clear()" of a container.
void Engine::loseContainer(State &S, RegionId Array) {
  std::erase_if(S.Instances, [&](const Instance &I) {
    if (I.Container != Array)
      return false;
    const bool IsNamed =
        std::ranges::any_of(S.Memory, [&](const auto &Item) { return Item.second == I.Handle; });
    if (I.State == Typestate::Held && I.Local && !IsNamed)
      noteLoss(S, I, IncidentKind::Discarded, Function.Places[Place]);
    return !IsNamed;
  });
}

void Engine::dropUnreachable(State &S, IncidentKind Kind, uint32_t Where, bool AtExit) {
  if (S.Instances.empty())
    return;
  std::set<Value> Live = reachableValues(S, AtExit, AtExit && Kind == IncidentKind::LeftByThrow);
  auto IsNamed = [&](const Instance &I) {
    if (I.Container != NoId) {
      const RegionInfo &Root = Table.region(Table.root(I.Container));
      if (Root.Kind == RegionKind::Variable)
        return !AtExit || Function.Variables[Root.A].Kind == VariableKind::Global;
      return Root.Kind != RegionKind::Pointee || Live.contains(Value::symbol(Root.A));
    }
    if (I.Handle.isSymbol()) {
      SymbolId Sym = static_cast<SymbolId>(I.Handle.N);
      bool HasMemory =
          std::ranges::any_of(S.Derived, [&](const auto &Item) { return Item.second == I.Handle; });
      const SymbolInfo &Info = Table.symbol(Sym);
      if (Info.Kind == SymbolKind::Part && Live.contains(Value::symbol(Info.A)))
        return true; // It lies in an object that is known as a whole only.
      if ((Info.Kind == SymbolKind::Entry && !I.Local) || Live.contains(I.Handle) ||
          (I.State == Typestate::Released && HasMemory))
        return true;
      return std::ranges::any_of(Live, [&](Value V) {
        if (V.Kind != Value::Pointer)
          return false;
        const RegionInfo &Root = Table.region(Table.root(static_cast<RegionId>(V.N)));
        return Root.Kind == RegionKind::Pointee && Root.A == Sym;
      });
    }
    if (I.Handle.Kind != Value::Pointer)
      return false;
    RegionId Root = Table.root(static_cast<RegionId>(I.Handle.N));
    const RegionInfo &Info = Table.region(Root);
    if (Info.Kind == RegionKind::Variable)
      return !AtExit || Function.Variables[Info.A].Kind == VariableKind::Global;
    if (Info.Kind == RegionKind::Pointee && S.Heap.find(Info.A))
      return Live.contains(Value::symbol(Info.A));
    return true;
  };
  std::erase_if(S.Instances, [&](const Instance &I) {
    if (I.IsTransaction || IsNamed(I))
      return false;
    if (I.State != Typestate::Held || !I.Local)
      return true;
    if (Kind == IncidentKind::Overwritten || Kind == IncidentKind::Discarded ||
        Kind == IncidentKind::FreedContainer)
      noteLoss(S, I, Kind, Function.Places[Where]);
    else
      report(S, I, Kind, Function.Places[Where]);
    return true;
  });
}

} // namespace connlint
