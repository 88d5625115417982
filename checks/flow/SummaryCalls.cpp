// SummaryCalls.cpp - calls of functions whose effects were inferred.
#include "flow/Binding.h"

namespace connlint {

std::map<unsigned, SqlAction> Engine::sqlTextsOf(const State &S, const Instruction &I) {
  std::map<unsigned, SqlAction> Texts;
  for (unsigned Index = 0; Index < I.Args.size(); ++Index) {
    SqlEffect AsText{0, Index};
    std::vector<unsigned> Before = Result.Effects.SqlParameters;
    SqlAction Action = sqlActionOf(S, AsText, I);
    Result.Effects.SqlParameters = std::move(Before); // Only a question.
    if (Action != SqlAction::None)
      Texts[Index] = Action;
  }
  return Texts;
}

RegionId Engine::locate(const Term &T, Binding &B) {
  switch (T.Kind) {
  case Term::Parameter: {
    if (T.Number < 0 || static_cast<size_t>(T.Number) >= B.I.Args.size())
      return NoId;
    Value V = operand(B.S, B.I.Args[static_cast<size_t>(T.Number)].Value);
    return V.Kind == Value::Aggregate && !V.isZeroes() ? static_cast<RegionId>(V.N) : NoId;
  }
  case Term::Global:
    for (uint32_t V = 0; V < Function.Variables.size(); ++V)
      if (Function.Variables[V].Kind == VariableKind::Global &&
          Function.Variables[V].Name == T.Name)
        return Table.variable(V);
    return NoId; // The caller does not mention it.
  case Term::Pointee: return regionOf(evaluate(T.Kids[0], B));
  case Term::Field: {
    RegionId Base = locate(T.Kids[0], B);
    return Base == NoId ? NoId : Table.field(Base, T.Name);
  }
  case Term::Element: {
    RegionId Base = locate(T.Kids[0], B);
    return Base == NoId ? NoId : Table.element(Base, static_cast<uint32_t>(T.Number));
  }
  case Term::ReturnSlot: return Table.region({RegionKind::Temporary, NoId, Site});
  default: return NoId;
  }
}

Value Engine::evaluate(const Term &T, Binding &B) {
  switch (T.Kind) {
  case Term::Integer: return Value::integer(T.Number);
  case Term::Text: return {Value::Text, Table.name(T.Name)};
  case Term::Function: return {Value::Function, Table.function({T.Name, T.Kids[0].Name})};
  case Term::Fresh: {
    auto [It, New] = B.Fresh.try_emplace(T.Number, NoId);
    if (New)
      It->second = fresh(B.S, SymbolKind::Result, Site, 64 + static_cast<uint32_t>(T.Number));
    return Value::symbol(It->second);
  }
  case Term::Load: {
    if (T.Kids[0].Kind == Term::Parameter) {
      size_t Index = static_cast<size_t>(T.Kids[0].Number);
      return Index < B.I.Args.size() ? operand(B.S, B.I.Args[Index].Value) : Value::unknown();
    }
    RegionId R = locate(T.Kids[0], B);
    return R == NoId ? Value::unknown() : read(B.S, R, false);
  }
  case Term::Operation: {
    Value Left = evaluate(T.Kids[0], B), Right = evaluate(T.Kids[1], B);
    if (Left.Kind == Value::Unknown || Right.Kind == Value::Unknown)
      return Value::unknown();
    return compute(B.S, T.Operator, Left, Right);
  }
  case Term::Both:
  case Term::Either: {
    Value Left = evaluate(T.Kids[0], B), Right = evaluate(T.Kids[1], B);
    return computeLogical(B.S, T.Kind == Term::Both ? SymbolKind::Both : SymbolKind::Either, Left,
                          Right);
  }
  case Term::Status: {
    if (transactionTestOf(T.Name)) {
      SymbolInfo Answer{SymbolKind::Status, Table.name(T.Name)};
      Answer.Left = evaluate(T.Kids[0], B);
      return Answer.Left.isSymbol() || Answer.Left.Kind == Value::Pointer
                 ? Value::symbol(Table.symbol(Answer))
                 : Value::unknown();
    }
    const FunctionModel *M = Model.find(T.Name);
    return statusOf(evaluate(T.Kids[0], B), T.Name,
                    M && M->Status ? M->Status->Ok : CodeSet{{{0, 0}}});
  }
  case Term::AddressOf: {
    RegionId R = locate(T.Kids[0], B);
    return R == NoId ? Value::unknown() : Value::pointer(R);
  }
  case Term::Aggregate:
    return {Value::Aggregate, Table.region({RegionKind::Temporary, NoId, Site})};
  default: return Value::unknown();
  }
}

std::string Engine::substituteSource(const State &S, const std::string &Text,
                                     const std::vector<ArgumentFacts> &Args) const {
  std::string Out;
  for (size_t At = 0; At < Text.size();) {
    if (Text[At] != '$') {
      Out += Text[At++];
      continue;
    }
    size_t End = At + 1, Index = 0;
    while (End < Text.size() && Text[End] >= '0' && Text[End] <= '9')
      Index = Index * 10 + static_cast<size_t>(Text[End++] - '0');
    std::string Part = Index < Args.size() ? describeSource(S, operand(S, Args[Index].Value)) : "";
    if (Part.empty())
      return {};
    Out += Part;
    At = End;
  }
  return Out;
}

/// S as it is when another case than this one applies; false: none other can.
bool Engine::leavesRoom(const SummaryCase &Decided, const Instruction &I, State &S) {
  Binding B{S, I, {}};
  State Applies = S;
  const SummaryCase::Constraint *Open = nullptr;
  for (const SummaryCase::Constraint &Each : Decided.Constraints) {
    Value Asked = evaluate(Each.Of, B);
    IntervalSet Range = rangeOf(Applies, Asked);
    if (Range.intersect(Each.Range).isEmpty())
      return true; // It does not apply.
    if (Range.within(Each.Range))
      continue; // Known, or another way to say what is open.
    if (Open)
      return true; // It fails for the one reason or for the other.
    Open = &Each;
    if (!constrain(Applies, Asked, Each.Range))
      return true;
  }
  return Open && constrain(S, evaluate(Open->Of, B), Open->Range.complement());
}

/// What our caller has given decides whether the case applies.
bool Engine::isDecidedByEntry(const SummaryCase &C, const Instruction &I, State &S) {
  Binding B{S, I, {}};
  return std::ranges::all_of(C.Constraints, [&](const SummaryCase::Constraint &Each) {
    return isAboutEntry(evaluate(Each.Of, B));
  });
}

/// The function uses what stands there, whichever way it takes. A handle that is released already,
/// or was not checked, is left alone where the state decides which way that is ("if (!s->connected)
/// return;"), and one that is released where the function puts another one there first.
bool Engine::usesForCertain(const Summary &Effects, const Term &Used, const Instruction &I,
                            const State &S, Value V) {
  const Instance *Held = S.instance(V);
  if (!Held || (Held->State != Typestate::Released && isChecked(*Held)))
    return true;
  const bool IsReleased = Held->State == Typestate::Released;
  // Who is given the code of the release knows whether it has refused.
  if (IsReleased && Held->Code != NoId && std::ranges::any_of(I.Args, [&](const ArgumentFacts &A) {
        return operand(S, A.Value) == Value::symbol(Held->Code);
      }))
    return false;
  State Asked = S;
  Binding B{Asked, I, {}};
  return std::ranges::none_of(Effects.Cases, [&](const SummaryCase &C) {
    auto Stores = [&](const SummaryCase::Store &Each) {
      return Used.Kind == Term::Load && Used.Kids[0] == Each.Address;
    };
    auto Acquires = [&](const SummaryCase::Acquire &Each) { return evaluate(Each.Handle, B) == V; };
    auto Excluded = [&](const SummaryCase::Constraint &Each) {
      return rangeOf(S, evaluate(Each.Of, B)).intersect(Each.Range).isEmpty();
    };
    return (IsReleased &&
            (std::ranges::any_of(C.Stores, Stores) || std::ranges::any_of(C.Acquires, Acquires))) ||
           std::ranges::any_of(C.Constraints, Excluded);
  });
}

void Engine::callSummary(const Instruction &I, const Summary &Effects, State S, States &Out) {
  for (unsigned Index : Effects.SqlParameters)
    if (Index < I.Args.size())
      sqlActionOf(S, SqlEffect{0, Index}, I); // Our own parameter may be the text.
  // What the callee may give back first is not held while it acquires or waits.
  std::set<Value> GivenBack;
  {
    Binding B{S, I, {}};
    for (const SummaryCase &C : Effects.Cases) {
      for (const SummaryCase::Release &R : C.Releases)
        if (!R.IsTransaction)
          GivenBack.insert(evaluate(R.Handle, B));
      for (const SummaryCase::Store &Each : C.Stores) // It puts another one in its place.
        if (RegionId R = locate(Each.Address, B); R != NoId)
          if (const Value *Old = S.Memory.find(R))
            GivenBack.insert(*Old);
    }
  }
  if (!Effects.Blocking.empty()) {
    checkBlocking(S, Effects.Blocking, Effects.Name, I, GivenBack);
    if (Result.Effects.Blocking.empty())
      Result.Effects.Blocking = Effects.Blocking;
  }
  for (const InnerAcquire &Inner : Effects.Inside) {
    std::string Source = substituteSource(S, Inner.Source, I.Args);
    if (Source.empty() || Source.find('%') != Source.npos)
      continue;
    checkNested(S, Inner.Resource, Table.name(Source), Effects.Name, Inner.Place, NoId, GivenBack);
    InnerAcquire Passed = Inner;
    Passed.Source = Source;
    if (Result.Effects.Inside.size() < 32 &&
        std::ranges::find(Result.Effects.Inside, Passed) == Result.Effects.Inside.end())
      Result.Effects.Inside.push_back(std::move(Passed));
  }
  {
    Binding B{S, I, {}};
    for (const Term &Used : Effects.Uses) {
      Value V = evaluate(Used, B);
      if (usesForCertain(Effects, Used, I, S, V))
        use(S, V, Effects.Name, false);
      noteEntryUse(V);
    }
    for (const Term &Used : Effects.UncheckedUses) {
      Value V = evaluate(Used, B);
      if (usesForCertain(Effects, Used, I, S, V))
        use(S, V, Effects.Name, true);
      noteEntryUnchecked(S, V, Effects.Name);
    }
  }
  {
    Binding B{S, I, {}};
    for (const Term &Each : Effects.Disconnects)
      releaseChildren(S, evaluate(Each, B));
  }
  Result.Effects.ChangesGlobals |= Effects.ChangesGlobals;
  size_t First = Out.size();
  std::set<Value> Trusted;
  if (Effects.Name.find("::~") != std::string::npos)
    Trusted = trustedTo(Effects, I, S);
  auto Trust = [&](State &Each) {
    for (Value Handle : Trusted)
      if (Instance *Is = Each.instance(Handle))
        Is->State = Typestate::Escaped;
  };
  Trust(S);
  std::vector<size_t> Open; // More may be asked than the caller's values.
  for (const SummaryCase &C : Effects.Cases) {
    if (C.Throws && (I.Unwind == NoBlock || C.Exception == PassedOnException))
      continue; // A deleter or destructor: the process ends.
    State Taken = S;
    if (std::ranges::any_of(Effects.Cases, [&](const SummaryCase &Other) {
          return &Other != &C && Other.Decided && !Other.Throws && !C.Throws &&
                 !leavesRoom(Other, I, Taken);
        }))
      continue;
    FreshValues Fresh;
    bindInvocations(I, C, Taken, Fresh);
    size_t From = Out.size();
    const bool IsDecided = C.Decided && isDecidedByEntry(C, I, Taken);
    if (!applyCase(I, Effects, C, Taken, Fresh))
      continue;
    if (C.Throws)
      unwind(I, std::move(Taken), Effects.Name,
             C.Exception == PresumedException ? PassedOnException : C.Exception);
    else if (C.Invokes.empty())
      Out.push_back(std::move(Taken));
    else
      invokeBeforeReleases(I, C, Fresh, S, std::move(Taken), Out);
    for (; !IsDecided && From < Out.size(); ++From)
      Open.push_back(From);
  }
  if (Out.size() - First > 1)
    for (size_t N : Open)
      Out[N].Undecided = true;
  for (; First < Out.size(); ++First)
    Trust(Out[First]);
}

/// A destructor that releases a handle under a condition which we can not tell here, such as
/// "it is connected" or "nobody else uses it", knows what it does.
std::set<Value> Engine::trustedTo(const Summary &Destructor, const Instruction &I, const State &S) {
  std::vector<std::pair<State, std::set<Value>>> Ways;
  std::set<Value> Released;
  for (const SummaryCase &C : Destructor.Cases) {
    State Taken = S;
    Binding B{Taken, I, {}};
    bool Fits = std::ranges::all_of(C.Constraints, [&](const SummaryCase::Constraint &Each) {
      return constrain(Taken, evaluate(Each.Of, B), Each.Range);
    });
    if (!Fits || C.Throws)
      continue;
    std::set<Value> Here;
    for (const SummaryCase::Release &Each : C.Releases)
      if (!Each.IsTransaction)
        Here.insert(evaluate(Each.Handle, B));
    Released.insert(Here.begin(), Here.end());
    Ways.emplace_back(std::move(Taken), std::move(Here));
  }
  std::erase_if(Released, [&](Value V) {
    return std::ranges::all_of(Ways, [&](const auto &Way) {
      return Way.second.contains(V) || rangeOf(Way.first, V).isSingle(0);
    });
  });
  return Released;
}

/// A struct is returned that has more in it than the handle or an owner of it.
static bool returnsCode(const SummaryCase &C) {
  return C.Result.Kind == Term::Aggregate &&
         std::ranges::any_of(C.Stores, [&](const SummaryCase::Store &Each) {
           return Each.Address.Kind == Term::Field && Each.Address.Name[0] != '$' &&
                  std::ranges::none_of(C.Acquires,
                                       [&](const auto &A) { return A.Handle == Each.Value; });
         });
}

/// A callee that finds null does not return: it throws, or ends the process.
static bool neverLeavesNull(const Summary &Effects, const Term &Asked) {
  return std::ranges::all_of(Effects.Cases, [&](const SummaryCase &C) {
    return C.Throws || std::ranges::any_of(C.Constraints, [&](const auto &Each) {
             return Each.Of == Asked && !Each.Range.contains(0);
           });
  });
}

/// New values of the case come first: in a loop they rename what the last round has left in
/// the state, and what is looked up after that has the new names.
void Engine::makeFresh(const SummaryCase &C, Binding &B) {
  auto Visit = [&](auto &Self, const Term &T) -> void {
    if (T.Kind == Term::Fresh)
      evaluate(T, B);
    for (const Term &Kid : T.Kids)
      Self(Self, Kid);
  };
  auto Make = [&](const Term &T) { Visit(Visit, T); };
  for (const SummaryCase::Constraint &Each : C.Constraints)
    Make(Each.Of);
  for (const SummaryCase::Acquire &Each : C.Acquires)
    Make(Each.Handle);
  for (const SummaryCase::Store &Each : C.Stores) {
    Make(Each.Address);
    Make(Each.Value);
  }
  for (const Term &Each : C.HeapObjects)
    Make(Each);
  Make(C.Result);
}

bool Engine::applyCase(const Instruction &I, const Summary &Effects, const SummaryCase &C, State &S,
                       FreshValues &Fresh) {
  Binding B{S, I, Fresh};
  makeFresh(C, B);
  Fresh = B.Fresh;
  for (const SummaryCase::Constraint &Each : C.Constraints) {
    Value Asked = evaluate(Each.Of, B);
    if (!constrain(S, Asked, Each.Range))
      return false;
    applyTransactionTest(S, Each, Asked);
    // The callee has asked for us. That it found no null is its own matter: it may have
    // left without a word; but a code tells nothing to who does not look at it.
    bool IsCode =
        Asked.isSymbol() && std::ranges::any_of(S.Instances, [&](const Instance &Held) {
          auto IsAsked = [&](SymbolId Code) {
            return Code != NoId && Table.mentions(static_cast<SymbolId>(Asked.N), Code);
          };
          return (Held.Code != static_cast<SymbolId>(Held.Handle.N) && IsAsked(Held.Code)) ||
                 IsAsked(Held.Error);
        });
    auto IsStatus = [&](Value V) {
      return V.isSymbol() && Table.symbol(static_cast<SymbolId>(V.N)).Kind == SymbolKind::Status;
    };
    bool IsAnswer = Asked.isSymbol() && // "require(PQstatus(c) == CONNECTION_OK)"
                    (IsStatus(Table.symbol(static_cast<SymbolId>(Asked.N)).Left) ||
                     IsStatus(Table.symbol(static_cast<SymbolId>(Asked.N)).Right));
    if (Each.Of.Kind == Term::Status || IsCode || IsAnswer || neverLeavesNull(Effects, Each.Of))
      noteChecked(S, Asked);
  }

  // Look everything up before anything changes.
  std::vector<Value> Released, Given, Acquired;
  for (const SummaryCase::Release &R : C.Releases)
    Released.push_back(evaluate(R.Handle, B));
  for (const SummaryCase::Escape &Each : C.Escapes)
    Given.push_back(evaluate(Each.Of, B));
  for (const SummaryCase::Acquire &A : C.Acquires)
    Acquired.push_back(evaluate(A.Handle, B));
  for (const Term &T : C.HeapObjects)
    if (Value V = evaluate(T, B); V.isSymbol())
      S.Heap.set(static_cast<SymbolId>(V.N), false);
  std::vector<std::pair<RegionId, Value>> Stores, Left;
  for (const SummaryCase::Store &Each : C.Stores) {
    RegionId Where = locate(Each.Address, B);
    Value What = evaluate(Each.Value, B);
    Stores.emplace_back(Where, Each.Vague ? Value::unknown() : What);
    if (Each.Vague && Where != NoId)
      Left.emplace_back(Where, What);
    if (Each.Value.Kind != Term::Load || Where == NoId)
      continue;
    // An object as a whole: what the caller knows of its parts comes along.
    RegionId From = locate(Each.Value.Kids[0], B);
    auto IsPart = [&](RegionId Part) {
      while (Table.region(Part).Parent != From && Table.region(Part).Parent != NoId)
        Part = Table.region(Part).Parent;
      return Table.region(Part).Parent == From && Table.region(Part).Kind == RegionKind::Field;
    };
    if (From != NoId && !Table.isWithin(Where, From))
      for (const auto &[Part, Held] : S.Memory)
        if (IsPart(Part))
          Stores.emplace_back(Table.rebase(Part, From, Where), Held);
  }
  Value Returned = evaluate(C.Result, B);
  if (Returned.Kind == Value::Unknown)
    Returned = resultOf(S, I);
  Value ResultOwner = evaluate(C.ResultOwner, B);

  if (Effects.ChangesGlobals)
    forgetGlobals(S);
  for (size_t Index = 0; Index < Released.size(); ++Index) // Before its connection goes.
    if (C.Releases[Index].IsTransaction)
      finishTransaction(S, Released[Index], C.Releases[Index].Commits);
  for (size_t Index = 0; Index < Released.size(); ++Index) {
    const SummaryCase::Release &R = C.Releases[Index];
    const Instance *Before = S.instance(Released[Index]);
    if (R.IsTransaction)
      continue;
    if (!R.Own || !Before || Before->State != Typestate::Released)
      release(S, Released[Index], R.Resource, Effects.Name, R.Place, true);
    if (Instance *Is = S.instance(Released[Index]); Is && C.UnseenAnswer && Returned.isSymbol())
      Is->Verdict = static_cast<SymbolId>(Returned.N);
  }
  for (size_t Index = 0; Index < Given.size(); ++Index) {
    noteGivenUp(S, Given[Index]);
    if (C.Escapes[Index].Callee.empty()) {
      escape(S, Given[Index]);
      continue;
    }
    // Whoever gets the address of something may change and keep what is in it.
    RegionId R = S.instance(Given[Index]) ? NoId : regionOf(Given[Index]);
    if (R != NoId && (Given[Index].Kind == Value::Pointer || knowsAbout(S, R))) {
      escapeContents(S, R);
      forget(S, R);
    }
    suspect(S, Given[Index], C.Escapes[Index].Callee);
  }
  setRegister(S, I.Dst, Returned);
  if (C.UnseenAnswer && Returned.isSymbol())
    Result.UnseenAnswers.insert(static_cast<SymbolId>(Returned.N));
  if (ResultOwner.Kind != Value::Unknown && Returned.isSymbol())
    S.Derived.set(static_cast<SymbolId>(Returned.N), ResultOwner);
  for (size_t Index = 0; Index < Acquired.size(); ++Index) {
    const SummaryCase::Acquire &A = C.Acquires[Index];
    Value Handle = Acquired[Index];
    if (Handle.Kind != Value::Symbol && Handle.Kind != Value::Pointer)
      continue;
    std::string Source = substituteSource(S, A.Source, I.Args);
    if (Instance *Known = S.instance(Handle, A.IsTransaction);
        Known && Known->State == Typestate::Held) {
      Known->Connected |= A.Connected;
      continue;
    }
    Instance New;
    New.Handle = Handle;
    New.IsTransaction = A.IsTransaction;
    New.Resource = A.Resource;
    New.State = A.IsGhost ? Typestate::None : Typestate::Held;
    New.Connected = A.Connected;
    New.Failed = A.Failed;
    New.Checked = A.Checked;
    New.StatusChecked = A.StatusChecked;
    New.Local =
        !(Handle.Kind == Value::Pointer && isExternal(S, static_cast<RegionId>(Handle.N))) &&
        !Table.isEntry(Handle);
    if (A.IsTransaction) {
      New.Local = true;
      forgetTransactionTests(S, Handle);
    }
    New.Source = Source.empty() || Source.find('%') != Source.npos ? NoId : Table.name(Source);
    New.Origin = origin({A.Resource, A.IsTransaction, Effects.Name, Function.Places[Place], A.Place,
                         A.Api, A.Function, A.Raw});
    if (Returned.isSymbol())
      New.Code = Returned == Handle ? NoId : static_cast<SymbolId>(Returned.N);
    if (returnsCode(C)) // It comes along in the struct.
      New.Checked = New.StatusChecked = true;
    S.addInstance(std::move(New));
    step(S, StepKind::Call, Function.Places[Place], "calling " + Effects.Name);
    step(S, StepKind::Acquire, A.Place,
         A.IsTransaction ? "transaction begun by " + A.Api
                         : Model.resources()[A.Resource].Name + " acquired by " + A.Api,
         1);
  }
  for (auto [Where, What] : Stores) {
    if (Where == NoId)
      continue; // Below, when the object has all its parts.
    if (What.Kind == Value::Unknown) {
      // Something happened there; it is not known that anything was overwritten.
      if (const Value *Old = S.Memory.find(Where))
        escape(S, *Old);
      escapeContents(S, Where);
      forget(S, Where);
      continue;
    }
    if (keepInElement(S, Where, What))
      continue;
    write(S, Where, What);
    if (Instance *Held = S.instance(What)) {
      std::string Name = describeRegion(Where);
      if (!Name.empty())
        Held->Name = Table.name(Name);
    }
  }
  for (auto [Where, What] : Left) // What is returned, and lies there as well.
    S.Memory.set(Where, What);
  for (auto [Where, What] : Stores) {
    // Each round of a loop has another place for it.
    bool IsOfRound = Where != NoId && isBehindJoined(Where) && What.isSymbol() &&
                     S.Heap.find(static_cast<SymbolId>(What.N));
    if (Where == NoId || IsOfRound)
      escape(S, What);
  }
  dropUnreachable(S, IncidentKind::Overwritten, Place);
  return true;
}

} // namespace connlint
