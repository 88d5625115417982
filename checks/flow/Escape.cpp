// Escape.cpp - handles that flow where the function cannot see: into unknown calls, into
// objects of others, into members that outlive the call.
#include "flow/Engine.h"

namespace connlint {

void Engine::escapeWhereItCameFrom(State &S, Value V) {
  auto From = V.isSymbol() ? PickedFrom.find(static_cast<SymbolId>(V.N)) : PickedFrom.end();
  if (From == PickedFrom.end())
    return;
  Result.EmptiedContainers[From->second].insert(CurrentBlock);
  escapeContents(S, From->second);
}

void Engine::escape(State &S, Value V) {
  escapeWhereItCameFrom(S, V);
  if (V.Kind == Value::Symbol || V.Kind == Value::Pointer) {
    for (Instance &I : S.Instances)
      if (I.Handle == V && !I.IsTransaction && I.State == Typestate::Held) {
        I.State = Typestate::Escaped;
        Result.ReleasedSomewhere.insert(I.Origin);
      }
    if (Table.isEntry(V) && S.GivenAway.size() < 8)
      S.GivenAway.set(V, NoId);
  }
  if (V.Kind == Value::Pointer || V.Kind == Value::Symbol ||
      (V.Kind == Value::Aggregate && !V.isZeroes()))
    escapeContents(S, V.isSymbol() ? Table.pointee(static_cast<SymbolId>(V.N))
                                   : static_cast<RegionId>(V.N));
  if (V.isSymbol()) // What is put into the object from now on is seen by others as well.
    S.Heap.erase(static_cast<SymbolId>(V.N));
}

/// The handle, and what was begun on it, is somebody else's matter now.
void Engine::handOver(State &S, Value Handle) {
  escape(S, Handle);
  std::erase_if(S.Instances, [&](const Instance &I) {
    return I.IsTransaction && I.Handle == Handle && I.State == Typestate::Held;
  });
}

/// The members that have the handle: of all objects, or only of those behind a pointer, which may
/// outlive the function.
std::set<std::string> Engine::membersOf(const State &S, Value Handle,
                                        bool OnlyBehindPointers) const {
  std::set<std::string> Names;
  auto Add = [&](RegionId R) {
    const RegionInfo &Info = Table.region(R);
    if (Info.Kind == RegionKind::Field &&
        (!OnlyBehindPointers || Table.region(Table.root(R)).Kind == RegionKind::Pointee))
      Names.insert(Table.name(Info.A));
  };
  if (Handle.Kind == Value::Pointer) { // The object lies in the other one.
    Add(static_cast<RegionId>(Handle.N));
  } else if (Handle.isSymbol()) {
    const SymbolInfo &Info = Table.symbol(static_cast<SymbolId>(Handle.N));
    if (Info.Kind == SymbolKind::Entry)
      Add(Info.A);
    if (Info.Kind == SymbolKind::Part || Info.Kind == SymbolKind::Havoc)
      Add(Info.B); // What a call that is not seen has left there, most likely what was there.
    for (const auto &[R, V] : S.Memory)
      if (V == Handle)
        Add(R);
  }
  return Names;
}

void Engine::noteGivenUp(const State &S, Value Handle, RegionId To) {
  std::set<std::string> Members = membersOf(S, Handle, false);
  if (To != NoId && Table.region(To).Kind == RegionKind::Field)
    Members.erase(Table.name(Table.region(To).A));
  Result.MembersGivenUp.merge(Members);
}

void Engine::noteKept(const State &S, const Instance &I) {
  if (I.Local && I.State == Typestate::Held && Result.Origins[I.Origin].Api.empty())
    Result.ReleasedSomewhere.insert(I.Origin); // The pool has it again.
  if ((I.Local || I.Handle.Kind == Value::Pointer) && I.State == Typestate::Held &&
      !I.IsTransaction && I.Suspects.empty() && !Result.Origins[I.Origin].Inner.valid())
    for (const std::string &Member : membersOf(S, I.Handle, true))
      Result.MembersHeld[Member].insert(I.Origin);
}

void Engine::suspect(State &S, Value V, const std::string &Callee) {
  escapeWhereItCameFrom(S, V);
  if (RegionId R = S.Objects.empty() ? NoId : regionOf(V); R != NoId)
    forgetObjects(S, R);
  noteGivenUp(S, V);
  if (Table.isEntry(V))
    Result.EntryGivenTo[static_cast<SymbolId>(V.N)].insert(Callee);
  Instance *Held = S.instance(V);
  if (!Held) {
    if (Table.isEntry(V) && !S.GivenAway.find(V) && S.GivenAway.size() < 8)
      S.GivenAway.set(V, Callee.empty() ? NoId : Table.name(Callee));
    return;
  }
  if (Held->State != Typestate::Held)
    return; // Passing a released handle on is left alone: it may only be a key.
  Result.Suspicions[Place].Callees.insert(Callee);
  Result.Suspicions[Place].GivenFailed &= isFailed(S, *Held);
  auto At = std::ranges::lower_bound(Held->Suspects, Place);
  if (At == Held->Suspects.end() || *At != Place)
    Held->Suspects.insert(At, Place);
}

/// T speaks of field Name of the object in parameter 0.
static bool speaksOfField(const Term &T, const std::string &Name) {
  if (T.Kind == Term::Field && T.Name == Name && T.Kids[0].Kind == Term::Pointee &&
      T.Kids[0].Kids[0].Kind == Term::Load && T.Kids[0].Kids[0].Kids[0].Kind == Term::Parameter &&
      T.Kids[0].Kids[0].Kids[0].Number == 0)
    return true;
  return std::ranges::any_of(T.Kids, [&](const Term &Kid) { return speaksOfField(Kid, Name); });
}

bool Engine::isOnlyUsedByClosure(const State &S, RegionId Part) const {
  const RegionInfo &Info = Table.region(Part);
  if (Info.Kind != RegionKind::Field)
    return false;
  const Value *Operator = S.Memory.find(Table.field(Info.Parent, "$call"));
  if (!Operator || Operator->Kind != Value::Function)
    return false;
  const std::string &Usr = Table.function(static_cast<uint32_t>(Operator->N)).Usr;
  const Summary *Effects = Usr.empty() ? nullptr : Callees.effectsOf(Usr, {});
  if (!Effects || Effects->Unknown)
    return false;
  // What nobody else has is the closure's own: "[lease = std::move(lease)]".
  const Value *Captured = S.Memory.find(Part);
  bool IsShared = !Captured || std::ranges::any_of(S.Memory, [&](const auto &Item) {
    return Item.second == *Captured && !Table.isWithin(Item.first, Info.Parent);
  });
  if (!IsShared)
    return false;
  const std::string &Name = Table.name(Info.A);
  auto Speaks = [&](const Term &T) { return speaksOfField(T, Name); };
  return std::ranges::none_of(Effects->Cases, [&](const SummaryCase &C) {
    return Speaks(C.Result) ||
           std::ranges::any_of(C.Releases, [&](const auto &E) { return Speaks(E.Handle); }) ||
           std::ranges::any_of(C.Escapes, [&](const auto &E) { return Speaks(E.Of); }) ||
           std::ranges::any_of(C.Stores, [&](const auto &E) { return Speaks(E.Value); }) ||
           std::ranges::any_of(C.Invokes,
                               [&](const auto &E) { return std::ranges::any_of(E.Args, Speaks); });
  });
}

void Engine::escapeContents(State &S, RegionId R) {
  // Closed under "is held by": a list node escapes with all that hangs on it.
  std::set<RegionId> Roots{R};
  auto IsBelow = [&](auto &Self, RegionId Part) -> bool {
    if (std::ranges::any_of(Roots, [&](RegionId Up) { return Table.isWithin(Part, Up); }))
      return true;
    const RegionInfo &Root = Table.region(Table.root(Part));
    if (Root.Kind != RegionKind::Pointee)
      return false;
    const SymbolInfo &Pointer = Table.symbol(Root.A); // What has stood there all the time.
    return Pointer.Kind == SymbolKind::Entry && Self(Self, Pointer.A);
  };
  auto IsInNode = [&](RegionId Part) {
    const RegionInfo &Root = Table.region(Table.root(Part));
    return Root.Kind == RegionKind::Pointee && S.Heap.find(Root.A);
  };
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const auto &[Part, V] : S.Memory) {
      if (!IsBelow(IsBelow, Part) || isOnlyUsedByClosure(S, Part))
        continue;
      RegionId Next = V.isSymbol()               ? Table.pointee(static_cast<SymbolId>(V.N))
                      : V.Kind == Value::Pointer ? static_cast<RegionId>(V.N)
                                                 : NoId;
      if (Next != NoId && IsInNode(Next)) // A link: the list gets from there to the node around.
        Next = Table.root(Next);
      for (Instance &I : S.Instances)
        if (I.Handle == V && !I.IsTransaction && I.State == Typestate::Held) {
          noteKept(S, I);
          I.State = Typestate::Escaped;
          Result.ReleasedSomewhere.insert(I.Origin);
        }
      const VariableFacts *Own = variableOf(Table.root(Part));
      const bool IsPassedOn = Own && Own->Kind == VariableKind::Local; // An object with it in it.
      if (Table.isEntry(V) && (IsInNode(Part) || IsPassedOn) && S.GivenAway.size() < 8)
        S.GivenAway.set(V, NoId); // A handle of the caller's, put into a list.
      if (Next != NoId && Roots.insert(Next).second)
        Changed = true;
    }
    for (Instance &I : S.Instances)
      if (I.Handle.Kind == Value::Pointer && I.State == Typestate::Held &&
          std::ranges::any_of(Roots, [&](RegionId Up) {
            return Up != static_cast<RegionId>(I.Handle.N) &&
                   Table.isWithin(static_cast<RegionId>(I.Handle.N), Up);
          })) {
        noteKept(S, I);
        I.State = Typestate::Escaped;
      }
  }
  for (RegionId Root : Roots) {
    emptyContainersIn(S, Root);
    forgetObjects(S, Root);
  }
}

/// Whoever has the object, or a slot in it, has all slots.
void Engine::emptyContainersIn(State &S, RegionId Object) {
  const RegionId Around = arrayAround(Object);
  for (Instance &I : S.Instances)
    if (I.Container != NoId && I.State == Typestate::Held &&
        (Table.isWithin(I.Container, Object) || I.Container == Around)) {
      I.State = Typestate::Escaped;
      Result.EmptiedContainers[I.Container].insert(CurrentBlock);
    }
}

} // namespace connlint
