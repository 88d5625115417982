// Obligations.cpp - the life of a handle: when it is used, released, asked for twice.
#include "flow/Engine.h"

namespace connlint {

Incident Engine::describe(const State &S, const Instance &I, IncidentKind Kind,
                          SourcePlace Where) const {
  Incident Found;
  Found.Kind = Kind;
  Found.Origin = I.Origin;
  Found.Where = std::move(Where);
  Found.Variable = nameOf(S, I);
  Found.Container = I.Container;
  if (auto Slot = ArrayOf.find(I.Origin); Slot != ArrayOf.end() && I.Container == NoId)
    Found.Container = Slot->second;
  Found.Failed = isFailed(S, I);
  Found.Suspects = I.Suspects;
  Found.InObject = I.Handle.isSymbol() && nameOf(S, I).find_first_of(".>") != std::string::npos;
  Found.Path = S.Path;
  return Found;
}

void Engine::report(const State &S, const Instance &I, IncidentKind Kind, SourcePlace Where,
                    std::string Api, SourcePlace Other, bool Derived) {
  if (I.InDoubt || !Reported.insert({static_cast<int>(Kind), I.Origin, Where}).second)
    return;
  const bool IsThrown =
      Kind == IncidentKind::LeftByThrow || Kind == IncidentKind::TransactionThrown;
  const bool IsOpen =
      Kind == IncidentKind::TransactionLeft || Kind == IncidentKind::TransactionThrown;
  if (IsOpen && Result.Origins[I.Origin].IsTold)
    return;
  Incident Found = describe(S, I, Kind, std::move(Where));
  Found.Api = IsThrown && S.Thrower != NoId ? Table.name(S.Thrower) : std::move(Api);
  Found.Other = std::move(Other);
  Found.Derived = Derived;
  Result.Incidents.push_back(std::move(Found));
}

void Engine::noteLoss(State &S, const Instance &I, IncidentKind Kind, SourcePlace Where) {
  if (I.InDoubt || Reported.contains({static_cast<int>(Kind), I.Origin, Where}))
    return;
  S.Losses.push_back({I.Handle, static_cast<uint32_t>(Losses.size())});
  Losses.push_back(describe(S, I, Kind, std::move(Where)));
}

void Engine::ageLosses(State &S, uint32_t Block) {
  if (Blocks[Block].IsLoopHead ||
      std::ranges::any_of(S.Losses, [](Loss &Each) { return --Each.BlocksLeft == 0; }))
    reportLosses(S);
}

void Engine::reportLosses(State &S) {
  for (const Loss &Each : S.Losses) {
    const Incident &Lost = Losses[Each.Number];
    if (!Reported.insert({static_cast<int>(Lost.Kind), Lost.Origin, Lost.Where}).second)
      continue;
    // Of all the paths that lose it there, tell the one that was found first.
    Result.Incidents.push_back(*std::ranges::find_if(Losses, [&](const Incident &Other) {
      return Other.Kind == Lost.Kind && Other.Origin == Lost.Origin && Other.Where == Lost.Where;
    }));
  }
  S.Losses.clear();
}

const Instance *Engine::releasedBehind(const State &S, Value Memory) const {
  const Instance *Owner = nullptr;
  if (Memory.isSymbol() && !rangeOf(S, Memory).isSingle(0)) { // Null points nowhere.
    const Value *Base = S.Derived.find(static_cast<SymbolId>(Memory.N));
    Owner = Base ? S.instance(*Base) : nullptr;
  } else if (Memory.Kind == Value::Pointer) { // The address of a part of what a handle points to.
    const RegionInfo &Root = Table.region(Table.root(static_cast<RegionId>(Memory.N)));
    Owner = Root.Kind == RegionKind::Pointee ? S.instance(Value::symbol(Root.A)) : nullptr;
  }
  return Owner && Owner->State == Typestate::Released ? Owner : nullptr;
}

const Instance *Engine::releasedInside(const State &S, Value Object) const {
  if (Object.Kind != Value::Aggregate || Object.isZeroes() || S.Derived.empty())
    return nullptr;
  for (const auto &[R, V] : S.Memory)
    if (V.isSymbol() && Table.isWithin(R, static_cast<RegionId>(Object.N)))
      if (const Instance *Owner = releasedBehind(S, V))
        return Owner;
  return nullptr;
}

/// Into goes on for S, too: what both have lost is told when the path of Into ends.
void Engine::reportLossesBeyond(State &S, const State &Into) {
  auto IsSame = [&](const Loss &A, const Loss &B) {
    const Incident &Mine = Losses[A.Number], &Theirs = Losses[B.Number];
    return Mine.Kind == Theirs.Kind && Mine.Origin == Theirs.Origin && Mine.Where == Theirs.Where;
  };
  std::erase_if(S.Losses, [&](const Loss &Mine) {
    return std::ranges::any_of(Into.Losses,
                               [&](const Loss &Theirs) { return IsSame(Mine, Theirs); });
  });
  reportLosses(S);
}

void Engine::use(State &S, Value V, const std::string &Api, bool NeedsCheck) {
  SourcePlace Here = Function.Places[Place];
  if (const Instance *Owner = releasedBehind(S, V))
    report(S, *Owner, IncidentKind::UsedReleased, Here, Api, Function.Places[Owner->ReleasePlace],
           true);
  Instance *I = S.instance(V);
  if (!I && Model.find(Api))
    acquireUsed(S, V);
  if (!I)
    return;
  I->InDoubt = false;
  I->Verdict = NoId;
  for (uint32_t Suspect : I->Suspects) {
    Result.Suspicions[Suspect].UsedLater = true;
    Result.Suspicions[Suspect].WorkedWithLater |= !S.Returned;
  }
  if (I->State == Typestate::Released) {
    if (!I->UseTold)
      report(S, *I, IncidentKind::UsedReleased, Here, Api, Function.Places[I->ReleasePlace]);
    I->UseTold = true;
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

bool Engine::isToldToRelease(const State &S) {
  const Instance *Gone = S.instance(S.Result);
  if (!Gone || Gone->State != Typestate::Released)
    return false;
  bool IsTold = std::ranges::any_of(S.Ranges, [&](const auto &Item) {
    const SymbolInfo &Info = Table.symbol(Item.first);
    const VariableFacts *Told = Info.Kind == SymbolKind::Entry ? variableOf(Info.A) : nullptr;
    return Told && Told->Kind == VariableKind::Parameter && !PointerPlaces.contains(Info.A);
  });
  if (IsTold)
    Result.ReleasedAsTold.insert(Gone->Origin);
  return IsTold;
}

void Engine::noteEntryUse(Value V) {
  if (Table.isEntry(V))
    Result.EntryUses.insert(static_cast<SymbolId>(V.N));
}

void Engine::noteEntryUnchecked(const State &S, Value V, const std::string &Api) {
  if (!Table.isEntry(V) || !rangeOf(S, V).contains(0))
    return;
  bool StatusKnown = std::ranges::any_of(S.Ranges, [&](const auto &Item) {
    const SymbolInfo &Info = Table.symbol(Item.first);
    return Info.Kind == SymbolKind::Status && Info.Left == V;
  });
  if (!StatusKnown)
    Result.EntryUnchecked.try_emplace(static_cast<SymbolId>(V.N), Api);
}

/// Transactions of the handle, and what lives no longer than it.
static void endWhatHangsOn(State &S, Value Handle) {
  std::erase_if(S.Instances, [&](const Instance &Other) {
    // One that is finished stays: callers are told of it.
    return (Other.IsTransaction && Other.Handle == Handle && Other.State != Typestate::Released) ||
           (Other.Parent == Handle && Other.Parent.Kind != Value::Unknown);
  });
}

/// The object is, or lies in, some element of an array: the next round of a loop releases
/// that of another element, so nobody can tell which are released.
bool Engine::releaseInElement(State &S, Value Handle) {
  RegionId Array =
      Handle.Kind == Value::Pointer ? arrayAround(static_cast<RegionId>(Handle.N)) : NoId;
  if (Array == NoId)
    return false;
  noteGivenUp(S, Handle);
  Result.EmptiedContainers[Array].insert(CurrentBlock);
  escape(S, Handle);
  endWhatHangsOn(S, Handle);
  return true;
}

void Engine::release(State &S, Value Handle, uint32_t Resource, const std::string &Api,
                     const SourcePlace &Where, bool FromSummary) {
  if (Handle.Kind != Value::Symbol && Handle.Kind != Value::Pointer)
    return;
  if (rangeOf(S, Handle).isSingle(0))
    return;
  if (releaseInElement(S, Handle))
    return;
  escapeWhereItCameFrom(S, Handle);
  noteMayEnd(S, Handle);
  std::erase_if(S.Losses, [&](const Loss &Each) { return Each.Handle == Handle; });
  Instance *I = S.instance(Handle);
  // What this path has begun itself is not the members', unless a callee has put it there. Who
  // connects anew puts another one there.
  bool IsOwn =
      I && I->Local && I->State != Typestate::Escaped && !Result.Origins[I->Origin].Inner.valid();
  const bool IsLast = Function.Name.find("::~") != std::string::npos;
  if (!IsOwn && (IsLast || !mayAcquireLater(I ? I->Resource : Resource)))
    noteGivenUp(S, Handle);
  ResourceKind Kind = Model.resources()[I ? I->Resource : Resource].Kind;
  if (I && I->State == Typestate::Released) {
    report(S, *I, IncidentKind::ReleasedTwice, Function.Places[Place], Api,
           Function.Places[I->ReleasePlace]);
    return;
  }
  if (!I) {
    if (Handle.isSymbol())
      if (auto It = UnknownResults.find(static_cast<SymbolId>(Handle.N));
          It != UnknownResults.end() &&
          (Kind != ResourceKind::Connection || !hasBadStatus(S, Handle)))
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
    auto &Places = Known.isSingle(0)    ? Call.ReleasedIfZero
                   : !Known.contains(0) ? Call.ReleasedIfNonZero
                                        : Call.ReleasedAlways;
    Places.insert(Function.Places[Place]);
  }
  if (!Result.Origins[I->Origin].Api.empty()) // That a pool closes what is broken tells nothing.
    Result.ReleasedSomewhere.insert(I->Origin);
  I->State = Typestate::Released;
  I->ReleasePlace = Place;
  I->Name = I->Name == NoId && !nameOf(S, *I).empty() ? Table.name(nameOf(S, *I)) : I->Name;
  bool StaysOpen = Kind == ResourceKind::Lease;
  if (Instance *T = S.instance(Handle, true); T && T->State == Typestate::Held && StaysOpen)
    report(S, *T, IncidentKind::TransactionLeft, Function.Places[Place], Api);
  endWhatHangsOn(S, Handle);
  step(S, StepKind::Release, FromSummary && Where.valid() ? Where : Function.Places[Place],
       "released by " + Api, FromSummary && Where.valid() ? 1 : 0);
}

bool Engine::mayAcquireLater(uint32_t Resource) const {
  auto Acquires = [&](const Instruction &I) {
    if (I.Kind != Op::Call)
      return false;
    auto IsIt = [&](const auto &Each) { return Each.Resource == Resource; };
    if (const FunctionModel *M = Model.find(I.Name))
      return std::ranges::any_of(M->Acquires, IsIt);
    const Summary *Effects = I.Usr.empty() ? nullptr : Callees.effectsOf(I.Usr, {});
    return Effects && std::ranges::any_of(Effects->Cases, [&](const SummaryCase &C) {
             return std::ranges::any_of(C.Acquires, IsIt);
           });
  };
  uint32_t Block = 0;
  while (Block + 1 < Blocks.size() && Blocks[Block + 1].FirstSite <= Site)
    ++Block;
  const std::vector<Instruction> &Here = Function.Blocks[Block].Instructions;
  if (std::any_of(Here.begin() + (Site - Blocks[Block].FirstSite), Here.end(), Acquires))
    return true;
  std::set<uint32_t> Seen{NoBlock};
  std::vector<uint32_t> Next = Function.Blocks[Block].Successors;
  while (!Next.empty()) {
    uint32_t Each = Next.back();
    Next.pop_back();
    if (!Seen.insert(Each).second)
      continue;
    if (std::ranges::any_of(Function.Blocks[Each].Instructions, Acquires))
      return true;
    Next.insert(Next.end(), Function.Blocks[Each].Successors.begin(),
                Function.Blocks[Each].Successors.end());
  }
  return false;
}

void Engine::releaseChildren(State &S, Value Parent) {
  if (Parent.Kind == Value::Unknown)
    return;
  std::erase_if(S.Instances, [&](const Instance &Child) {
    const bool MayBeOne = Child.Parent.Kind == Value::Unknown && !Child.IsTransaction &&
                          Child.State == Typestate::Held &&
                          resource(Child).Kind == ResourceKind::Statement;
    return Child.Parent == Parent || MayBeOne;
  });
  if (Table.isEntry(Parent))
    Result.EntryDisconnects.insert(static_cast<SymbolId>(Parent.N));
}

/// Where the value was read from, if it is what was there before.
RegionId Engine::placeOf(Value V) const {
  if (!V.isSymbol())
    return NoId;
  const SymbolInfo &Info = Table.symbol(static_cast<SymbolId>(V.N));
  return Info.Kind == SymbolKind::Entry ? Info.A : Info.Kind == SymbolKind::Part ? Info.B : NoId;
}

/// The connection whose open transaction Connection finishes. What is read again from a member,
/// after a call that might have changed it, is the same connection all the same.
Value Engine::transactedConnection(const State &S, Value Connection) const {
  RegionId Place = placeOf(Connection);
  if (S.instance(Connection, true) || Place == NoId)
    return Connection;
  for (const Instance &I : S.Instances)
    if (I.IsTransaction && I.State == Typestate::Held && placeOf(I.Handle) == Place)
      return I.Handle;
  return Connection;
}

void Engine::finishTransaction(State &S, Value Connection, bool Commits) {
  if (Connection.Kind != Value::Symbol && Connection.Kind != Value::Pointer)
    return;
  Connection = transactedConnection(S, Connection);
  forgetTransactionTests(S, Connection);
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
  return I.Failed || I.State == Typestate::None || hasBadStatus(S, I.Handle);
}

bool Engine::hasBadStatus(const State &S, Value Handle) const {
  return std::ranges::any_of(S.Ranges, [&](const auto &Item) {
    const SymbolInfo &Info = Table.symbol(Item.first);
    auto Ok = StatusOk.find(Item.first);
    return Info.Kind == SymbolKind::Status && Info.Left == Handle && Ok != StatusOk.end() &&
           Item.second.intersect(Ok->second).isEmpty();
  });
}

/// The path knows that the server has dropped the connection.
bool Engine::isLost(const State &S, Value Connection) const {
  return std::ranges::any_of(S.Ranges, [&](const auto &Item) {
    const SymbolInfo &Info = Table.symbol(Item.first);
    if (Info.Kind != SymbolKind::Status || Info.Left != Connection)
      return false;
    const FunctionModel *M = Model.find(Table.name(Info.A));
    return M && M->Status && M->Status->ElseLost &&
           Item.second.intersect(IntervalSet::of(M->Status->Ok)).isEmpty();
  });
}

/// The object on the heap hangs, by a link in it, on something that outlives the function.
bool Engine::isInList(const State &S, SymbolId Node) const {
  return std::ranges::any_of(S.Memory, [&](const auto &Item) {
    return Item.second.Kind == Value::Pointer &&
           Table.root(static_cast<RegionId>(Item.second.N)) == Table.pointee(Node) &&
           isExternal(S, Item.first);
  });
}

/// An object that was got from elsewhere, or was put into a list, has it, one of many perhaps: it is
/// not the function that holds two.
bool Engine::isKeptElsewhere(const State &S, Value Handle) const {
  return std::ranges::any_of(S.Memory, [&](const auto &Item) {
    const RegionInfo &Root = Table.region(Table.root(Item.first));
    if (Item.second != Handle || Root.Kind != RegionKind::Pointee)
      return false;
    return S.Heap.find(Root.A) ? isInList(S, Root.A)
                               : Table.symbol(Root.A).Kind != SymbolKind::Entry;
  });
}

void Engine::checkNested(State &S, uint32_t Resource, uint32_t Source, const std::string &Api,
                         SourcePlace Inner, uint32_t OwnOrigin, const std::set<Value> &GivenBack) {
  if (Source == NoId)
    return;
  for (const Instance &I : S.Instances)
    if (!I.IsTransaction && I.State == Typestate::Held && I.Source == Source && I.Connected &&
        I.Resource == Resource && I.Origin != OwnOrigin && !GivenBack.contains(I.Handle) &&
        I.Local && !isFailed(S, I) &&
        // The same call, in another round of the loop: several are wanted.
        Result.Origins[I.Origin].Place != Function.Places[Place] &&
        !(Result.Origins[I.Origin].Raw && isKeptElsewhere(S, I.Handle)))
      report(S, I, IncidentKind::NestedAcquire, Function.Places[Place], Api, Inner);
}

void Engine::checkBlocking(State &S, const std::string &Reason, const std::string &Api,
                           const Instruction &Call, const std::set<Value> &NotHeld) {
  for (const Instance &I : S.Instances) {
    if (I.IsTransaction || I.State != Typestate::Held || !I.Local || !I.Connected ||
        NotHeld.contains(I.Handle))
      continue;
    // Waiting for the connection's own answer is using it.
    bool IsGiven = std::ranges::any_of(Call.Args, [&](const ArgumentFacts &A) {
      Value Given = operand(S, A.Value);
      return Given == I.Handle || isPartOf(S, I.Handle, Given);
    });
    if (Reason == SocketWait && (I.Polled || IsGiven))
      continue;
    if (Reason == LockWait && !Call.Args.empty() &&
        isInSameObject(S, operand(S, Call.Args[0].Value), I.Handle))
      continue; // It protects the connection.
    // A connection that an object keeps for longer is not borrowed for this call.
    bool IsKept = std::ranges::any_of(S.Memory, [&](const auto &Item) {
      return Item.second == I.Handle && isExternal(S, Item.first);
    });
    ResourceKind Kind = resource(I).Kind;
    bool IsConnection = Kind == ResourceKind::Connection || Kind == ResourceKind::Lease;
    if (IsConnection && !IsKept && !isFailed(S, I))
      report(S, I, IncidentKind::HeldWhileBlocking, Function.Places[Place],
             Api + ", which " + Reason);
  }
}

/// The object that a member, wherever in it, belongs to; NoId: it is no member.
RegionId Engine::objectAround(RegionId Part) const {
  bool IsMember = false;
  for (; Table.region(Part).Parent != NoId; Part = Table.region(Part).Parent)
    IsMember |= Table.region(Part).Kind == RegionKind::Field;
  return IsMember ? Part : NoId;
}

bool Engine::isInObjectOfCaller(Value Address) const {
  if (Address.Kind != Value::Pointer)
    return false;
  RegionId Object = objectAround(static_cast<RegionId>(Address.N));
  return Object != NoId && Table.region(Object).Kind == RegionKind::Pointee &&
         Table.symbol(Table.region(Object).A).Kind == SymbolKind::Entry;
}

bool Engine::isInSameObject(const State &S, Value Address, Value Handle) const {
  RegionId Object =
      Address.Kind == Value::Pointer ? objectAround(static_cast<RegionId>(Address.N)) : NoId;
  return Object != NoId && std::ranges::any_of(S.Memory, [&](const auto &Item) {
           return Item.second == Handle && objectAround(Item.first) == Object;
         });
}

/// The handle is in a member of the object at that address.
bool Engine::isPartOf(const State &S, Value Handle, Value Object) const {
  return Object.Kind == Value::Pointer && std::ranges::any_of(S.Memory, [&](const auto &Item) {
           return Item.second == Handle &&
                  objectAround(Item.first) == static_cast<RegionId>(Object.N);
         });
}

uint32_t Engine::origin(Origin O) {
  auto It = std::ranges::find(Result.Origins, O);
  if (It != Result.Origins.end())
    return static_cast<uint32_t>(It - Result.Origins.begin());
  Result.Origins.push_back(std::move(O));
  return static_cast<uint32_t>(Result.Origins.size() - 1);
}

void Engine::step(State &S, StepKind Kind, SourcePlace Where, std::string Message, unsigned Depth) {
  S.Path = std::make_shared<const TrailStep>(
      TrailStep{Kind, std::move(Where), std::move(Message), Depth, S.Path});
}

} // namespace connlint
