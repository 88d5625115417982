// SummaryCases.cpp - one of the ways in which a summarised function ends, at a call of it.
#include "flow/Binding.h"

namespace connlint {

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
  std::vector<Value> Released, Given, Acquired, Parents, SetUp;
  for (const SummaryCase::SetUp &Each : C.SetUps)
    SetUp.push_back(evaluate(Each.Object, B));
  for (const SummaryCase::Release &R : C.Releases)
    Released.push_back(evaluate(R.Handle, B));
  for (const SummaryCase::Escape &Each : C.Escapes)
    Given.push_back(evaluate(Each.Of, B));
  for (const SummaryCase::Acquire &A : C.Acquires)
    Acquired.push_back(evaluate(A.Handle, B));
  for (const SummaryCase::Acquire &A : C.Acquires)
    Parents.push_back(evaluate(A.Parent, B));
  for (const Term &T : C.HeapObjects)
    if (Value V = evaluate(T, B); V.isSymbol())
      S.Heap.set(static_cast<SymbolId>(V.N), false);
  std::vector<std::pair<RegionId, Value>> Stores, Left;
  for (const SummaryCase::Store &Each : C.Stores) {
    RegionId Where = locate(Each.Address, B);
    Value What = evaluate(Each.Value, B);
    // What "calloc" has set to zero says nothing of its answer.
    const RegionInfo *Root = Where == NoId || Each.Address.contains(Term::Fresh)
                                 ? nullptr
                                 : &Table.region(Table.root(Where));
    if (Root && Root->Kind == RegionKind::Pointee && !constrain(S, Root->A, IntervalSet::nonZero()))
      return false;
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

  for (size_t Index = 0; Index < SetUp.size(); ++Index) {
    // "if (m->open) mysql_close(m); mysql_init(m);" knows what is in there.
    const bool KnowsBetter = std::ranges::any_of(Effects.Cases, [&](const SummaryCase &Other) {
      const Term &Object = C.SetUps[Index].Object;
      auto IsIt = [&](const auto &Each) { return Each.Handle == Object; };
      return !Other.setsUp(Object) &&
             (std::ranges::find(Other.Escapes, Object, &SummaryCase::Escape::Of) !=
                  Other.Escapes.end() ||
              std::ranges::any_of(Other.Releases, IsIt) ||
              std::ranges::any_of(Other.Acquires, IsIt));
    });
    if (KnowsBetter)
      escape(S, SetUp[Index]);
    else
      setUp(S, SetUp[Index], C.SetUps[Index].Resource);
  }
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
      handOver(S, Given[Index]);
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
    // The caller's handle is connected. What was given away is not ours again by that.
    if (Instance *Known = S.instance(Handle, A.IsTransaction);
        Known && (Known->State == Typestate::Held ||
                  (Known->State == Typestate::Escaped && A.Handle.Kind != Term::Fresh))) {
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
    New.FailPlace = A.IsGhost && A.Failed ? Place : 0;
    New.Checked = A.Checked;
    New.StatusChecked = A.StatusChecked;
    New.Parent = Parents[Index];
    // What was there before the call, and came from where nobody sees, belongs to somebody else.
    const bool IsFound = Handle.isSymbol() && A.Handle.Kind != Term::Fresh &&
                         !S.Heap.find(static_cast<SymbolId>(Handle.N));
    New.Local =
        !(Handle.Kind == Value::Pointer && isExternal(S, static_cast<RegionId>(Handle.N))) &&
        !Table.isEntry(Handle) && !IsFound;
    if (A.IsTransaction) {
      New.Local = true;
      forgetTransactionTests(S, Handle);
    }
    New.Source = Source.empty() || Source.find('%') != Source.npos ? NoId : Table.name(Source);
    New.Origin = origin({A.Resource, A.IsTransaction, Effects.Name, Function.Places[Place], A.Place,
                         A.Api, A.Function, A.Raw, A.Made, A.IsTold});
    if (Returned.isSymbol())
      New.Code = Returned == Handle ? NoId : static_cast<SymbolId>(Returned.N);
    if (returnsCode(C)) // It comes along in the struct.
      New.Checked = New.StatusChecked = true;
    if (!A.GivenTo.empty()) {
      New.Suspects = {Place};
      Result.Suspicions[Place].Callees.insert(A.GivenTo.begin(), A.GivenTo.end());
    }
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
    if (isSomeElement(Where)) { // The next round of a loop fills another one.
      escape(S, What);
      continue;
    }
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
