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
                                     const std::vector<ArgumentFacts> &Args) {
  auto IsDigit = [&](size_t At) { return At < Text.size() && Text[At] >= '0' && Text[At] <= '9'; };
  std::string Out;
  for (size_t At = 0; At < Text.size();) {
    if (Text[At] != '$' || !IsDigit(At + 1)) {
      Out += Text[At++];
      continue;
    }
    size_t End = At + 1, Index = 0;
    while (IsDigit(End))
      Index = Index * 10 + static_cast<size_t>(Text[End++] - '0');
    Value Given = Index < Args.size() ? operand(S, Args[Index].Value) : Value::unknown();
    for (const std::string_view What : {"*.", "."}) // What a string object says.
      if (std::string Whole = std::string(What) + std::string(TextField);
          Text.compare(End, Whole.size(), Whole) == 0) {
        Given = textOf(S, Given);
        End += Whole.size();
        break;
      }
    std::string Part = describeSource(S, Given);
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
        if (!R.IsTransaction && R.Handle.Kind != Term::Fresh)
          GivenBack.insert(evaluate(R.Handle, B));
      for (const SummaryCase::Store &Each : C.Stores) // It puts another one in its place.
        if (RegionId R = locate(Each.Address, B); R != NoId)
          if (const Value *Old = S.Memory.find(R))
            GivenBack.insert(*Old);
    }
  }
  if (SetsObjectsUp) {
    Binding B{S, I, {}};
    for (const SummaryCase &C : Effects.Cases) {
      auto MayEnd = [&](const Term &Handle) { // And then, perhaps, it is connected anew.
        if (Handle.Kind != Term::Fresh && !C.setsUp(Handle))
          noteMayEnd(S, evaluate(Handle, B));
      };
      for (const SummaryCase::Release &Each : C.Releases)
        MayEnd(Each.Handle);
      for (const SummaryCase::Acquire &Each : C.Acquires)
        MayEnd(Each.Handle);
      for (const SummaryCase::Escape &Each : C.Escapes)
        MayEnd(Each.Of);
    }
  }
  if (!Effects.Blocking.empty()) {
    std::set<Value> NotHeld = GivenBack;
    Binding B{S, I, {}};
    if (Effects.Blocking == SleepWait) // Before it asks the same connection again.
      for (const std::vector<Term> *Used : {&Effects.Uses, &Effects.UncheckedUses})
        for (const Term &Each : *Used)
          NotHeld.insert(evaluate(Each, B));
    checkBlocking(S, Effects.Blocking, Effects.Name, I, NotHeld);
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
  std::set<Value> Trusted, Kept;
  if (Effects.Name.find("::~") != std::string::npos)
    Trusted = trustedTo(Effects, I, S);
  else
    Kept = keptByFlag(Effects, I, S);
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
  for (; First < Out.size(); ++First) {
    Trust(Out[First]);
    std::erase_if(Out[First].Instances, [&](const Instance &Each) {
      return !Each.IsTransaction && Each.State == Typestate::Held && Kept.contains(Each.Handle);
    });
  }
}

/// A function that releases a handle unless a bit of an object says "persistent", or "shared": where
/// nobody can tell whether the bit is set, whoever has set it keeps the handle.
std::set<Value> Engine::keptByFlag(const Summary &Effects, const Instruction &I, const State &S) {
  State Asked = S;
  Binding B{Asked, I, {}};
  std::set<Value> Kept;
  auto IsOpen = [&](const SummaryCase::Constraint &Flag) {
    if (Flag.Of.Kind != Term::Operation || Flag.Of.Operator != BinaryOp::And ||
        Flag.Range.contains(0) || Flag.Of.contains(Term::Fresh))
      return false;
    IntervalSet Range = rangeOf(S, evaluate(Flag.Of, B));
    return Range.contains(0) && !Range.isSingle(0);
  };
  auto IsClear = [](const SummaryCase &C, const Term &Flag) {
    return std::ranges::any_of(C.Constraints, [&](const SummaryCase::Constraint &Each) {
      return Each.Of == Flag && Each.Range.isSingle(0);
    });
  };
  for (const SummaryCase &Keeps : Effects.Cases)
    for (const SummaryCase::Constraint &Flag : Keeps.Constraints)
      if (IsOpen(Flag))
        for (const SummaryCase &Frees : Effects.Cases)
          if (IsClear(Frees, Flag.Of))
            for (const SummaryCase::Release &Each : Frees.Releases)
              if (!Each.IsTransaction && Each.Handle.Kind != Term::Fresh)
                Kept.insert(evaluate(Each.Handle, B));
  return Kept;
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
      if (!Each.IsTransaction && Each.Handle.Kind != Term::Fresh)
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

} // namespace connlint
