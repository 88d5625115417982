// ModelCalls.cpp - what a call does that a family or the user describes.
#include "flow/Engine.h"

namespace connlint {

static Value argumentValue(const std::vector<Value> &Args, unsigned Index) {
  return Index < Args.size() ? Args[Index] : Value::unknown();
}

static bool isDatabaseCall(const FunctionModel &M) {
  return M.Family != "libc" && M.Memory == MemoryEffect::None;
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

/// What any call of a client does to a handle that it is given.
void Engine::useArgument(State &S, const FunctionModel &M, const std::string &Name,
                         const std::vector<Value> &Args, unsigned Index) {
  const Value Given = Args[Index];
  // Freeing the memory of a closed handle is no use, and an object may be set up again.
  bool SetsUp =
      std::ranges::any_of(M.Connects, [&](const ConnectEffect &C) { return C.Arg == Index; }) ||
      std::ranges::any_of(M.Acquires, [&](const AcquireEffect &A) {
        return A.IfArgumentNull && A.NullArgument == Index;
      });
  if (Instance *Old = S.instance(Given); Old && SetsUp && Old->State == Typestate::Released)
    std::erase_if(S.Instances, [&](const Instance &Each) { return Each.Handle == Given; });
  // Nor is overwriting that of a handle that lies in an object of ours.
  bool IsOurMemory = Given.Kind == Value::Pointer && S.instance(Given);
  if (M.Memory == MemoryEffect::Free || (M.Memory == MemoryEffect::Zero && IsOurMemory))
    return;
  bool Tolerated = std::ranges::find(M.ToleratesUnchecked, Index) != M.ToleratesUnchecked.end();
  bool NeedsCheck = isDatabaseCall(M) && !Tolerated && !M.Status;
  if (!isPrintedAsNumber(Args, Index))
    use(S, Given, Name, NeedsCheck);
  if (NeedsCheck) {
    noteEntryUnchecked(S, Given, Name);
    noteWorkedWith(S, Given);
  }
  if (Instance *Known = S.instance(Given); Known && M.ReturnsSocket == Index)
    Known->Polled = true;
  if (Instance *Known = S.instance(Given); Known && M.AsksStatus == Index) {
    Known->Checked = Known->StatusChecked = true;
    Result.StatusAsked.insert(Known->Origin);
  }
  if (isDatabaseCall(M) && !M.Status && !M.ReturnsDerived && !M.Pure)
    invalidateStatus(S, Given);
  if (isDatabaseCall(M))
    noteEntryUse(Given);
}

/// What the call answers, where no effect has set that.
Value Engine::answerOf(State &S, const Instruction &I, const FunctionModel &M,
                       const std::vector<Value> &Args) {
  if (M.Status)
    return statusOf(argumentValue(Args, M.Status->Arg), I.Name, M.Status->Ok);
  if (M.ReturnsArgument && *M.ReturnsArgument < Args.size())
    return Args[*M.ReturnsArgument];
  if (M.Pure && Args.size() >= 1 && Args.size() <= 2 && isDatabaseCall(M)) {
    if (!Args[0].isSymbol())
      return resultOf(S, I);
    // A getter answers the same as long as nothing changes: PQntuples.
    SymbolInfo Getter{SymbolKind::Status, Table.name(I.Name)};
    Getter.Left = Args[0];
    Getter.Right = argumentValue(Args, 1);
    return Value::symbol(Table.symbol(Getter));
  }
  Value Compared = M.Pure ? comparedText(Args, I.Name) : Value::unknown();
  return Compared.Kind != Value::Unknown ? Compared : resultOf(S, I);
}

/// The answer lives as long as what was given.
void Engine::derive(State &S, Value Answer, Value Base) {
  const Instance *Owner = S.instance(Base);
  if (Owner && Owner->State == Typestate::Released)
    return; // Reported already, at this call.
  if (Base.isSymbol())
    if (const Value *Further = S.Derived.find(static_cast<SymbolId>(Base.N)))
      Base = *Further;
  if (Base.Kind == Value::Symbol || Base.Kind == Value::Pointer)
    S.Derived.set(static_cast<SymbolId>(Answer.N), Base);
}

/// Who asks for what is open on a connection may also only look.
static bool releasesStatements(const FunctionFacts &Function, const ResourceModel &Model) {
  auto IsStatement = [&](const ReleaseEffect &Each) {
    return Model.resources()[Each.Resource].Kind == ResourceKind::Statement;
  };
  return std::ranges::any_of(Function.Blocks, [&](const BlockFacts &Block) {
    return std::ranges::any_of(Block.Instructions, [&](const Instruction &I) {
      const FunctionModel *M = I.Kind == Op::Call ? Model.find(I.Name) : nullptr;
      return M && std::ranges::any_of(M->Releases, IsStatement);
    });
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
  if (Ends) {
    if (M.Abandons)
      abandon(std::move(S));
    return;
  }

  if (M.SetsUp && !M.Acquires.empty())
    setUp(S, argumentValue(Args, *M.SetsUp), M.Acquires.front().Resource);
  for (unsigned Index = 0; Index < Args.size(); ++Index) {
    bool Releases = std::ranges::any_of(M.Releases, [&](const ReleaseEffect &R) {
      return R.Arg == Index && mayApply(S, I, R.Condition);
    });
    if (!Releases)
      useArgument(S, M, I.Name, Args, Index);
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
  auto ReleaseAll = [&](Value Parent) {
    for (State &Each : Current)
      releaseChildren(Each, Parent);
  };
  if (M.ReleasesChildren)
    ReleaseAll(argumentValue(Args, *M.ReleasesChildren));
  if (M.ListsChildren && releasesStatements(Function, Model))
    ReleaseAll(argumentValue(Args, *M.ListsChildren));
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
      Value Answer = answerOf(Each, I, M, Args);
      if (M.ReturnsDerived && Answer.isSymbol())
        derive(Each, Answer, argumentValue(Args, *M.ReturnsDerived));
      setRegister(Each, I.Dst, Answer);
    }
    if (!M.Returns.empty() && !constrain(Each, operand(Each, I.Dst), IntervalSet::of(M.Returns)))
      continue;
    Out.push_back(std::move(Each));
  }
}

/// What it answers is how the release went, as far as the model tells.
static bool answersHowItWent(const FunctionModel &M) {
  return !M.Status && !M.ReturnsArgument && !M.ReturnsDerived && M.Acquires.empty();
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
      const bool HasCode = ResultIsRead && (!R.Success.empty() || answersHowItWent(M));
      if (HasCode && !S.Registers.find(I.Dst))
        setRegister(S, I.Dst, resultOf(S, I));
      if (!R.Success.empty() && ResultIsRead && Handle.Kind != Value::Unknown) {
        // It may refuse and say so; whoever reads the code may try again.
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
      if (Value Answer = operand(S, I.Dst); HasCode && Answer.isSymbol())
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

} // namespace connlint
