// MemoryCalls.cpp - calls that allocate, free, clear or copy memory, or write to buffers.
#include "flow/Engine.h"

namespace connlint {

void Engine::forgetOutputs(const Instruction &I, const FunctionModel &M, State &S) {
  if (M.Memory != MemoryEffect::None)
    return;
  for (unsigned Index = 0; Index < I.Args.size(); ++Index) {
    Value V = operand(S, I.Args[Index].Value);
    if (V.Kind != Value::Pointer || I.Args[Index].ToConst || S.instance(V))
      continue;
    auto IsOut = [&](const AcquireEffect &A) {
      return A.At.Kind != HandlePlace::Return && A.At.Arg == Index;
    };
    auto IsHandle = [&](const auto &Effect) { return Effect.Arg == Index; };
    if (std::ranges::any_of(M.Acquires, IsOut) || std::ranges::any_of(M.Connects, IsHandle) ||
        std::ranges::any_of(M.Releases, IsHandle) || (M.Sql && M.Sql->ConnectionArg == Index))
      continue;
    RegionId R = static_cast<RegionId>(V.N);
    if (!knowsAbout(S, R))
      continue;
    escapeContents(S, R);
    forget(S, R);
  }
}

void Engine::applyMemory(const Instruction &I, const FunctionModel &M, State &S) {
  auto Arg = [&](unsigned Index) {
    return Index < I.Args.size() ? operand(S, I.Args[Index].Value) : Value::unknown();
  };
  switch (M.Memory) {
  case MemoryEffect::None: return;
  case MemoryEffect::Allocate:
  case MemoryEffect::AllocateZeroed:
  case MemoryEffect::AllocateOrThrow:
  case MemoryEffect::AllocateZeroedOrThrow: {
    SymbolId Object = fresh(S, SymbolKind::Result, Site, 0);
    S.Heap.set(Object, false);
    if (M.Memory == MemoryEffect::AllocateZeroed || M.Memory == MemoryEffect::AllocateZeroedOrThrow)
      S.Memory.set(Table.pointee(Object), Value::zeroes());
    if (M.Memory == MemoryEffect::AllocateOrThrow ||
        M.Memory == MemoryEffect::AllocateZeroedOrThrow)
      constrain(S, Value::symbol(Object), IntervalSet::single(0).complement());
    setRegister(S, I.Dst, Value::symbol(Object));
    return;
  }
  case MemoryEffect::Reallocate: {
    // The old contents move; to keep it simple they count as seen by everybody.
    escape(S, Arg(0));
    return;
  }
  case MemoryEffect::Free: {
    Value Object = Arg(0);
    RegionId R = regionOf(Object);
    if (R == NoId || rangeOf(S, Object).isSingle(0))
      return;
    if (const Instance *Buffer = S.instance(Object);
        Buffer && resource(*Buffer).Kind == ResourceKind::Buffer &&
        Buffer->State != Typestate::Released)
      return release(S, Object, Buffer->Resource, I.Name, {}, false);
    if (Instance *Own = S.instance(Object); // "m = malloc(sizeof *m); mysql_init(m);"
        Own && Own->Local && Object.isSymbol() &&
        (Own->State == Typestate::Held || (Own->State == Typestate::None && Own->FailPlace)) &&
        S.Heap.find(static_cast<SymbolId>(Object.N))) {
      report(S, *Own, IncidentKind::FreedContainer, Function.Places[Place], I.Name);
      Own->State = Typestate::Escaped;
    }
    std::vector<std::pair<RegionId, Value>> Handles;
    for (const auto &[Part, V] : S.Memory)
      if (Table.isWithin(Part, R) && S.instance(V))
        Handles.emplace_back(Part, V);
    S.Memory.eraseIf([&](const auto &Item) { return Table.isWithin(Item.first, R); });
    // A stack-like handle inside the object dies with it.
    for (Instance &Inner : S.Instances)
      if (Inner.Handle.Kind == Value::Pointer && !Inner.IsTransaction && Inner.Local &&
          Inner.State == Typestate::Held &&
          Table.isWithin(static_cast<RegionId>(Inner.Handle.N), R)) {
        report(S, Inner, IncidentKind::FreedContainer, Function.Places[Place], I.Name);
        Inner.State = Typestate::Escaped;
      }
    dropUnreachable(S, IncidentKind::FreedContainer, Place);
    for (const auto &[Part, V] : Handles) // "free(link); close(link->conn);" is another mistake.
      if (!S.instance(V))
        S.Memory.set(Part, V);
    return;
  }
  case MemoryEffect::Zero: {
    if (RegionId R = regionOf(Arg(0)); R != NoId) {
      bool IsZero = I.Args.size() < 3 || rangeOf(S, Arg(1)).isSingle(0);
      if (IsZero)
        write(S, R, Value::zeroes());
      else
        forget(S, R);
      dropUnreachable(S, IncidentKind::Overwritten, Place);
    }
    return;
  }
  case MemoryEffect::Copy: {
    RegionId To = regionOf(Arg(0)), From = regionOf(Arg(1));
    if (To == NoId)
      escape(S, Arg(1));
    else if (From == NoId)
      forget(S, To);
    else
      write(S, To, {Value::Aggregate, From});
    dropUnreachable(S, IncidentKind::Overwritten, Place);
    return;
  }
  }
}

} // namespace connlint
