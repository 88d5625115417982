// ModelCalls.cpp - what a call does that a family or the user describes.
#include "flow/Engine.h"

namespace connlint {

static Value argumentValue(const std::vector<Value> &Args, unsigned Index) {
  return Index < Args.size() ? Args[Index] : Value::unknown();
}

bool Engine::applies(const State &S, const Instruction &I,
                     const std::optional<ArgumentIs> &If) const {
  if (!If)
    return true;
  if (If->Arg >= I.Args.size())
    return false;
  return rangeOf(S, operand(S, I.Args[If->Arg].Value)).isSingle(If->Value);
}

bool Engine::mayApply(const State &S, const Instruction &I,
                      const std::optional<ArgumentIs> &If) const {
  return !If || (If->Arg < I.Args.size() &&
                 rangeOf(S, operand(S, I.Args[If->Arg].Value)).contains(If->Value));
}

Value Engine::resultOf(State &S, const Instruction &I) {
  if (I.Aggregate)
    return {Value::Aggregate, Table.region({RegionKind::Temporary, NoId, Site})};
  return Value::symbol(fresh(S, SymbolKind::Result, Site, 0));
}

bool Engine::isToldNotToWait(const State &S, const FunctionModel &M,
                             const std::vector<Value> &Args) {
  if (!M.DoesNotWait)
    return false;
  Value Told = argumentValue(Args, M.DoesNotWait->Arg);
  if (M.DoesNotWait->Bits) {
    auto HasBit = [&](Value V) {
      return V.Kind == Value::Integer && (V.N & M.DoesNotWait->Bits) != 0;
    };
    const SymbolInfo *Made =
        Told.isSymbol() ? &Table.symbol(static_cast<SymbolId>(Told.N)) : nullptr;
    bool IsUnion = Made && Made->Kind == SymbolKind::Operation && Made->Operator == BinaryOp::Or;
    return HasBit(Told) || (IsUnion && (HasBit(Made->Left) || HasBit(Made->Right)));
  }
  if (!M.DoesNotWait->Behind)
    return rangeOf(S, Told).isSingle(0);
  unsigned Numbers = 0; // Of one time: seconds and a fraction.
  for (const auto &[Place, V] : S.Memory)
    if (Told.Kind == Value::Pointer && Table.isWithin(Place, static_cast<RegionId>(Told.N))) {
      if (!V.isNull() && !V.isZeroes())
        return false;
      Numbers += V.isZeroes() ? 2 : 1;
    }
  return Numbers >= 2;
}

/// "%p" of a log tells where a handle is, or was.
bool Engine::isPrintedAsNumber(const std::vector<Value> &Args, size_t Index) const {
  return std::any_of(Args.begin(), Args.begin() + static_cast<std::ptrdiff_t>(Index), [&](Value V) {
    return V.Kind == Value::Text &&
           Table.name(static_cast<uint32_t>(V.N)).find("%p") != std::string::npos;
  });
}

void Engine::callModel(const Instruction &I, const FunctionModel &M, State S, States &Out) {
  std::vector<Value> Args;
  for (const ArgumentFacts &A : I.Args)
    Args.push_back(operand(S, A.Value));

  bool Ends = M.NoReturn;
  if (M.NoReturnIf && M.NoReturnIf->first < Args.size()) {
    IntervalSet Codes = IntervalSet::of(M.NoReturnIf->second);
    Value Code = Args[M.NoReturnIf->first];
    Ends |= !constrain(S, Code, Codes.complement());
  }
  if (Ends)
    return;

  bool IsDatabaseCall = M.Family != "libc" && M.Memory == MemoryEffect::None;
  if (M.SetsUp && !M.Acquires.empty())
    setUp(S, argumentValue(Args, *M.SetsUp), M.Acquires.front().Resource);
  for (unsigned Index = 0; Index < Args.size(); ++Index) {
    bool Releases = std::ranges::any_of(M.Releases, [&](const ReleaseEffect &R) {
      return R.Arg == Index && mayApply(S, I, R.Condition);
    });
    if (Releases)
      continue;
    // Freeing the memory of a closed handle is no use, and an object may be set up again.
    bool SetsUp =
        std::ranges::any_of(M.Connects, [&](const ConnectEffect &C) { return C.Arg == Index; }) ||
        std::ranges::any_of(M.Acquires, [&](const AcquireEffect &A) {
          return A.IfArgumentNull && A.NullArgument == Index;
        });
    if (Instance *Old = S.instance(Args[Index]); Old && SetsUp && Old->State == Typestate::Released)
      std::erase_if(S.Instances, [&](const Instance &Each) { return Each.Handle == Args[Index]; });
    // Nor is overwriting that of a handle that lies in an object of ours.
    bool IsOurMemory = Args[Index].Kind == Value::Pointer && S.instance(Args[Index]);
    if (M.Memory == MemoryEffect::Free || (M.Memory == MemoryEffect::Zero && IsOurMemory))
      continue;
    bool Tolerated = std::ranges::find(M.ToleratesUnchecked, Index) != M.ToleratesUnchecked.end();
    bool NeedsCheck = IsDatabaseCall && !Tolerated && !M.Status;
    if (!isPrintedAsNumber(Args, Index))
      use(S, Args[Index], I.Name, NeedsCheck);
    if (NeedsCheck) {
      noteEntryUnchecked(S, Args[Index], I.Name);
      noteWorkedWith(S, Args[Index]);
    }
    if (Instance *Given = S.instance(Args[Index]); Given && M.ReturnsSocket == Index)
      Given->Polled = true;
    if (Instance *Given = S.instance(Args[Index]); Given && M.AsksStatus == Index) {
      Given->Checked = Given->StatusChecked = true;
      Result.StatusAsked.insert(Given->Origin);
    }
    if (IsDatabaseCall && !M.Status && !M.ReturnsDerived && !M.Pure)
      invalidateStatus(S, Args[Index]);
    if (IsDatabaseCall)
      noteEntryUse(Args[Index]);
  }
  if (!M.Blocking.empty() && !isToldNotToWait(S, M, Args)) {
    checkBlocking(S, M.Blocking, I.Name, I);
    // The lock of an object that the caller has is there to protect what is in the object.
    bool IsOfCaller = M.Blocking == LockWait && !I.Args.empty() && isInObjectOfCaller(Args[0]);
    if (Result.Effects.Blocking.empty() && !IsOfCaller)
      Result.Effects.Blocking = M.Blocking;
  }

  for (unsigned Taken : M.Takes) // What is made here may be called what was given.
    escape(S, argumentValue(Args, Taken));
  applyMemory(I, M, S);
  forgetOutputs(I, M, S);
  States Current;
  Current.push_back(std::move(S));
  applyReleases(I, M, Current);
  if (M.ReleasesChildren)
    for (State &Each : Current)
      releaseChildren(Each, argumentValue(Args, *M.ReleasesChildren));
  for (const AcquireEffect &A : M.Acquires)
    applyAcquire(I, A, Current);
  for (const ConnectEffect &C : M.Connects)
    applyConnect(I, M, C, Current);
  if (M.Sql)
    applySql(I, M, Current);
  if (M.TransactionTest)
    testTransaction(I, M, Current);
  for (State &Each : Current) {
    if (I.Dst != NoReg && !Each.Registers.find(I.Dst)) {
      Value V;
      if (M.Status)
        V = statusOf(argumentValue(Args, M.Status->Arg), I.Name, M.Status->Ok);
      else if (M.ReturnsArgument && *M.ReturnsArgument < Args.size())
        V = Args[*M.ReturnsArgument];
      else if (M.Pure && Args.size() >= 1 && Args.size() <= 2 && IsDatabaseCall) {
        // A getter answers the same as long as nothing changes: PQntuples.
        SymbolInfo Getter{SymbolKind::Status, Table.name(I.Name)};
        Getter.Left = Args[0];
        Getter.Right = argumentValue(Args, 1);
        V = Args[0].isSymbol() ? Value::symbol(Table.symbol(Getter)) : resultOf(Each, I);
      } else if (Value Answer = M.Pure ? comparedText(Args, I.Name) : Value::unknown();
                 Answer.Kind != Value::Unknown) {
        V = Answer;
      } else {
        V = resultOf(Each, I);
      }
      if (M.ReturnsDerived && V.isSymbol()) {
        Value Base = argumentValue(Args, *M.ReturnsDerived);
        const Instance *Owner = Each.instance(Base);
        if (Owner && Owner->State == Typestate::Released)
          Base = Value::unknown(); // Reported already, at this call.
        if (Base.isSymbol())
          if (const Value *Owner = Each.Derived.find(static_cast<SymbolId>(Base.N)))
            Base = *Owner;
        if (Base.Kind == Value::Symbol || Base.Kind == Value::Pointer)
          Each.Derived.set(static_cast<SymbolId>(V.N), Base);
      }
      setRegister(Each, I.Dst, V);
    }
    if (!M.Returns.empty() && !constrain(Each, operand(Each, I.Dst), IntervalSet::of(M.Returns)))
      continue;
    Out.push_back(std::move(Each));
  }
}

uint32_t Engine::sourceKey(const State &S, const Instruction &I, const std::vector<unsigned> &Args,
                           uint32_t Resource) {
  if (Args.empty())
    return NoId;
  // All null: what the library takes by default, which options of the handle may have set.
  if (Args.size() > 1 && std::ranges::all_of(Args, [&](unsigned Index) {
        return Index >= I.Args.size() || operand(S, I.Args[Index].Value).isNull();
      }))
    return NoId;
  std::string Key = Model.resources()[Resource].Family + "." + Model.resources()[Resource].Name;
  for (unsigned Index : Args) {
    std::string Part =
        Index < I.Args.size() ? describeSource(S, operand(S, I.Args[Index].Value)) : "";
    if (Part.empty())
      return NoId;
    Key += "|" + Part;
  }
  return Table.name(Key);
}

void Engine::applyReleases(const Instruction &I, const FunctionModel &M, States &Current) {
  for (const ReleaseEffect &R : M.Releases) {
    States Next;
    for (State &S : Current) {
      if (!mayApply(S, I, R.Condition) || R.Arg >= I.Args.size()) {
        Next.push_back(std::move(S));
        continue;
      }
      if (!applies(S, I, R.Condition)) { // The caller knows: "deallocate(handle, kind)".
        Value Asked = operand(S, I.Args[R.Condition->Arg].Value);
        State Other = S;
        if (constrain(Other, Asked, IntervalSet::single(R.Condition->Value).complement()))
          Next.push_back(std::move(Other));
        if (!constrain(S, Asked, IntervalSet::single(R.Condition->Value)))
          continue;
      }
      Value Handle = operand(S, I.Args[R.Arg].Value);
      RegionId Slot = R.ThroughPointer ? regionOf(Handle) : NoId;
      if (R.ThroughPointer)
        Handle = Slot == NoId ? Value::unknown() : read(S, Slot, false);
      if (!R.Success.empty() && ResultIsRead && Handle.Kind != Value::Unknown) {
        // It may refuse and say so; whoever reads the code may try again.
        if (!S.Registers.find(I.Dst))
          setRegister(S, I.Dst, resultOf(S, I));
        State Refused = S;
        IntervalSet Ok = IntervalSet::of(R.Success);
        if (constrain(Refused, operand(S, I.Dst), Ok.complement())) {
          handOver(Refused, Handle);
          Next.push_back(std::move(Refused));
        }
        if (!constrain(S, operand(S, I.Dst), Ok))
          continue;
      }
      if (R.RollsBack)
        finishTransaction(S, Handle, false);
      release(S, Handle, R.Resource, I.Name, {}, false);
      if (Value Answer = operand(S, I.Dst); !R.Success.empty() && Answer.isSymbol())
        if (Instance *Gone = S.instance(Handle))
          Gone->Code = static_cast<SymbolId>(Answer.N);
      if (Slot != NoId) {
        write(S, Slot, Value::null());
        // What was begun on an object that held nothing we know of.
        std::erase_if(S.Instances, [&](const Instance &Each) {
          return Each.IsTransaction && Each.Handle == operand(S, I.Args[R.Arg].Value);
        });
      }
      Next.push_back(std::move(S));
    }
    Current = std::move(Next);
  }
}

/// The object is prepared for a connect. New memory from a function that we do not see is ours then.
void Engine::noteMadeReady(const State &S, Value Object) {
  for (const std::string &Member : membersOf(S, Object, true))
    Result.MembersMadeReady.try_emplace(Member, Function.Places[Place]);
  if (Object.isSymbol() && Table.symbol(static_cast<SymbolId>(Object.N)).Kind == SymbolKind::Result)
    MadeReady.insert(static_cast<SymbolId>(Object.N));
}

void Engine::applyAcquire(const Instruction &I, const AcquireEffect &A, States &Current) {
  States Next;
  for (State &S : Current) {
    auto Arg = [&](unsigned Index) {
      return Index < I.Args.size() ? operand(S, I.Args[Index].Value) : Value::unknown();
    };
    bool Wanted = applies(S, I, A.Condition);
    if (Wanted && A.IfArgumentNull)
      Wanted = rangeOf(S, Arg(A.NullArgument)).isSingle(0);
    if (Wanted && A.At.Kind == HandlePlace::Out)
      Wanted = !rangeOf(S, Arg(A.At.Arg)).isSingle(0);
    if (!Wanted) {
      if (A.IfArgumentNull)
        noteMadeReady(S, Arg(A.NullArgument));
      Next.push_back(std::move(S));
      continue;
    }
    const ResourceType &Type = Model.resources()[A.Resource];
    bool IsConnection = Type.Kind == ResourceKind::Connection || Type.Kind == ResourceKind::Lease;
    Instance New;
    New.Resource = A.Resource;
    New.Origin = origin({A.Resource, false, I.Name, Function.Places[Place], {}, {}, {}, A.Raw});
    New.Local = true;
    New.Connected = A.Raw || Type.Kind == ResourceKind::Lease || !IsConnection;
    New.Source = sourceKey(S, I, A.Source, A.Resource);
    if (A.AnswerOf) {
      const Value *Code = S.LastQuery.find(Arg(*A.AnswerOf));
      New.Checked = !Code || (rangeOf(S, *Code) != IntervalSet::full());
    }
    if (A.FreedWith)
      New.Parent = Arg(*A.FreedWith);
    if (IsConnection && New.Source != NoId) {
      checkNested(S, A.Resource, New.Source, I.Name, {}, New.Origin);
      InnerAcquire Inside{A.Resource, Table.name(New.Source), I.Name, Function.Places[Place]};
      if (std::ranges::find(Result.Effects.Inside, Inside) == Result.Effects.Inside.end())
        Result.Effects.Inside.push_back(std::move(Inside));
    }
    std::string What = Type.Name + " acquired by " + I.Name;
    if (A.StatusOf)
      forgetErrorField(I, A, S);

    if (A.At.Kind == HandlePlace::Return) {
      // Null after every failure: who compares with null has asked for the status.
      New.StatusChecked = A.OnFailure == AcquireEffect::Failure::Nothing;
      SymbolId Handle = fresh(S, SymbolKind::Result, Site, 0);
      New.Handle = Value::symbol(Handle);
      setRegister(S, I.Dst, New.Handle);
      if (std::optional<SymbolId> Error = errorOf(I, A, S);
          Error && Type.Check == RequiredCheck::Null)
        New.Error = *Error;
      S.addInstance(New);
      step(S, StepKind::Acquire, Function.Places[Place], What);
      if (I.Dst == NoReg)
        dropUnreachable(S, IncidentKind::Discarded, Place);
      std::optional<unsigned> Over = A.StatusOf ? connectionOf(A) : std::nullopt;
      if (Over && mentionsField(Model.resources()[*Over].ErrorField)) {
        // The function looks at the error field: one state for each outcome.
        State Failed = S;
        if (constrain(Failed, New.Handle, IntervalSet::single(0)))
          Next.push_back(std::move(Failed));
        constrain(S, New.Handle, IntervalSet::nonZero());
        noteStatusOf(I, A, S);
      }
      Next.push_back(std::move(S));
      continue;
    }

    // The return code tells: one state for each outcome.
    if (!S.Registers.find(I.Dst) && I.Dst != NoReg)
      setRegister(S, I.Dst, resultOf(S, I));
    Value Code = operand(S, I.Dst);
    IntervalSet Ok = A.Success.empty() ? IntervalSet::full() : IntervalSet::of(A.Success);
    New.Code = Code.isSymbol() ? static_cast<SymbolId>(Code.N) : NoId;
    New.Error = errorOf(I, A, S).value_or(NoId);
    SymbolId OutSymbol = fresh(S, SymbolKind::Result, Site, 1 + A.At.Arg);
    RegionId Slot = A.At.Kind == HandlePlace::Out ? regionOf(Arg(A.At.Arg)) : NoId;
    for (bool Success : {true, false}) {
      State Branch = S;
      if (!constrain(Branch, Code, Success ? Ok : Ok.complement()))
        continue;
      if (Success && A.StatusOf)
        noteStatusOf(I, A, Branch);
      if (!Success && A.StatusOf && !noteFailureOf(I, A, Branch))
        continue;
      Instance Mine = New;
      if (A.At.Kind == HandlePlace::Argument) {
        Mine.Handle = Arg(A.At.Arg);
        if (!Success && A.OnFailure != AcquireEffect::Failure::MustRelease) {
          Next.push_back(std::move(Branch));
          continue;
        }
        if (Mine.Handle.Kind != Value::Symbol && Mine.Handle.Kind != Value::Pointer) {
          Next.push_back(std::move(Branch));
          continue;
        }
      } else {
        Mine.Handle = Value::symbol(OutSymbol);
      }
      if (!Success) {
        Mine.Failed = true;
        bool KeepsNull = false;
        if (A.OnFailure == AcquireEffect::Failure::Unchanged) {
          Value Before = Slot == NoId ? Value::unknown() : read(Branch, Slot, false);
          bool Uninitialised = Slot != NoId && !isExternal(Branch, Slot) &&
                               Before == Value::symbol(Table.entry(Slot)) &&
                               variableOf(Table.root(Slot)) &&
                               variableOf(Table.root(Slot))->Kind == VariableKind::Local;
          KeepsNull = rangeOf(Branch, Before).isSingle(0) || Uninitialised;
          if (!KeepsNull) {
            Next.push_back(std::move(Branch));
            continue;
          }
        }
        if (A.OnFailure == AcquireEffect::Failure::Nothing || KeepsNull) {
          constrain(Branch, OutSymbol, IntervalSet::single(0));
          Mine.State = Typestate::None;
        }
      }
      if (Slot != NoId) {
        if (arrayAround(Slot) != NoId) {
          Mine.State = Typestate::Escaped;
        } else {
          replaceSeen(Branch, Slot, Mine);
          write(Branch, Slot, Mine.Handle);
        }
        std::string Name = describeRegion(Slot);
        if (!Name.empty())
          Mine.Name = Table.name(Name);
      } else if (A.At.Kind == HandlePlace::Out) {
        Mine.State = Typestate::Escaped;
      }
      const Value Handle = Mine.Handle;
      Branch.addInstance(std::move(Mine));
      if (Slot != NoId)
        noteSlot(Branch, Slot, Handle);
      step(Branch, StepKind::Acquire, Function.Places[Place], Success ? What : I.Name + " fails");
      if (A.At.Kind == HandlePlace::Out)
        dropUnreachable(Branch, IncidentKind::Overwritten, Place);
      Next.push_back(std::move(Branch));
    }
  }
  Current = std::move(Next);
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

void Engine::applyConnect(const Instruction &I, const FunctionModel &M, const ConnectEffect &C,
                          States &Current) {
  States Next;
  for (State &S : Current) {
    Value Handle = C.Arg < I.Args.size() ? operand(S, I.Args[C.Arg].Value) : Value::unknown();
    bool CanFollow = Handle.Kind == Value::Symbol || Handle.Kind == Value::Pointer;
    uint32_t Source = sourceKey(S, I, C.Source, C.Resource);
    const bool IsOwnMemory = // "m = malloc(sizeof *m); mysql_init(m);"
        Handle.isSymbol() && S.Heap.find(static_cast<SymbolId>(Handle.N));
    if (!CanFollow || rangeOf(S, Handle).isSingle(0)) {
      Next.push_back(std::move(S));
      continue;
    }
    uint32_t Own = origin(
        {C.Resource, false, I.Name, Function.Places[Place], {}, {}, {}, C.Raw, madeAt(C.Resource)});
    if (Source != NoId) {
      const Instance *Mine = S.instance(Handle);
      checkNested(S, C.Resource, Source, I.Name, {}, Mine ? Mine->Origin : Own);
      InnerAcquire Inside{C.Resource, Table.name(Source), I.Name, Function.Places[Place]};
      if (std::ranges::find(Result.Effects.Inside, Inside) == Result.Effects.Inside.end())
        Result.Effects.Inside.push_back(std::move(Inside));
    }
    SymbolId Code = fresh(S, SymbolKind::Result, Site, 0);
    IntervalSet Ok = C.Success.empty() ? IntervalSet::nonZero() : IntervalSet::of(C.Success);
    for (bool Success : {true, false}) {
      State Branch = S;
      constrain(Branch, Code, Success ? Ok : Ok.complement());
      bool ReturnsHandle = Success && M.ReturnsArgument == C.Arg;
      setRegister(Branch, I.Dst, ReturnsHandle ? Handle : Value::symbol(Code));
      if (ReturnsHandle && !constrain(Branch, Handle, IntervalSet::nonZero()))
        continue;
      Instance *Known = Branch.instance(Handle);
      if (!Success) {
        if (Known) {
          Known->Code = Code;
          Known->Failed = true;
          Known->Checked = false;
          Known->FailPlace = Place;
        } else if (Handle.Kind == Value::Pointer || IsOwnMemory || isCallersObject(Handle)) {
          // The caller's object: nothing to release, but not to be used either.
          Instance Ghost;
          Ghost.Handle = Handle;
          Ghost.Resource = C.Resource;
          Ghost.Origin = Own;
          Ghost.State = Typestate::None;
          Ghost.Code = Code;
          Ghost.Local = IsOwnMemory || (Handle.Kind == Value::Pointer &&
                                        !isExternal(Branch, static_cast<RegionId>(Handle.N)));
          Ghost.FailPlace = Place;
          Branch.addInstance(std::move(Ghost));
        }
        step(Branch, StepKind::Branch, Function.Places[Place], I.Name + " fails");
        Next.push_back(std::move(Branch));
        continue;
      }
      if (Known && Known->State != Typestate::Released) {
        if (Known->State == Typestate::None)
          Known->State = Typestate::Held;
        Known->Connected = true;
        Known->Failed = false;
        Known->FailPlace = 0;
        Known->Source = Source;
        Known->Code = Code;
      } else {
        Instance New;
        New.Handle = Handle;
        New.Resource = C.Resource;
        New.Origin = Own;
        New.Connected = true;
        New.Source = Source;
        New.Code = Code;
        // The caller's object: it stays the caller's, connected or not.
        New.Local = IsOwnMemory || (Handle.Kind == Value::Pointer
                                        ? !isExternal(Branch, static_cast<RegionId>(Handle.N))
                                        : MadeReady.contains(static_cast<SymbolId>(Handle.N)));
        Branch.addInstance(std::move(New));
      }
      step(Branch, StepKind::Acquire, Function.Places[Place],
           Model.resources()[C.Resource].Name + " opened by " + I.Name);
      Next.push_back(std::move(Branch));
    }
  }
  Current = std::move(Next);
}

} // namespace connlint
