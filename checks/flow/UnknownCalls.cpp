// UnknownCalls.cpp - calls whose body and model we do not have.
//
// A handle that is passed may have been taken; the call is noted as a suspect, and what
// happens to the handle later tells whether it was (FlowResult::Suspicions).
#include "flow/Binding.h"
#include "model/NameWords.h"
#include <cctype>

namespace connlint {

bool Engine::knowsAbout(const State &S, RegionId R) const {
  // Also through what has stood there all the time: "object->pool->connection".
  auto RegionIn = [&](auto &Self, RegionId Part) -> bool {
    if (Table.isWithin(Part, R))
      return true;
    const RegionInfo &Root = Table.region(Table.root(Part));
    if (Root.Kind != RegionKind::Pointee)
      return false;
    const SymbolInfo &Pointer = Table.symbol(Root.A);
    return Pointer.Kind == SymbolKind::Entry && Self(Self, Pointer.A);
  };
  auto SymbolIn = [&](SymbolId Sym) {
    const SymbolInfo &Info = Table.symbol(Sym);
    return Info.Kind == SymbolKind::Entry && RegionIn(RegionIn, Info.A);
  };
  auto In = [&](Value V) { return V.isSymbol() && SymbolIn(static_cast<SymbolId>(V.N)); };
  for (const auto &[Part, V] : S.Memory)
    if (RegionIn(RegionIn, Part) || In(V))
      return true;
  for (const auto &[Sym, Range] : S.Ranges)
    if (SymbolIn(Sym) || In(Table.symbol(Sym).Left))
      return true;
  auto IsObjectIn = [&](Value V) {
    return V.Kind == Value::Pointer && RegionIn(RegionIn, static_cast<RegionId>(V.N));
  };
  return std::ranges::any_of(S.Instances, [&](const Instance &I) { return In(I.Handle); }) ||
         std::ranges::any_of(
             S.Objects, [&](const auto &Item) { return In(Item.first) || IsObjectIn(Item.first); });
}

/// "set_error(&error, ...)", "log_errinfo(&info, ...)": it leaves an error there.
static bool notesError(std::string_view Name) {
  static constexpr std::string_view Deeds[] = {
      "add", "create", "fill",   "format", "log",  "make", "new",   "push",
      "put", "raise",  "record", "report", "save", "set",  "store", "throw"};
  static constexpr std::string_view What[] = {"err", "errinfo", "error", "exception", "failure"};
  return hasWord(Name, Deeds) && hasWord(Name, What);
}

/// The variable that is given: "Data_Get_Struct(self, type, link)" of an unknown header may be a
/// macro, and then it fills what was null.
static uint32_t variableGiven(const BlockFacts &Block, Reg Given) {
  auto Defines = [&](Op Kind) {
    return [&Given, Kind](const Instruction &I) { return I.Dst == Given && I.Kind == Kind; };
  };
  auto Read = std::ranges::find_if(Block.Instructions, Defines(Op::Load));
  if (Given == NoReg || Read == Block.Instructions.end())
    return NoId;
  Given = Read->A;
  auto Place = std::ranges::find_if(Block.Instructions, Defines(Op::Address));
  return Place == Block.Instructions.end() ? NoId : static_cast<uint32_t>(Place->Number);
}

void Engine::callUnknown(const Instruction &I, const std::string &Callee, State &S) {
  std::string Description = Callee.empty() ? "" : Callee + "(";
  for (size_t Index = 0; Index < I.Args.size(); ++Index) {
    const ArgumentFacts &A = I.Args[Index];
    Value V = operand(S, A.Value);
    if (!Description.empty()) {
      std::string Part = describeSource(S, V);
      bool Stable = !Part.empty() && Part.find('%') == Part.npos && V.Kind != Value::Pointer;
      Description = Stable ? Description + Part + "," : "";
    }
    noteChecked(S, V);
    S.LastQuery.erase(V);
    if (!A.ToConst)
      noteGivenUp(S, V);
    if (S.instance(V)) {
      if (!A.ToConst) {
        suspect(S, V, Callee);
        invalidateStatus(S, V);
      }
      continue;
    }
    use(S, V, Callee, false);
    if (const Instance *Owner = releasedInside(S, V))
      report(S, *Owner, IncidentKind::UsedReleased, Function.Places[Place], Callee,
             Function.Places[Owner->ReleasePlace], true);
    if (V.Kind == Value::Aggregate) {
      escape(S, V);
      continue;
    }
    RegionId R = regionOf(V);
    if (const Value *Seen = R != NoId && A.ToConst ? S.Memory.find(R) : nullptr)
      noteChecked(S, *Seen); // "check(0, rc)" with references.
    if (R == NoId || A.ToConst)
      continue;
    if (Index == 0 && Callee.find("::~") != Callee.npos)
      endTransactionsIn(S, R);
    if (V.Kind == Value::Pointer || knowsAbout(S, R)) {
      if (const VariableFacts *Own = variableOf(R); // Whatever the caller has passed by value.
          Own && Own->Kind == VariableKind::Parameter && !Own->TypeName.empty() &&
          !S.Memory.find(R))
        escape(S, read(S, R, false));
      const Value *Before = S.Memory.find(R);
      const bool WasNull = Before && Before->isNull();
      escapeContents(S, R);
      forget(S, R);
      if (const VariableFacts *Own = variableOf(R);
          Own && Own->Kind == VariableKind::Local && Table.region(R).Kind == RegionKind::Variable) {
        SymbolId Left = static_cast<SymbolId>(S.Memory.find(R)->N);
        UnknownResults[Left] = {Callee + "#" + std::to_string(Index)};
        UnknownOuts[Left] = Place;
        if (WasNull && notesError(Callee))
          constrain(S, Value::symbol(Left), IntervalSet::nonZero());
      }
    }
    if (V.isSymbol()) {
      suspect(S, V, Callee);
      forgetObtained(S, V);
      forgetComparisons(S, V);
    }
  }
  if (I.Untyped && std::ranges::any_of(Callee, [](unsigned char C) { return std::isupper(C); }))
    for (const ArgumentFacts &A : I.Args)
      if (uint32_t V = variableGiven(Function.Blocks[CurrentBlock], A.Value);
          V != NoId && operand(S, A.Value).isNull())
        forget(S, Table.variable(V));
  forgetGlobals(S);
  Result.Effects.ChangesGlobals = true;
  if (I.Dst != NoReg) {
    Value V = resultOf(S, I);
    if (V.Kind == Value::Aggregate) // Each round of a loop makes another one.
      forget(S, static_cast<RegionId>(V.N));
    if (V.isSymbol()) {
      SymbolId Sym = static_cast<SymbolId>(V.N);
      UnknownResults[Sym] = {Callee};
      Result.UnseenAnswers.insert(Sym);
      auto IsGiven = [&](Value Asked) {
        return std::ranges::any_of(
            I.Args, [&](const ArgumentFacts &A) { return operand(S, A.Value) == Asked; });
      };
      for (Instance &Each : S.Instances) // Who gets the handle as well does not judge the code.
        if (Each.Code != NoId && IsGiven(Value::symbol(Each.Code)) && !IsGiven(Each.Handle))
          Each.Verdict = Sym;
      ObtainedFrom[Sym].clear();
      for (const ArgumentFacts &A : I.Args)
        if (Value V = operand(S, A.Value); V.isSymbol())
          ObtainedFrom[Sym].push_back(V);
      if (Description.empty())
        Descriptions.erase(Sym);
      else
        Descriptions[Sym] = Description + ")";
    }
    setRegister(S, I.Dst, V);
    SuspectResults[Place] = V;
  }
}

/// Some way through the function, of which not all could be told apart, releases or keeps it.
void Engine::giveAwayWhatMayGo(const Instruction &I, const Summary &Effects, State &S) {
  Binding B{S, I, {}};
  std::set<Value> Gone;
  for (const SummaryCase &C : Effects.Cases) {
    for (const SummaryCase::Release &Each : C.Releases)
      if (!Each.IsTransaction && Each.Handle.Kind != Term::Fresh)
        Gone.insert(evaluate(Each.Handle, B));
    for (const SummaryCase::Escape &Each : C.Escapes)
      if (Each.Callee.empty())
        Gone.insert(evaluate(Each.Of, B));
  }
  for (Value Handle : Gone)
    if (S.instance(Handle) || Table.isEntry(Handle))
      escape(S, Handle);
}

/// The object ends, by a destructor that we do not see: its connection ends with it, most likely.
void Engine::endTransactionsIn(State &S, RegionId Object) {
  std::erase_if(S.Instances, [&](const Instance &I) {
    if (!I.IsTransaction || I.State != Typestate::Held)
      return false;
    RegionId Place = placeOf(I.Handle);
    return (Place != NoId && Table.isWithin(Place, Object)) ||
           std::ranges::any_of(S.Memory, [&](const auto &Item) {
             return Item.second == I.Handle && Table.isWithin(Item.first, Object);
           });
  });
}

void Engine::forgetObtained(State &S, Value V) {
  for (const auto &[Sym, From] : ObtainedFrom)
    if (RegionId R = Table.pointee(Sym);
        std::ranges::find(From, V) != From.end() && knowsAbout(S, R)) {
      escapeContents(S, R);
      forget(S, R);
    }
}

bool Engine::hasOwnInside(const State &S, Value V) {
  auto HasOwn = [&](RegionId Object) {
    return std::ranges::any_of(S.Memory, [&](const auto &Item) {
      const Instance *Held = Table.isWithin(Item.first, Object) ? S.instance(Item.second) : nullptr;
      return Held && Held->Local && Held->State == Typestate::Held;
    });
  };
  RegionId R = regionOf(V);
  return (R != NoId && HasOwn(R)) || std::ranges::any_of(ObtainedFrom, [&](const auto &Item) {
           return std::ranges::find(Item.second, V) != Item.second.end() &&
                  HasOwn(Table.pointee(Item.first));
         });
}

/// The unit releases what this function returned somewhere else: it hands out ownership.
void Engine::acquireInferred(const Instruction &I, const std::string &Callee, State &S) {
  std::optional<uint32_t> Resource =
      I.Dst == NoReg || I.Untyped ? std::nullopt : Callees.inferredAcquire(Function.Usr, Callee);
  Value Handle = operand(S, I.Dst);
  if (Resource && Handle.isSymbol())
    addInferred(S, Handle, *Resource, Callee, Place);
}

/// The same for what it left behind an argument. Whether it did tells only the first use.
void Engine::acquireUsed(State &S, Value Handle) {
  auto Left =
      Handle.isSymbol() ? UnknownOuts.find(static_cast<SymbolId>(Handle.N)) : UnknownOuts.end();
  if (Left == UnknownOuts.end())
    return;
  const std::string &Key = *UnknownResults.at(Left->first).begin();
  if (std::optional<uint32_t> Resource = Callees.inferredAcquire(Function.Usr, Key))
    addInferred(S, Handle, *Resource, Key.substr(0, Key.rfind('#')), Left->second);
}

void Engine::addInferred(State &S, Value Handle, uint32_t Resource, const std::string &Callee,
                         uint32_t Where) {
  Instance New;
  New.Handle = Handle;
  New.Resource = Resource;
  New.Origin = origin({Resource, false, Callee, Function.Places[Where], {}, {}, {}, false});
  New.Local = true;
  New.Checked = New.StatusChecked = true; // How it fails is not known.
  if (Model.resources()[Resource].Kind == ResourceKind::Connection)
    InferredConnections.insert(New.Origin);
  S.addInstance(std::move(New));
  step(S, StepKind::Acquire, Function.Places[Where],
       Model.resources()[Resource].Name + " handed out by " + Callee +
           ": what it hands out is released elsewhere");
}

void Engine::forgetGlobals(State &S) {
  for (Instance &I : S.Instances) // A global that was closed may have been opened again.
    if (I.Handle.Kind == Value::Pointer && I.State == Typestate::Released) {
      const VariableFacts *V = variableOf(Table.root(static_cast<RegionId>(I.Handle.N)));
      if (V && V->Kind == VariableKind::Global)
        I.State = Typestate::Escaped;
    }
  for (uint32_t V = 0; V < Function.Variables.size(); ++V) {
    if (Function.Variables[V].Kind != VariableKind::Global && !Exposed.contains(V))
      continue;
    RegionId R = Table.variable(V);
    const VariableFacts &Known = Function.Variables[V];
    bool IsAwaited = !Known.Internal && AskedInLoops.contains(V); // "while (!stopped)"
    if (!knowsAbout(S, R) ||
        (!Exposed.contains(V) && !IsAwaited && !Callees.mayChangeInCallsOf(Function, Known)))
      continue;
    escapeContents(S, R);
    if (const Value *Held = S.Memory.find(R))
      escape(S, *Held);
    forget(S, R);
  }
}

} // namespace connlint
