// Callbacks.cpp - calls of what a function was given: put off until a caller that knows the
// target applies the summary, and made there.
#include "flow/Binding.h"

namespace connlint {

/// The callee first calls what it was given, with handles that it has not released yet.
void Engine::invokeBeforeReleases(const Instruction &I, const SummaryCase &C, const State &Before,
                                  State After, States &Out) {
  std::vector<Instance> Released;
  for (const Instance &Was : Before.Instances)
    if (Instance *Is = After.instance(Was.Handle, Was.IsTransaction);
        Is && Was.State == Typestate::Held && Is->State == Typestate::Released) {
      Released.push_back(*Is);
      *Is = Was;
    }
  States Done;
  invoke(I, C, std::move(After), Done);
  for (State &S : Done) {
    for (const Instance &Each : Released)
      if (Instance *Is = S.instance(Each.Handle, Each.IsTransaction))
        *Is = Each;
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
  if (!Table.isEntry(Call.Operator) && !Table.isEntry(Call.Plain))
    return false;
  for (const ArgumentFacts &A : I.Args) {
    Value V = operand(S, A.Value);
    if (const Instance *Own = S.instance(V); Own && Own->Local)
      return false; // What becomes of it has to be known here.
    Call.Args.push_back(V);
  }
  Call.Throws = I.Unwind != NoBlock;
  S.Invoked.push_back(std::move(Call));
  setRegister(S, I.Dst, resultOf(S, I));
  return true;
}

/// Makes the calls that the callee made for us.
void Engine::invoke(const Instruction &I, const SummaryCase &C, State S, States &Out) {
  States Now;
  Value Returned = operand(S, I.Dst);
  Now.push_back(std::move(S));
  for (const SummaryCase::Invoke &Each : C.Invokes) {
    Instruction Call;
    Call.Kind = Op::Call;
    Call.Place = I.Place;
    Call.Unwind = Each.Throws ? I.Unwind : NoBlock;
    Reg Next = Function.Registers; // Registers of nobody else.
    Call.A = Next++;
    Call.B = Next++;
    Call.C = Next++;
    for (size_t Index = 0; Index < Each.Args.size(); ++Index)
      Call.Args.push_back({Next++, false});
    Call.Dst = Next;
    States Done;
    for (State &Before : Now) {
      Binding B{Before, I, {}};
      std::vector<std::pair<Reg, Value>> Values{{Call.A, evaluate(Each.Operator, B)},
                                                {Call.B, evaluate(Each.Plain, B)},
                                                {Call.C, evaluate(Each.Closure, B)}};
      for (size_t Index = 0; Index < Each.Args.size(); ++Index)
        Values.emplace_back(Call.Args[Index].Value, evaluate(Each.Args[Index], B));
      for (auto [R, V] : Values)
        setRegister(Before, R, V);
      transferKnownCall(Call, std::move(Before), Done);
    }
    for (State &After : Done) {
      escape(After, operand(After, Call.Dst)); // Somewhere in what the callee hands back.
      After.Registers.eraseIf([&](const auto &Item) { return Item.first >= Function.Registers; });
    }
    Now = std::move(Done);
  }
  for (State &After : Now) {
    if (I.Dst != NoReg)
      setRegister(After, I.Dst, Returned);
    Out.push_back(std::move(After));
  }
}

} // namespace connlint
