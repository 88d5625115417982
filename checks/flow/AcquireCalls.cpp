// AcquireCalls.cpp - calls that make a handle, or connect one.
#include "flow/Engine.h"

namespace connlint {

Value Engine::argument(const State &S, const Instruction &I, unsigned Index) const {
  return Index < I.Args.size() ? operand(S, I.Args[Index].Value) : Value::unknown();
}

uint32_t Engine::sourceKey(const State &S, const Instruction &I, const std::vector<unsigned> &Args,
                           uint32_t Resource) {
  if (Args.empty())
    return NoId;
  // All null: what the library takes by default, which options of the handle may have set.
  if (Args.size() > 1 && std::ranges::all_of(Args, [&](unsigned Index) {
        return Index >= I.Args.size() || argument(S, I, Index).isNull();
      }))
    return NoId;
  std::string Key = Model.resources()[Resource].Family + "." + Model.resources()[Resource].Name;
  for (unsigned Index : Args) {
    std::string Part = describeSource(S, argument(S, I, Index));
    if (Part.empty())
      return NoId;
    Key += "|" + Part;
  }
  return Table.name(Key);
}

/// The object is prepared for a connect. New memory from a function that we do not see is ours then.
void Engine::noteMadeReady(const State &S, Value Object) {
  for (const std::string &Member : membersOf(S, Object, true))
    Result.MembersMadeReady.try_emplace(Member, Function.Places[Place]);
  if (Object.isSymbol() && Table.symbol(static_cast<SymbolId>(Object.N)).Kind == SymbolKind::Result)
    MadeReady.insert(static_cast<SymbolId>(Object.N));
}

/// A session is opened here: beside another one that is held, or in a caller that holds one.
void Engine::noteOpened(State &S, uint32_t Resource, uint32_t Source, const std::string &Api,
                        uint32_t Origin) {
  checkNested(S, Resource, Source, Api, {}, Origin);
  InnerAcquire Inside{Resource, Table.name(Source), Api, Function.Places[Place]};
  if (std::ranges::find(Result.Effects.Inside, Inside) == Result.Effects.Inside.end())
    Result.Effects.Inside.push_back(std::move(Inside));
}

bool Engine::makesHandle(const State &S, const Instruction &I, const AcquireEffect &A) const {
  if (!applies(S, I, A.Condition))
    return false;
  if (A.IfArgumentNull && !rangeOf(S, argument(S, I, A.NullArgument)).isSingle(0))
    return false;
  return A.At.Kind != HandlePlace::Out || !rangeOf(S, argument(S, I, A.At.Arg)).isSingle(0);
}

/// What is known of the new handle before the outcome is.
Instance Engine::acquired(State &S, const Instruction &I, const AcquireEffect &A) {
  const ResourceType &Type = Model.resources()[A.Resource];
  bool IsConnection = Type.Kind == ResourceKind::Connection || Type.Kind == ResourceKind::Lease;
  Instance New;
  New.Resource = A.Resource;
  New.Origin = origin({A.Resource, false, I.Name, Function.Places[Place], {}, {}, {}, A.Raw});
  New.Local = true;
  New.Connected = A.Raw || Type.Kind == ResourceKind::Lease || !IsConnection;
  New.Source = sourceKey(S, I, A.Source, A.Resource);
  if (A.AnswerOf) {
    const Value *Code = S.LastQuery.find(argument(S, I, *A.AnswerOf));
    New.Checked = !Code || (rangeOf(S, *Code) != IntervalSet::full());
  }
  if (A.FreedWith)
    New.Parent = argument(S, I, *A.FreedWith);
  if (IsConnection && New.Source != NoId)
    noteOpened(S, A.Resource, New.Source, I.Name, New.Origin);
  return New;
}

void Engine::applyAcquire(const Instruction &I, const AcquireEffect &A, States &Current) {
  States Next;
  for (State &S : Current) {
    if (!makesHandle(S, I, A)) {
      if (A.IfArgumentNull && applies(S, I, A.Condition))
        noteMadeReady(S, argument(S, I, A.NullArgument));
      Next.push_back(std::move(S));
      continue;
    }
    Instance New = acquired(S, I, A);
    if (A.StatusOf)
      forgetErrorField(I, A, S);
    if (A.At.Kind == HandlePlace::Return)
      acquireReturned(I, A, std::move(New), std::move(S), Next);
    else
      acquireByCode(I, A, New, S, Next);
  }
  Current = std::move(Next);
}

/// Something still has the value.
static bool isKept(const State &S, Value V) {
  return V.isSymbol() &&
         std::ranges::any_of(S.Memory, [&](const auto &Item) { return Item.second == V; });
}

/// "h = open()": null tells that it failed.
void Engine::acquireReturned(const Instruction &I, const AcquireEffect &A, Instance New, State S,
                             States &Next) {
  const ResourceType &Type = Model.resources()[A.Resource];
  // Null after every failure: who compares with null has asked for the status.
  New.StatusChecked = A.OnFailure == AcquireEffect::Failure::Nothing;
  const Value Handle = Value::symbol(fresh(S, SymbolKind::Result, Site, 0));
  New.Handle = Handle;
  setRegister(S, I.Dst, Handle);
  if (const Value *Code = A.AnswerOf ? S.LastQuery.find(argument(S, I, *A.AnswerOf)) : nullptr;
      Code && isKept(S, *Code)) { // The function may look later whether the query has failed.
    State Failed = S;
    if (constrain(Failed, *Code, IntervalSet::nonZero()) &&
        constrain(Failed, Handle, IntervalSet::single(0)))
      Next.push_back(std::move(Failed));
    if (!constrain(S, *Code, IntervalSet::single(0)))
      return;
  }
  if (std::optional<SymbolId> Error = errorOf(I, A, S); Error && Type.Check == RequiredCheck::Null)
    New.Error = *Error;
  S.addInstance(std::move(New));
  step(S, StepKind::Acquire, Function.Places[Place], Type.Name + " acquired by " + I.Name);
  if (I.Dst == NoReg)
    dropUnreachable(S, IncidentKind::Discarded, Place);
  std::optional<unsigned> Over = A.StatusOf ? connectionOf(A) : std::nullopt;
  if (Over && mentionsField(Model.resources()[*Over].ErrorField)) {
    // The function looks at the error field: one state for each outcome.
    State Failed = S;
    if (constrain(Failed, Handle, IntervalSet::single(0)))
      Next.push_back(std::move(Failed));
    constrain(S, Handle, IntervalSet::nonZero());
    noteStatusOf(I, A, S);
  }
  Next.push_back(std::move(S));
}

/// What a failed call leaves in the slot is what was there: null, or garbage that nobody releases.
bool Engine::keepsNothing(State &S, RegionId Slot) {
  if (Slot == NoId)
    return false;
  const Value Before = read(S, Slot, false);
  const VariableFacts *Variable = variableOf(Table.root(Slot));
  bool IsGarbage = !isExternal(S, Slot) && Before == Value::symbol(Table.entry(Slot)) && Variable &&
                   Variable->Kind == VariableKind::Local;
  return rangeOf(S, Before).isSingle(0) || IsGarbage;
}

/// "rc = open(&h)": the return code tells, so there is one state for each outcome.
void Engine::acquireByCode(const Instruction &I, const AcquireEffect &A, Instance New, State S,
                           States &Next) {
  if (!S.Registers.find(I.Dst) && I.Dst != NoReg)
    setRegister(S, I.Dst, resultOf(S, I));
  const Value Code = operand(S, I.Dst);
  const IntervalSet Ok = A.Success.empty() ? IntervalSet::full() : IntervalSet::of(A.Success);
  New.Code = Code.isSymbol() ? static_cast<SymbolId>(Code.N) : NoId;
  New.Error = errorOf(I, A, S).value_or(NoId);
  const bool IsOut = A.At.Kind == HandlePlace::Out;
  const RegionId Slot = IsOut ? regionOf(argument(S, I, A.At.Arg)) : NoId;
  New.Handle = IsOut ? Value::symbol(fresh(S, SymbolKind::Result, Site, 1 + A.At.Arg))
                     : argument(S, I, A.At.Arg);
  for (bool Success : {true, false}) {
    State Branch = S;
    if (!constrain(Branch, Code, Success ? Ok : Ok.complement()))
      continue;
    if (Success && A.StatusOf) {
      // Nothing is prepared on a connection that could not be opened. Whether our own parameter is
      // one, the caller has to ask.
      const Value Over = argument(S, I, *A.StatusOf);
      const RegionId From = placeOf(Over);
      const VariableFacts *Whole = From == NoId ? nullptr : variableOf(From);
      const bool IsParameter = Whole && Whole->Kind == VariableKind::Parameter;
      if (Over.isSymbol() && (S.instance(Over) || !IsParameter) &&
          !constrain(Branch, Over, IntervalSet::nonZero()))
        continue;
      noteStatusOf(I, A, Branch);
    }
    if (!Success && A.StatusOf && !noteFailureOf(I, A, Branch))
      continue;
    if (!IsOut && !Success && A.OnFailure != AcquireEffect::Failure::MustRelease) {
      Next.push_back(std::move(Branch));
      continue;
    }
    if (!IsOut && !New.Handle.isSymbol() && New.Handle.Kind != Value::Pointer) {
      Next.push_back(std::move(Branch));
      continue;
    }
    Instance Mine = New;
    if (!Success) {
      Mine.Failed = true;
      const bool IsUnchanged = A.OnFailure == AcquireEffect::Failure::Unchanged;
      if (IsUnchanged && !keepsNothing(Branch, Slot)) {
        Next.push_back(std::move(Branch));
        continue;
      }
      if (IsUnchanged || A.OnFailure == AcquireEffect::Failure::Nothing) {
        constrain(Branch, Mine.Handle, IntervalSet::single(0));
        Mine.State = Typestate::None;
      }
    }
    putAcquired(I, A, std::move(Mine), Slot, Branch);
    Next.push_back(std::move(Branch));
  }
}

/// The handle, or null, lies where the call puts it.
void Engine::putAcquired(const Instruction &I, const AcquireEffect &A, Instance Mine, RegionId Slot,
                         State &S) {
  const Value Handle = Mine.Handle;
  const bool Failed = Mine.Failed;
  if (Slot != NoId) {
    if (arrayAround(Slot) != NoId) {
      Mine.State = Typestate::Escaped;
    } else {
      replaceSeen(S, Slot, Mine);
      write(S, Slot, Handle);
    }
    if (std::string Name = describeRegion(Slot); !Name.empty())
      Mine.Name = Table.name(Name);
  } else if (A.At.Kind == HandlePlace::Out) {
    Mine.State = Typestate::Escaped;
  }
  S.addInstance(std::move(Mine));
  if (Slot != NoId)
    noteSlot(S, Slot, Handle);
  step(S, StepKind::Acquire, Function.Places[Place],
       Failed ? I.Name + " fails" : resource(A.Resource).Name + " acquired by " + I.Name);
  if (A.At.Kind == HandlePlace::Out)
    dropUnreachable(S, IncidentKind::Overwritten, Place);
}

/// Where the function makes handles of the resource: if that is one place.
SourcePlace Engine::madeAt(uint32_t Resource) const {
  SourcePlace Made;
  for (const Origin &Each : Result.Origins) {
    const FunctionModel *M = Model.find(Each.Api);
    if (Each.Resource != Resource || Each.IsTransaction || !M || M->Acquires.empty())
      continue;
    if (Made.valid())
      return {};
    Made = Each.Place;
  }
  return Made;
}

/// Whether the function has to release what lies in the memory: "m = malloc(sizeof *m)" is its own,
/// the caller's object stays the caller's, connected or not.
bool Engine::isOwnMemory(const State &S, Value Object) const {
  if (Object.Kind == Value::Pointer)
    return !isExternal(S, static_cast<RegionId>(Object.N));
  return S.Heap.find(static_cast<SymbolId>(Object.N)) != nullptr;
}

void Engine::applyConnect(const Instruction &I, const FunctionModel &M, const ConnectEffect &C,
                          States &Current) {
  States Next;
  for (State &S : Current) {
    const Value Handle = argument(S, I, C.Arg);
    bool CanFollow = Handle.Kind == Value::Symbol || Handle.Kind == Value::Pointer;
    if (!CanFollow || rangeOf(S, Handle).isSingle(0)) {
      Next.push_back(std::move(S));
      continue;
    }
    Instance New;
    New.Handle = Handle;
    New.Resource = C.Resource;
    New.Source = sourceKey(S, I, C.Source, C.Resource);
    New.Origin = origin(
        {C.Resource, false, I.Name, Function.Places[Place], {}, {}, {}, C.Raw, madeAt(C.Resource)});
    New.Code = fresh(S, SymbolKind::Result, Site, 0);
    if (New.Source != NoId) {
      const Instance *Mine = S.instance(Handle);
      noteOpened(S, C.Resource, New.Source, I.Name, Mine ? Mine->Origin : New.Origin);
    }
    const IntervalSet Ok = C.Success.empty() ? IntervalSet::nonZero() : IntervalSet::of(C.Success);
    State Failed = S;
    constrain(Failed, New.Code, Ok.complement());
    constrain(S, New.Code, Ok);
    const bool ReturnsHandle = M.ReturnsArgument == C.Arg;
    setRegister(S, I.Dst, ReturnsHandle ? Handle : Value::symbol(New.Code));
    if (!ReturnsHandle || constrain(S, Handle, IntervalSet::nonZero())) {
      connect(I, New, S);
      Next.push_back(std::move(S));
    }
    setRegister(Failed, I.Dst, Value::symbol(New.Code));
    failToConnect(I, New, Failed);
    Next.push_back(std::move(Failed));
  }
  Current = std::move(Next);
}

void Engine::connect(const Instruction &I, Instance New, State &S) {
  const Value Handle = New.Handle;
  if (Instance *Known = S.instance(Handle); Known && Known->State != Typestate::Released) {
    if (Known->State == Typestate::None)
      Known->State = Typestate::Held;
    Known->Connected = true;
    Known->Failed = false;
    Known->FailPlace = 0;
    Known->Source = New.Source;
    Known->Code = New.Code;
  } else {
    New.Connected = true;
    New.Local = isOwnMemory(S, Handle) ||
                (Handle.isSymbol() && MadeReady.contains(static_cast<SymbolId>(Handle.N)));
    S.addInstance(std::move(New));
  }
  step(S, StepKind::Acquire, Function.Places[Place],
       resource(New.Resource).Name + " opened by " + I.Name);
}

void Engine::failToConnect(const Instruction &I, Instance New, State &S) {
  const Value Handle = New.Handle;
  if (Instance *Known = S.instance(Handle)) {
    Known->Code = New.Code;
    Known->Failed = true;
    Known->Checked = false;
    Known->FailPlace = Place;
  } else if (Handle.Kind == Value::Pointer || isOwnMemory(S, Handle) || isCallersObject(Handle)) {
    // The caller's object: nothing to release, but not to be used either.
    New.Source = NoId;
    New.State = Typestate::None;
    New.Local = isOwnMemory(S, Handle);
    New.FailPlace = Place;
    S.addInstance(std::move(New));
  }
  step(S, StepKind::Branch, Function.Places[Place], I.Name + " fails");
}

} // namespace connlint
