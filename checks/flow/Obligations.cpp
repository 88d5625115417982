// Obligations.cpp - the life of a handle: when it is lost, used, released, given away.
#include "flow/Engine.h"

namespace connlint {

/// What the model says of poll, select and the like.
static constexpr std::string_view SocketWait = "waits for a socket";

std::set<Value> Engine::reachableValues(const State &S, bool AtExit, bool Thrown) const {
  std::set<Value> Live;
  auto IsUnderConstruction = [&](RegionId Root) {
    const RegionInfo &Info = Table.region(Root);
    if (!Thrown || !Function.IsConstructor || Info.Kind != RegionKind::Pointee)
      return false;
    const SymbolInfo &Sym = Table.symbol(Info.A); // "this" is variable 0.
    return Sym.Kind == SymbolKind::Entry && Table.region(Sym.A) == RegionInfo{RegionKind::Variable, NoId, 0};
  };
  auto IsLive = [&](RegionId R) {
    RegionId Root = Table.root(R);
    const RegionInfo &Info = Table.region(Root);
    switch (Info.Kind) {
    case RegionKind::Variable:
      return !AtExit || Function.Variables[Info.A].Kind == VariableKind::Global;
    case RegionKind::Temporary: // A class value that something still has, or points into.
      return std::ranges::any_of(Live, [&](Value V) {
        bool HasPlace = V.Kind == Value::Pointer || (V.Kind == Value::Aggregate && !V.isZeroes());
        return HasPlace && Table.root(static_cast<RegionId>(V.N)) == Root;
      });
    default:
      break;
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
  case Value::Symbol:
    return S.instance(V) || S.Heap.find(static_cast<SymbolId>(V.N));
  case Value::Pointer: {
    const RegionInfo &Root = Table.region(Table.root(static_cast<RegionId>(V.N)));
    return Root.Kind == RegionKind::Pointee;
  }
  case Value::Aggregate: return true;
  default: return false;
  }
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
      bool HasMemory = std::ranges::any_of(
          S.Derived, [&](const auto &Item) { return Item.second == I.Handle; });
      if ((Table.symbol(Sym).Kind == SymbolKind::Entry && !I.Local) || Live.contains(I.Handle) ||
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
    if (I.State == Typestate::Held && I.Local)
      report(S, I, Kind, Function.Places[Where]);
    return true;
  });
}

void Engine::report(const State &S, const Instance &I, IncidentKind Kind, SourcePlace Where,
                    std::string Api, SourcePlace Other, bool Derived) {
  if (!Reported.insert({static_cast<int>(Kind), I.Origin, Where}).second)
    return;
  Incident Found;
  Found.Kind = Kind;
  Found.Origin = I.Origin;
  Found.Where = std::move(Where);
  Found.Variable = nameOf(S, I);
  Found.Api = Kind == IncidentKind::LeftByThrow && S.Thrower != NoId ? Table.name(S.Thrower)
                                                                     : std::move(Api);
  Found.Other = std::move(Other);
  Found.Container = I.Container;
  Found.Failed = isFailed(S, I);
  Found.Derived = Derived;
  Found.Suspects = I.Suspects;
  Found.InObject = I.Handle.isSymbol() && nameOf(S, I).find_first_of(".>") != std::string::npos;
  Found.Path = S.Path;
  Result.Incidents.push_back(std::move(Found));
}

void Engine::escapeWhereItCameFrom(State &S, Value V) {
  auto From = V.isSymbol() ? PickedFrom.find(static_cast<SymbolId>(V.N)) : PickedFrom.end();
  if (From == PickedFrom.end())
    return;
  Result.EmptiedContainers.insert(From->second);
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
    if (V.isSymbol() && Table.symbol(static_cast<SymbolId>(V.N)).Kind == SymbolKind::Entry &&
        S.GivenAway.size() < 8)
      S.GivenAway.set(V, NoId);
  }
  if (V.Kind == Value::Pointer || V.Kind == Value::Symbol ||
      (V.Kind == Value::Aggregate && !V.isZeroes()))
    escapeContents(S, V.isSymbol() ? Table.pointee(static_cast<SymbolId>(V.N))
                                   : static_cast<RegionId>(V.N));
}

std::set<std::string> Engine::membersOf(const State &S, Value Handle) const {
  std::set<std::string> Names;
  auto Add = [&](RegionId R) {
    const RegionInfo &Info = Table.region(R);
    if (Info.Kind == RegionKind::Field && Table.region(Table.root(R)).Kind == RegionKind::Pointee)
      Names.insert(Table.name(Info.A));
  };
  if (Handle.Kind == Value::Pointer) { // The object lies in the other one.
    Add(static_cast<RegionId>(Handle.N));
  } else if (Handle.isSymbol()) {
    const SymbolInfo &Info = Table.symbol(static_cast<SymbolId>(Handle.N));
    if (Info.Kind == SymbolKind::Entry)
      Add(Info.A);
    for (const auto &[R, V] : S.Memory)
      if (V == Handle)
        Add(R);
  }
  return Names;
}

void Engine::noteGivenUp(const State &S, Value Handle) {
  Result.MembersGivenUp.merge(membersOf(S, Handle));
}

void Engine::noteKept(const State &S, const Instance &I) {
  if ((I.Local || I.Handle.Kind == Value::Pointer) && I.State == Typestate::Held &&
      !I.IsTransaction && I.Suspects.empty() && !Result.Origins[I.Origin].Inner.valid())
    for (const std::string &Member : membersOf(S, I.Handle))
      Result.MembersHeld[Member].insert(I.Origin);
}

void Engine::suspect(State &S, Value V, const std::string &Callee) {
  escapeWhereItCameFrom(S, V);
  noteGivenUp(S, V);
  Instance *Held = S.instance(V);
  if (!Held) {
    if (V.isSymbol() && Table.symbol(static_cast<SymbolId>(V.N)).Kind == SymbolKind::Entry &&
        !S.GivenAway.find(V) && S.GivenAway.size() < 8)
      S.GivenAway.set(V, Callee.empty() ? NoId : Table.name(Callee));
    return;
  }
  if (Held->State != Typestate::Held)
    return; // Passing a released handle on is left alone: it may only be a key.
  Result.Suspicions[Place].Callee = Callee;
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
  const std::string &Name = Table.name(Info.A);
  auto Speaks = [&](const Term &T) { return speaksOfField(T, Name); };
  return std::ranges::none_of(Effects->Cases, [&](const SummaryCase &C) {
    return Speaks(C.Result) ||
           std::ranges::any_of(C.Releases, [&](const auto &E) { return Speaks(E.Handle); }) ||
           std::ranges::any_of(C.Escapes, [&](const auto &E) { return Speaks(E.Of); }) ||
           std::ranges::any_of(C.Stores, [&](const auto &E) { return Speaks(E.Value); }) ||
           std::ranges::any_of(C.Invokes, [&](const auto &E) {
             return std::ranges::any_of(E.Args, Speaks);
           });
  });
}

void Engine::escapeContents(State &S, RegionId R) {
  // Closed under "is held by": a list node escapes with all that hangs on it.
  std::set<RegionId> Roots{R};
  for (Instance &I : S.Instances)
    if (I.Container != NoId && Table.isWithin(I.Container, R) && I.State == Typestate::Held) {
      I.State = Typestate::Escaped;
      Result.EmptiedContainers.insert(I.Container);
    }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (const auto &[Part, V] : S.Memory) {
      if (!std::ranges::any_of(Roots, [&](RegionId Up) { return Table.isWithin(Part, Up); }) ||
          isOnlyUsedByClosure(S, Part))
        continue;
      RegionId Next = V.isSymbol() ? Table.pointee(static_cast<SymbolId>(V.N))
                      : V.Kind == Value::Pointer ? static_cast<RegionId>(V.N)
                                                 : NoId;
      for (Instance &I : S.Instances)
        if (I.Handle == V && !I.IsTransaction && I.State == Typestate::Held) {
          noteKept(S, I);
          I.State = Typestate::Escaped;
          Result.ReleasedSomewhere.insert(I.Origin);
        }
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
}

void Engine::use(State &S, Value V, const std::string &Api, bool NeedsCheck) {
  SourcePlace Here = Function.Places[Place];
  if (V.isSymbol())
    if (const Value *Base = S.Derived.find(static_cast<SymbolId>(V.N)))
      if (const Instance *I = S.instance(*Base); I && I->State == Typestate::Released)
        report(S, *I, IncidentKind::UsedReleased, Here, Api, Function.Places[I->ReleasePlace], true);
  if (V.Kind == Value::Pointer) { // The address of a part of what a handle points to.
    const RegionInfo &Root = Table.region(Table.root(static_cast<RegionId>(V.N)));
    const Instance *Owner =
        Root.Kind == RegionKind::Pointee ? S.instance(Value::symbol(Root.A)) : nullptr;
    if (Owner && Owner->State == Typestate::Released)
      report(S, *Owner, IncidentKind::UsedReleased, Here, Api,
             Function.Places[Owner->ReleasePlace], true);
  }
  Instance *I = S.instance(V);
  if (!I)
    return;
  for (uint32_t Suspect : I->Suspects)
    Result.Suspicions[Suspect].UsedLater = true;
  if (I->State == Typestate::Released) {
    report(S, *I, IncidentKind::UsedReleased, Here, Api, Function.Places[I->ReleasePlace]);
    return;
  }
  const ResourceType &Type = resource(*I);
  if (!NeedsCheck || isChecked(*I) || Type.Check == RequiredCheck::None || !I->Local)
    return;
  bool CodeSaysOk = I->Code != NoId && I->State == Typestate::Held && !I->Failed;
  if (CodeSaysOk)
    return; // The path on which the acquire failed comes here, too, if nobody looks.
  if (I->State == Typestate::Held || I->State == Typestate::None) {
    report(S, *I, IncidentKind::UsedUnchecked, Here, Api,
           I->FailPlace ? Function.Places[I->FailPlace] : SourcePlace());
    I->Checked = I->StatusChecked = true;
  }
}

bool Engine::isChecked(const Instance &I) const {
  bool AskStatus = resource(I).Check == RequiredCheck::Status && !I.FailPlace;
  return I.Checked && (!AskStatus || I.StatusChecked);
}

void Engine::noteEntryUse(Value V) {
  if (V.isSymbol() && Table.symbol(static_cast<SymbolId>(V.N)).Kind == SymbolKind::Entry)
    Result.EntryUses.insert(static_cast<SymbolId>(V.N));
}

void Engine::noteEntryUnchecked(const State &S, Value V, const std::string &Api) {
  if (!V.isSymbol() || Table.symbol(static_cast<SymbolId>(V.N)).Kind != SymbolKind::Entry ||
      !rangeOf(S, V).contains(0))
    return;
  bool StatusKnown = std::ranges::any_of(S.Ranges, [&](const auto &Item) {
    const SymbolInfo &Info = Table.symbol(Item.first);
    return Info.Kind == SymbolKind::Status && Info.Left == V;
  });
  if (!StatusKnown)
    Result.EntryUnchecked.try_emplace(static_cast<SymbolId>(V.N), Api);
}

void Engine::release(State &S, Value Handle, uint32_t Resource, const std::string &Api,
                     const SourcePlace &Where, bool FromSummary) {
  if (Handle.Kind != Value::Symbol && Handle.Kind != Value::Pointer)
    return;
  if (rangeOf(S, Handle).isSingle(0))
    return;
  escapeWhereItCameFrom(S, Handle);
  Instance *I = S.instance(Handle);
  if (!I || !I->Local || I->State == Typestate::Escaped) // Else it is the end of what this path has begun itself.
    noteGivenUp(S, Handle);
  ResourceKind Kind = Model.resources()[I ? I->Resource : Resource].Kind;
  if (I && I->State == Typestate::Released) {
    report(S, *I, IncidentKind::ReleasedTwice, Function.Places[Place], Api,
           Function.Places[I->ReleasePlace]);
    return;
  }
  if (!I) {
    if (Handle.isSymbol())
      if (auto It = UnknownResults.find(static_cast<SymbolId>(Handle.N)); It != UnknownResults.end())
        for (const std::string &Callee : It->second)
          Result.ReleasedResultsOf[Callee] = Resource;
    Instance New;
    New.Handle = Handle;
    New.Resource = Resource;
    New.Origin = origin({Resource, false, Api, Function.Places[Place], {}, {}, {}, false});
    I = &S.addInstance(std::move(New));
  }
  for (uint32_t Suspect : I->Suspects) {
    Suspicion &Call = Result.Suspicions[Suspect];
    auto Outcome = SuspectResults.find(Suspect);
    IntervalSet Known =
        Outcome == SuspectResults.end() ? IntervalSet::full() : rangeOf(S, Outcome->second);
    auto &Places = Known.isSingle(0)      ? Call.ReleasedIfZero
                   : !Known.contains(0) ? Call.ReleasedIfNonZero
                                        : Call.ReleasedAlways;
    Places.insert(Function.Places[Place]);
  }
  Result.ReleasedSomewhere.insert(I->Origin);
  I->State = Typestate::Released;
  I->ReleasePlace = Place;
  I->Name = I->Name == NoId && !nameOf(S, *I).empty() ? Table.name(nameOf(S, *I)) : I->Name;
  bool StaysOpen = Kind == ResourceKind::Lease;
  if (Instance *T = S.instance(Handle, true); T && T->State == Typestate::Held && StaysOpen)
    report(S, *T, IncidentKind::TransactionLeft, Function.Places[Place], Api);
  std::erase_if(S.Instances, [&](const Instance &Other) {
    return (Other.IsTransaction && Other.Handle == Handle) ||
           (Other.Parent == Handle && Other.Parent.Kind != Value::Unknown);
  });
  step(S, StepKind::Release, FromSummary && Where.valid() ? Where : Function.Places[Place],
       "released by " + Api, FromSummary && Where.valid() ? 1 : 0);
}

void Engine::finishTransaction(State &S, Value Connection, bool Commits) {
  if (Connection.Kind != Value::Symbol && Connection.Kind != Value::Pointer)
    return;
  Instance Done;
  Done.Handle = Connection;
  Done.IsTransaction = true;
  Done.State = Typestate::Released;
  if (const Instance *I = S.instance(Connection, true)) {
    Done.Origin = I->Origin;
    if (Commits)
      Result.CommittedTransactions.insert(I->Origin);
  } else {
    Done.Origin = origin({0, true, "", Function.Places[Place], {}, {}, {}, false});
  }
  Done.Commits = Commits;
  S.addInstance(std::move(Done));
}

bool Engine::isFailed(const State &S, const Instance &I) const {
  if (I.Failed || I.State == Typestate::None)
    return true;
  for (const auto &[Sym, Range] : S.Ranges) {
    const SymbolInfo &Info = Table.symbol(Sym);
    if (Info.Kind != SymbolKind::Status || Info.Left != I.Handle)
      continue;
    auto Ok = StatusOk.find(Sym);
    if (Ok != StatusOk.end() && Range.intersect(Ok->second).isEmpty())
      return true;
  }
  return false;
}

void Engine::checkNested(State &S, uint32_t Resource, uint32_t Source, const std::string &Api,
                         SourcePlace Inner, uint32_t OwnOrigin,
                         const std::set<Value> &GivenBack) {
  if (Source == NoId)
    return;
  for (const Instance &I : S.Instances)
    if (!I.IsTransaction && I.State == Typestate::Held && I.Source == Source && I.Connected &&
        I.Resource == Resource && I.Origin != OwnOrigin && !GivenBack.contains(I.Handle) && I.Local && !isFailed(S, I))
      report(S, I, IncidentKind::NestedAcquire, Function.Places[Place], Api, Inner);
}

void Engine::checkBlocking(State &S, const std::string &Reason, const std::string &Api,
                           const Instruction &Call) {
  for (const Instance &I : S.Instances) {
    if (I.IsTransaction || I.State != Typestate::Held || !I.Local || !I.Connected)
      continue;
    // Waiting for the connection's own answer is using it.
    bool IsGiven = std::ranges::any_of(Call.Args, [&](const ArgumentFacts &A) {
      return operand(S, A.Value) == I.Handle;
    });
    if (Reason == SocketWait && (I.Polled || IsGiven))
      continue;
    // A connection that an object keeps for longer is not borrowed for this call.
    bool IsKept = std::ranges::any_of(S.Memory, [&](const auto &Item) {
      return Item.second == I.Handle && isExternal(S, Item.first);
    });
    ResourceKind Kind = resource(I).Kind;
    bool IsConnection = Kind == ResourceKind::Connection || Kind == ResourceKind::Lease;
    if (IsConnection && !IsKept && !isFailed(S, I))
      report(S, I, IncidentKind::HeldWhileBlocking, Function.Places[Place], Api + ", which " + Reason);
  }
}

std::string Engine::nameOf(const State &S, const Instance &I) const {
  std::string Best;
  if (I.Container != NoId)
    return describeRegion(I.Container);
  for (const auto &[R, V] : S.Memory)
    if (V == I.Handle) {
      std::string Name = describeRegion(R);
      if (!Name.empty() && (Best.empty() || Name.size() < Best.size()))
        Best = Name;
    }
  if (Best.empty() && I.Handle.Kind == Value::Pointer)
    Best = describeRegion(static_cast<RegionId>(I.Handle.N));
  if (Best.empty() && I.Name != NoId)
    Best = Table.name(I.Name);
  if (Best.empty() && I.Handle.isSymbol()) {
    const SymbolInfo &Info = Table.symbol(static_cast<SymbolId>(I.Handle.N));
    if (Info.Kind == SymbolKind::Entry)
      Best = describeRegion(Info.A);
  }
  return Best;
}

std::string Engine::describeRegion(RegionId R) const {
  const RegionInfo &Info = Table.region(R);
  switch (Info.Kind) {
  case RegionKind::Variable: return Function.Variables[Info.A].Name;
  case RegionKind::Temporary: return {};
  case RegionKind::Pointee: {
    const SymbolInfo &Sym = Table.symbol(Info.A);
    std::string Base = Sym.Kind == SymbolKind::Entry ? describeRegion(Sym.A) : std::string();
    return Base.empty() ? Base : "*" + Base;
  }
  case RegionKind::Element: {
    std::string Base = describeRegion(Info.Parent);
    return Base.empty() ? Base : Base + "[" + (Info.A == NoId ? "" : std::to_string(Info.A)) + "]";
  }
  case RegionKind::Field: {
    std::string Base = describeRegion(Info.Parent);
    const std::string &Field = Table.name(Info.A);
    if (Field[0] == '$') // Inside an owner: people name the owner.
      return Base;
    if (Base.empty())
      return Field;
    return Base[0] == '*' ? Base.substr(1) + "->" + Field : Base + "." + Field;
  }
  }
  return {};
}

std::string Engine::describeSource(const State &S, Value V) const {
  switch (V.Kind) {
  case Value::Integer: return std::to_string(V.N);
  case Value::Text:
    if (Table.name(static_cast<uint32_t>(V.N)).empty() ||
        Table.name(static_cast<uint32_t>(V.N)) == ":memory:")
      return {}; // Each open gets a database of its own.
    return "\"" + Table.name(static_cast<uint32_t>(V.N)) + "\"";
  case Value::Function: return Table.function(static_cast<uint32_t>(V.N)).Name;
  case Value::Pointer:
  case Value::Symbol: break;
  default: return {};
  }
  // Parameters are "$0", "$1->field"; globals "@name"; what else is there has a number.
  auto Region = [&](auto &Self, RegionId R) -> std::string {
    const RegionInfo &Info = Table.region(R);
    switch (Info.Kind) {
    case RegionKind::Variable: {
      const VariableFacts &Variable = Function.Variables[Info.A];
      if (Variable.Kind == VariableKind::Parameter)
        return "$" + std::to_string(Variable.ParameterIndex);
      return Variable.Kind == VariableKind::Global ? "@" + Variable.Name
                                                   : "%v" + std::to_string(Info.A);
    }
    case RegionKind::Pointee: {
      const SymbolInfo &Sym = Table.symbol(Info.A);
      return Sym.Kind == SymbolKind::Entry ? Self(Self, Sym.A) + "*"
                                           : "%s" + std::to_string(Info.A) + "*";
    }
    case RegionKind::Field: return Self(Self, Info.Parent) + "." + Table.name(Info.A);
    case RegionKind::Element:
      return Info.A == NoId ? std::string("%e") : Self(Self, Info.Parent) + "[" + std::to_string(Info.A) + "]";
    case RegionKind::Temporary: return "%t" + std::to_string(Info.A);
    }
    return {};
  };
  if (V.Kind == Value::Pointer)
    return "&" + Region(Region, static_cast<RegionId>(V.N));
  SymbolId Sym = static_cast<SymbolId>(V.N);
  if (std::optional<int64_t> N = rangeOfSymbol(S, Sym).singleValue())
    return std::to_string(*N);
  if (auto It = Descriptions.find(Sym); It != Descriptions.end())
    return It->second;
  if (Table.symbol(Sym).Kind == SymbolKind::Entry)
    return Region(Region, Table.symbol(Sym).A);
  return "%s" + std::to_string(Sym);
}

uint32_t Engine::origin(Origin O) {
  auto It = std::ranges::find(Result.Origins, O);
  if (It != Result.Origins.end())
    return static_cast<uint32_t>(It - Result.Origins.begin());
  Result.Origins.push_back(std::move(O));
  return static_cast<uint32_t>(Result.Origins.size() - 1);
}

void Engine::step(State &S, StepKind Kind, SourcePlace Where, std::string Message,
                  unsigned Depth) {
  S.Path = std::make_shared<const TrailStep>(
      TrailStep{Kind, std::move(Where), std::move(Message), Depth, S.Path});
}

} // namespace connlint
