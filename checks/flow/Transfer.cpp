// Transfer.cpp - what each instruction does to a state.
#include "flow/Engine.h"

namespace connlint {

Value Engine::operand(const State &S, Reg R) const {
  if (R == NoReg)
    return Value::unknown();
  const Value *V = S.Registers.find(R);
  return V ? *V : Value::unknown();
}

void Engine::noteDereferenced(State &S, Value Pointer) {
  if (!Pointer.isSymbol())
    return;
  const SymbolInfo &Info = Table.symbol(static_cast<SymbolId>(Pointer.N));
  // "this" is never asked for, and most functions of a class look into it.
  const VariableFacts *Given = Info.Kind == SymbolKind::Entry ? variableOf(Info.A) : nullptr;
  const bool IsArgument = Given && Given->Kind == VariableKind::Parameter && Given->Name != "this";
  if (IsArgument && rangeOf(S, Pointer).contains(0))
    Result.EntryDereferenced.insert(static_cast<SymbolId>(Pointer.N));
  if (Info.Kind == SymbolKind::Result || IsArgument)
    constrain(S, Pointer, IntervalSet::single(0).complement());
}

void Engine::setRegister(State &S, Reg R, Value V) {
  if (R != NoReg)
    S.Registers.set(R, V);
}

/// A shared owner came from where we do not see, and so may others of the same object.
bool Engine::mayBeOwnedElsewhere(const State &S, Value Pointer) const {
  if (!Pointer.isSymbol() || S.instance(Pointer) || S.Heap.find(static_cast<SymbolId>(Pointer.N)))
    return false;
  const SymbolInfo &Info = Table.symbol(static_cast<SymbolId>(Pointer.N));
  if (Info.Kind == SymbolKind::Part)
    return Table.symbol(Info.A).Kind != SymbolKind::Entry;
  if (Info.Kind == SymbolKind::Entry) { // What a call has left in an object of this function.
    const VariableFacts *Own = variableOf(Table.root(Info.A));
    return (Own && Own->Kind == VariableKind::Local) ||
           Table.region(Table.root(Info.A)).Kind == RegionKind::Temporary;
  }
  return (Info.Kind == SymbolKind::Result || Info.Kind == SymbolKind::Havoc) &&
         !UnknownResults.contains(static_cast<SymbolId>(Pointer.N));
}

void Engine::transferCall(const Instruction &I, State S, States &Out) {
  if (I.IfNonNull && !I.Args.empty()) {
    Value Last = operand(S, I.Args.back().Value);
    if (I.IsShared && mayBeOwnedElsewhere(S, Last)) {
      escape(S, Last);
      return Out.push_back(std::move(S));
    }
    IntervalSet Range = rangeOf(S, Last);
    bool RunsForNull = I.IsShared && (operand(S, I.A).Kind == Value::Function ||
                                      operand(S, I.B).Kind == Value::Function);
    if (!RunsForNull && Range.contains(0) && Last.Kind != Value::Unknown &&
        Last.Kind != Value::Pointer) {
      State Null = S;
      bool CanBeNull = constrain(Null, Last, IntervalSet::single(0));
      bool CanBeSet = constrain(S, Last, IntervalSet::single(0).complement());
      if (CanBeNull)
        Out.push_back(std::move(Null));
      if (!CanBeSet)
        return;
    }
  }
  transferKnownCall(I, std::move(S), Out);
}

/// "sqlite3_mprintf("%z, %s", list, next)", or a wrapper of it: which of the arguments a directive
/// takes is not counted.
void Engine::releaseByFormat(const Instruction &I, State &S) {
  for (size_t Format = 0; Format + 1 < I.Args.size(); ++Format) {
    Value Text = operand(S, I.Args[Format].Value);
    if (Text.Kind != Value::Text)
      continue;
    for (size_t Index = Format + 1; Index < I.Args.size(); ++Index) {
      Value Given = operand(S, I.Args[Index].Value);
      const Instance *Held = S.instance(Given);
      const std::string *Directive = Held ? &resource(*Held).FormatReleases : nullptr;
      if (Directive && !Directive->empty() &&
          Table.name(static_cast<uint32_t>(Text.N)).find(*Directive) != std::string::npos)
        escape(S, Given);
    }
  }
}

void Engine::transferKnownCall(const Instruction &I, State S, States &Out) {
  releaseByFormat(I, S);
  std::string Name = I.Name, Usr = I.Usr;
  auto Resolve = [&](Reg R) {
    Value Target = operand(S, R);
    if (Target.Kind != Value::Function)
      return false;
    Name = Table.function(static_cast<uint32_t>(Target.N)).Name;
    Usr = Table.function(static_cast<uint32_t>(Target.N)).Usr;
    return true;
  };
  // A plain pointer to what a lambda without captures does: there is no closure to pass.
  auto LacksClosure = [&] { return Name.ends_with("operator()"); };
  if (Name.empty() && I.C != NoReg) { // Some callable: see LowerLambdas.cpp.
    bool IsClosure = Resolve(I.A);
    if (IsClosure || Resolve(I.B)) {
      Instruction Direct = I;
      Direct.A = Direct.B = Direct.C = NoReg;
      Direct.Name = Name;
      Direct.Usr = Usr;
      if (Usr.empty() && Name.find("::") == Name.npos) // A function of a C library.
        Direct.Unwind = NoBlock;
      if (IsClosure || LacksClosure())
        Direct.Args.insert(Direct.Args.begin(), {IsClosure ? I.C : NoReg, false});
      return transferKnownCall(Direct, std::move(S), Out);
    }
  } else if (Name.empty() && I.A != NoReg && Resolve(I.A) && !(Name.empty() && Usr.empty())) {
    Instruction Direct = I;
    Direct.A = NoReg;
    Direct.Name = Name;
    Direct.Usr = Usr;
    if (Usr.empty() && Name.find("::") == Name.npos) // A function of a C library.
      Direct.Unwind = NoBlock;
    if (LacksClosure())
      Direct.Args.insert(Direct.Args.begin(), {NoReg, false});
    return transferKnownCall(Direct, std::move(S), Out);
  }
  // What a user or a family writes down wins over what a body says; but a function of the
  // unit that is only called like one of libc ("error", "wait") is not that one.
  const FunctionModel *M = Name.empty() ? nullptr : Model.find(Name);
  bool TellsOfHandles =
      M && (!M->Acquires.empty() || !M->Releases.empty() || !M->Connects.empty() || M->Sql ||
            M->Status || (!M->Takes.empty() && M->Family != "libc"));
  bool IsQualified = Name.find("::") != Name.npos;
  if (M && Usr.empty() && !M->Refuses.empty() && ResultIsRead) {
    State Refused = S;
    setRegister(Refused, I.Dst, resultOf(Refused, I));
    const IntervalSet Codes = IntervalSet::of(M->Refuses);
    callUnknown(I, Name, S);
    if (constrain(S, operand(S, I.Dst), Codes.complement()))
      Out.push_back(std::move(S));
    if (constrain(Refused, operand(Refused, I.Dst), Codes))
      Out.push_back(std::move(Refused));
    return;
  }
  if (M && M->Refuses.empty() && (Usr.empty() || TellsOfHandles || IsQualified || M->IsAnnotated)) {
    // A release that throws: nobody knows whether it came that far.
    State Thrown = S;
    auto MayBeGone = [&](unsigned Argument) {
      if (unsigned Index = Argument == ThisArgument ? 0 : Argument + I.HasObject;
          Index < I.Args.size())
        escape(Thrown, operand(Thrown, I.Args[Index].Value));
    };
    if (I.Unwind != NoBlock) {
      for (const ReleaseEffect &R : M->Releases)
        MayBeGone(R.Arg);
      std::ranges::for_each(M->Takes, MayBeGone);
    }
    const size_t First = Out.size();
    if (I.HasObject && !I.Args.empty())
      callMethod(I, *M, std::move(S), Out);
    else
      callModel(I, *M, std::move(S), Out);
    for (size_t N = First; Out.size() - First > 1 && N < Out.size(); ++N)
      Out[N].Undecided = true;
    // A commit that fails has ended the transaction, too; also one that a caller began.
    for (size_t N = First; N < Out.size(); ++N) {
      std::erase_if(Thrown.Instances, [&](const Instance &Was) {
        return Was.IsTransaction && !Out[N].instance(Was.Handle, true);
      });
      for (Instance Is : Out[N].Instances)
        if (Is.IsTransaction && Is.State == Typestate::Released) {
          Is.Commits = false;
          Thrown.addInstance(std::move(Is));
        }
    }
    unwind(I, std::move(Thrown), Name, AnyException);
    return;
  }
  const Summary *Effects = Usr.empty() ? nullptr : Callees.effectsOf(Usr, sqlTextsOf(S, I));
  if (Effects && !Effects->Unknown)
    return callSummary(I, *Effects, std::move(S), Out);
  if (deferCall(I, S)) {
    if (S.holdsAnything())
      unwind(I, S, Name, PresumedException);
    return Out.push_back(std::move(S));
  }
  if (Effects)
    giveAwayWhatMayGo(I, *Effects, S);
  callUnknown(I, Name, S);
  // Without effects it is a circle that is solved for the first time. Of a function with too many
  // ways out, each has been seen.
  const bool NeverThrows =
      Effects && !Effects->Cases.empty() &&
      std::ranges::none_of(Effects->Cases, [](const SummaryCase &C) { return C.Throws; });
  if (Usr.empty() || (Effects && !NeverThrows))
    unwind(I, S, Name, Name.starts_with("std::") ? standardException(Name) : PresumedException);
  if (I.SoundsFinal && !Effects)
    return;
  acquireInferred(I, Name, S); // If it throws, it returns nothing.
  Out.push_back(std::move(S));
}

/// An owner that the caller knows gives its handle up: now it is ours to release.
void Engine::takeOver(State &S, Value V, const std::string &TypeName) {
  std::optional<unsigned> Resource = Model.resourceOfType(TypeName);
  if (!Resource || !Table.isEntry(V) || S.instance(V) || S.GivenAway.find(V) ||
      rangeOf(S, V).isSingle(0))
    return;
  Instance New;
  New.Handle = V;
  New.Resource = *Resource;
  New.Origin = origin({*Resource, false, "release", Function.Places[Place], {}, {}, {}, false});
  New.Local = New.Checked = New.StatusChecked = true;
  S.addInstance(std::move(New));
  step(S, StepKind::Acquire, Function.Places[Place],
       Model.resources()[*Resource].Name + " given up by its owner");
}

void Engine::takeBack(State &S) {
  const FunctionModel *M = Model.find(Function.Name);
  if (!M || M->IsAnnotated)
    return;
  for (const ReleaseEffect &Each : M->Releases) {
    if (Model.resources()[Each.Resource].Kind != ResourceKind::Lease || Each.ThroughPointer ||
        Each.Condition)
      continue;
    for (uint32_t V = 0; V < Function.Variables.size(); ++V) {
      const VariableFacts &Parameter = Function.Variables[V];
      // A lease of a type of its own is part of the pool, and only the pool knows how.
      std::optional<unsigned> Resource = Model.resourceOfType(Parameter.TypeName);
      if (Parameter.Kind != VariableKind::Parameter || Parameter.ParameterIndex != Each.Arg ||
          !Resource || Model.resources()[*Resource].Kind != ResourceKind::Connection)
        continue;
      Instance New;
      New.Handle = Value::symbol(Table.entry(Table.variable(V)));
      S.Memory.set(Table.variable(V), New.Handle);
      New.Resource = *Resource;
      New.Origin = origin({*Resource, false, "", Function.Place, {}, {}, {}, false});
      New.Local = New.Checked = New.StatusChecked = true;
      S.addInstance(std::move(New));
    }
  }
}

void Engine::transfer(const Instruction &I, State &S) {
  auto Symbolic = [&] { return Value::symbol(fresh(S, SymbolKind::Result, Site, 0)); };
  switch (I.Kind) {
  case Op::Const: return setRegister(S, I.Dst, Value::integer(I.Number));
  case Op::Text: return setRegister(S, I.Dst, {Value::Text, Table.name(I.Name)});
  case Op::Function:
    return setRegister(S, I.Dst, {Value::Function, Table.function({I.Name, I.Usr})});
  case Op::Unknown: return setRegister(S, I.Dst, Symbolic());
  case Op::Address:
    return setRegister(S, I.Dst, Value::pointer(Table.variable(static_cast<uint32_t>(I.Number))));
  case Op::Field: {
    Value Object = operand(S, I.A);
    RegionId Base = regionOf(Object);
    if (Object.isSymbol() && S.Heap.find(static_cast<SymbolId>(Object.N)))
      noteDereferenced(S, Object);
    return setRegister(S, I.Dst,
                       Base == NoId ? Symbolic() : Value::pointer(Table.field(Base, I.Name)));
  }
  case Op::Element: {
    Value Base = operand(S, I.A), Index = operand(S, I.B);
    if (Base.Kind == Value::Text || (Base.isSymbol() && Index.isNull()))
      return setRegister(S, I.Dst, Base);
    RegionId R = regionOf(Base);
    if (R == NoId)
      return setRegister(S, I.Dst, Symbolic());
    // A slot that is computed is some slot: loops over arrays are not followed slot by slot.
    bool Known = Index.Kind == Value::Integer && Index.N >= 0 && Index.N < 4096 && I.B != NoReg &&
                 IsLiteral[I.B];
    return setRegister(S, I.Dst,
                       Value::pointer(Known ? Table.element(R, static_cast<uint32_t>(Index.N))
                                            : Table.region({RegionKind::Element, R, NoId})));
  }
  case Op::Load: {
    Value Address = operand(S, I.A);
    RegionId R = regionOf(Address);
    if (R == NoId)
      return setRegister(S, I.Dst, Symbolic());
    if (I.IsPointer)
      PointerPlaces.insert(R);
    else if (SettingLoads.contains(&I))
      SettingPlaces.insert(R);
    const RegionInfo &Root = Table.region(Table.root(R));
    std::optional<Value> Owner;
    if (Root.Kind == RegionKind::Pointee) {
      Value Pointer = Value::symbol(Root.A);
      bool IsStatus = Table.region(R).Kind == RegionKind::Field && isErrorField(S, Pointer, R);
      // Reading a member needs a handle, not a good one.
      const Instance *Handle = S.instance(Pointer);
      use(S, Pointer, "", !IsStatus && Handle && resource(*Handle).Check == RequiredCheck::Null);
      noteDereferenced(S, Pointer);
      if (I.IsPointer && S.instance(Pointer))
        Owner = Pointer; // What a handle points to lives as long as it does.
      const Value *Base = S.Derived.find(Root.A);
      if (Base && (I.IsPointer || I.Aggregate)) { // A number that lies in there is a copy.
        const Instance *I = S.instance(*Base);
        if (!I || I->State != Typestate::Released) // Else this use is reported already.
          Owner = *Base;
      }
    }
    if (isSomeElement(R)) {
      // Some element of an array: it may be any of the handles in there.
      Value Any = Symbolic();
      PickedFrom[static_cast<SymbolId>(Any.N)] = Table.region(R).Parent;
      if (Owner)
        S.Derived.set(static_cast<SymbolId>(Any.N), *Owner);
      return setRegister(S, I.Dst, Any);
    }
    Value V = read(S, R, I.Aggregate);
    if (!I.Name.empty() && V == Value::symbol(Table.entry(R))) // What a caller's owner has.
      takeOver(S, V, I.Name);
    if (Owner && V.isSymbol())
      S.Derived.set(static_cast<SymbolId>(V.N), *Owner);
    return setRegister(S, I.Dst, V);
  }
  case Op::Store: {
    Value V = operand(S, I.B);
    RegionId R = regionOf(operand(S, I.A));
    bool SomeElement = R != NoId && isSomeElement(R);
    if (R != NoId && keepInElement(S, R, V))
      return;
    if (R == NoId || SomeElement) {
      escape(S, V);
      return;
    }
    if (Table.isEntry(V) && isExternal(S, R) && arrayAround(R) != NoId)
      escape(S, V); // A stack of the caller's, or a table: which entry has it is not known.
    if (V.isNull() && holdsOthers(S, R)) {
      S.Memory.erase(R);
      return;
    }
    if (!isOwnVariable(R)) // Else what is done with the variable tells.
      escapeWhereItCameFrom(S, V);
    const RegionInfo &Root = Table.region(Table.root(R));
    if (Root.Kind == RegionKind::Pointee) // Another place has it now, too.
      noteGivenUp(S, V, R);
    if (Root.Kind == RegionKind::Pointee)
      use(S, Value::symbol(Root.A), "", true);
    if (Root.Kind == RegionKind::Pointee)
      noteDereferenced(S, Value::symbol(Root.A));
    if (Root.Kind == RegionKind::Pointee && Table.isEntry(V) && !S.Heap.find(Root.A) &&
        Table.symbol(Root.A).Kind == SymbolKind::Result && S.GivenAway.size() < 8)
      S.GivenAway.set(V, NoId); // An object of somebody whom we do not see has it.
    if (const Instance *New = S.instance(V))
      replaceSeen(S, R, *New);
    if (isBehindJoined(R) && V.isSymbol() && S.Heap.find(static_cast<SymbolId>(V.N)))
      escape(S, V); // Each round of a loop has another place for it.
    bool MayLose = write(S, R, V);
    if (Instance *Held = S.instance(V); Held && V.Kind == Value::Symbol) {
      std::string Name = describeRegion(R);
      if (!Name.empty())
        Held->Name = Table.name(Name);
    }
    if (MayLose)
      dropUnreachable(S, IncidentKind::Overwritten, Place);
    return;
  }
  case Op::Zero: {
    RegionId R = regionOf(operand(S, I.A));
    if (R != NoId && isSomeElement(R)) // Whichever it is: nothing is in the container any more.
      loseContainer(S, Table.region(R).Parent);
    else if (R != NoId && write(S, R, Value::zeroes()))
      dropUnreachable(S, IncidentKind::Overwritten, Place);
    return;
  }
  case Op::Declare: {
    RegionId R = Table.variable(static_cast<uint32_t>(I.Number));
    bool MayLose = write(S, R, Value::unknown());
    S.Memory.erase(R);
    SymbolId Undefined = Table.entry(R);
    S.Ranges.eraseIf([&](const auto &Item) { return Table.mentions(Item.first, Undefined); });
    if (MayLose)
      dropUnreachable(S, IncidentKind::Overwritten, Place);
    return;
  }
  case Op::Binary:
    return setRegister(S, I.Dst, compute(S, I.Operator, operand(S, I.A), operand(S, I.B)));
  case Op::Not:
    return setRegister(S, I.Dst, compute(S, BinaryOp::Eq, operand(S, I.A), Value::integer(0)));
  case Op::Select: {
    IntervalSet Condition = rangeOf(S, operand(S, I.A));
    Value B = operand(S, I.B), C = operand(S, I.C);
    // Only the operand that this path evaluated has a value.
    bool TookB = S.Registers.find(I.B) && !S.Registers.find(I.C);
    bool TookC = S.Registers.find(I.C) && !S.Registers.find(I.B);
    for (Reg Evaluated : {I.B, I.C}) // The next round of a loop evaluates one of them anew.
      if (Evaluated != I.A)
        S.Registers.erase(Evaluated);
    if (!Condition.contains(0) || TookB)
      return setRegister(S, I.Dst, B);
    if (Condition.isSingle(0) || TookC)
      return setRegister(S, I.Dst, C);
    escape(S, B == C ? Value::unknown() : B);
    escape(S, B == C ? Value::unknown() : C);
    return setRegister(S, I.Dst, B == C ? B : Symbolic());
  }
  case Op::And:
    return setRegister(S, I.Dst,
                       computeLogical(S, SymbolKind::Both, operand(S, I.A), operand(S, I.B)));
  case Op::Or:
    return setRegister(S, I.Dst,
                       computeLogical(S, SymbolKind::Either, operand(S, I.A), operand(S, I.B)));
  case Op::Capture: {
    Value V = operand(S, I.A);
    noteGivenUp(S, V);
    escape(S, V);
    if (V.Kind == Value::Pointer) {
      const RegionInfo &Root = Table.region(Table.root(static_cast<RegionId>(V.N)));
      if (Root.Kind == RegionKind::Variable)
        Exposed.insert(Root.A);
    }
    return;
  }
  case Op::Return: {
    S.Result = operand(S, I.A);
    S.Returned = true;
    if (!isToldToRelease(S))
      use(S, S.Result, "", false);
    S.ReturnPlace = I.Place;
    return;
  }
  case Op::Throw:
    if (I.Number == 0 || S.Exception == NoId) // Else the one that is handled flies on.
      S.Exception = Table.name(I.Name);
    S.Thrower = NoId;
    S.Flying = true;
    S.ThrowPlace = S.holdsAnything() ? Place : 0;
    return;
  case Op::Suspend: return unwind(I, S, "", FrameDestroyed);
  case Op::Call:
  case Op::Assume: return; // See process().
  }
}

/// Those that are open on connections which live on.
void Engine::reportTransactions(State &S, IncidentKind Kind, uint32_t Where) {
  for (const Instance &I : S.Instances) {
    if (!I.IsTransaction || I.State != Typestate::Held)
      continue;
    const Instance *Connection = S.instance(I.Handle);
    if ((!Connection || !Connection->Local) && !isLost(S, I.Handle))
      report(S, I, Kind, Function.Places[Where]);
  }
}

void Engine::exitFunction(State S) {
  uint32_t Where = S.Returned ? S.ReturnPlace : 0;
  S.Registers = {};
  if (Function.Places[Where].Line >= LastExit.Line)
    LastExit = Function.Places[Where];
  reportLosses(S);
  // A destructor that ran behind the return statement has released what is returned.
  if (const Instance *I = S.instance(S.Result);
      I && S.Returned && I->State == Typestate::Released && I->Local && !isToldToRelease(S))
    report(S, *I, IncidentKind::UsedReleased, Function.Places[Where], "",
           Function.Places[I->ReleasePlace]);
  if (const Instance *Owner = releasedBehind(S, S.Result); Owner && S.Returned && Owner->Local)
    report(S, *Owner, IncidentKind::UsedReleased, Function.Places[Where], "",
           Function.Places[Owner->ReleasePlace], true);
  if (const Instance *Owner = releasedInside(S, S.Result); Owner && S.Returned && Owner->Local)
    report(S, *Owner, IncidentKind::UsedReleased, Function.Places[Where], "",
           Function.Places[Owner->ReleasePlace], true);
  noteGivenUp(S, S.Result);
  if (Function.Name != "main") // The process ends.
    dropUnreachable(S, IncidentKind::LeftHeld, Where, /*AtExit=*/true);
  for (const Instance &I : S.Instances)
    noteKept(S, I);
  for (const Instance &I : S.Instances)
    if (I.IsTransaction && I.State == Typestate::Released)
      Result.FinishedTransactions[I.Origin].insert(Function.Places[Where]);
  reportTransactions(S, IncidentKind::TransactionLeft, Where);
  if (Result.Exits.size() < MaxExits)
    Result.Exits.push_back(std::move(S));
  else
    ++Result.GaveUp["too many ways out"];
}

} // namespace connlint
