// Callbacks.cpp - calls of what a function was given: put off until a caller that knows the
// target applies the summary, and made there.
#include "flow/Binding.h"

namespace connlint {

/// The callee first calls what it was given, with handles that it has not released yet.
void Engine::invokeBeforeReleases(const Instruction &I, const SummaryCase &C,
                                  const FreshValues &Fresh, const State &Before, State After,
                                  States &Out) {
  std::vector<Instance> Released;
  for (const Instance &Was : Before.Instances)
    if (Instance *Is = After.instance(Was.Handle, Was.IsTransaction);
        Is && Was.State == Typestate::Held && Is->State == Typestate::Released) {
      Released.push_back(*Is);
      *Is = Was;
    }
  States Done;
  invoke(I, C, Fresh, std::move(After), Done);
  for (State &S : Done) {
    for (const Instance &Each : Released)
      if (Instance *Is = S.instance(Each.Handle, Each.IsTransaction))
        *Is = Each;
    // What was stored over is lost now, if none of the calls has taken it.
    dropUnreachable(S, IncidentKind::Overwritten, Place);
    Out.push_back(std::move(S));
  }
}

bool Engine::deferCall(const Instruction &I, State &S) {
  if (I.A == NoReg || !I.Name.empty() || S.Invoked.size() >= 4)
    return false;
  Invocation Call;
  bool IsCallable = I.C != NoReg;
  Call.Operator = IsCallable ? operand(S, I.A) : Value::unknown();
  Call.Plain = operand(S, IsCallable ? I.B : I.A);
  Call.Closure = operand(S, I.C);
  auto IsGiven = [&](Value Target) { // What a global variable points to, a caller seldom knows.
    if (!Table.isEntry(Target))
      return false;
    RegionId From = Table.symbol(static_cast<SymbolId>(Target.N)).A;
    const VariableFacts *Variable = variableOf(Table.root(From));
    return !Variable || Variable->Kind != VariableKind::Global;
  };
  if (!IsGiven(Call.Operator) && !IsGiven(Call.Plain))
    return false;
  for (const ArgumentFacts &A : I.Args) {
    Value V = operand(S, A.Value);
    if (const Instance *Own = S.instance(V); Own && Own->Local)
      return false; // What becomes of it has to be known here.
    if (hasOwnInside(S, V))
      return false;
    use(S, V, "", false);
    Call.Args.push_back(V);
  }
  Call.Throws = I.Unwind != NoBlock;
  S.Invoked.push_back(std::move(Call));
  setRegister(S, I.Dst, resultOf(S, I));
  return true;
}

/// Registers of nobody else, where the parts of a call stand that was put off: what is called in
/// its three forms, then the arguments.
Reg Engine::invocationRegister(size_t Call, size_t Part) const {
  constexpr Reg PerDepth = 4096, PerCall = 64;
  return Function.Registers + PerDepth * static_cast<Reg>(Invoked.size()) +
         static_cast<Reg>(Call * PerCall + Part);
}

static std::vector<const Term *> partsOf(const SummaryCase::Invoke &Call) {
  std::vector<const Term *> Parts{&Call.Operator, &Call.Plain, &Call.Closure};
  for (const Term &Arg : Call.Args)
    Parts.push_back(&Arg);
  return Parts;
}

/// What the callee found at entry is what it called and passed, even if it has put something else
/// there since.
void Engine::bindInvocations(const Instruction &I, const SummaryCase &C, State &S,
                             FreshValues &Fresh) {
  if (C.Invokes.empty())
    return;
  Binding B{S, I, {}};
  makeFresh(C, B);
  for (size_t Call = 0; Call < C.Invokes.size(); ++Call) {
    std::vector<const Term *> Parts = partsOf(C.Invokes[Call]);
    for (size_t Part = 0; Part < Parts.size(); ++Part)
      if (Parts[Part]->Kind == Term::Load)
        setRegister(S, invocationRegister(Call, Part), evaluate(*Parts[Part], B));
  }
  Fresh = std::move(B.Fresh);
}

/// Makes the calls that the callee made for us.
void Engine::invoke(const Instruction &I, const SummaryCase &C, const FreshValues &Fresh, State S,
                    States &Out) {
  constexpr unsigned MaxDepth = 8, MaxStates = 64;
  Value Returned = operand(S, I.Dst);
  const Reg First = invocationRegister(0, 0);
  States Now;
  Now.push_back(std::move(S));
  for (size_t Index = 0; Index < C.Invokes.size(); ++Index) {
    if (Invoked.size() >= MaxDepth) {
      ++Result.GaveUp["calls of what was given, too deep"];
      break;
    }
    const SummaryCase::Invoke &Each = C.Invokes[Index];
    std::vector<const Term *> Parts = partsOf(Each);
    Instruction Call;
    Call.Kind = Op::Call;
    Call.Place = I.Place;
    Call.Unwind = Each.Throws ? I.Unwind : NoBlock;
    Call.A = invocationRegister(Index, 0);
    Call.B = invocationRegister(Index, 1);
    Call.C = invocationRegister(Index, 2);
    for (size_t Part = 3; Part < Parts.size(); ++Part)
      Call.Args.push_back({invocationRegister(Index, Part), false});
    Call.Dst = invocationRegister(Index, Parts.size());
    States Done;
    for (State &Before : Now) {
      Binding B{Before, I, Fresh};
      std::vector<std::pair<Reg, Value>> Made;
      for (size_t Part = 0; Part < Parts.size(); ++Part)
        if (Parts[Part]->Kind != Term::Load)
          Made.emplace_back(invocationRegister(Index, Part), evaluate(*Parts[Part], B));
      for (auto [R, V] : Made)
        setRegister(Before, R, V);
      Value Target = operand(Before, Call.A);
      if (Target.Kind != Value::Function)
        Target = operand(Before, Call.B);
      bool IsRecursive =
          Target.Kind == Value::Function && std::ranges::find(Invoked, Target) != Invoked.end();
      if (IsRecursive || Done.size() > MaxStates) { // Each round would multiply the states.
        ++Result.GaveUp["calls of what was given, recursive or too many"];
        if (!IsRecursive)
          callUnknown(Call, "", Before);
        Done.push_back(std::move(Before));
        continue;
      }
      Invoked.push_back(Target);
      transferKnownCall(Call, std::move(Before), Done);
      Invoked.pop_back();
    }
    Steps += CostOfOutcome * static_cast<unsigned>(Done.size());
    for (State &After : Done)
      escape(After, operand(After, Call.Dst)); // Somewhere in what the callee hands back.
    Now = std::move(Done);
  }
  for (State &After : Now) {
    After.Registers.eraseIf([&](const auto &Item) { return Item.first >= First; });
    if (I.Dst != NoReg)
      setRegister(After, I.Dst, Returned);
    Out.push_back(std::move(After));
  }
}

} // namespace connlint
