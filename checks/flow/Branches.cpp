// Branches.cpp - where a path parts, and what it learns from the way it takes.
#include "flow/Engine.h"

namespace connlint {

/// From the block it goes straight to the end: "if (!ok) return -1;".
bool Engine::leavesSoon(uint32_t Block) const {
  for (unsigned Count = 0; Count < 4 && Block != NoBlock; ++Count) {
    const BlockFacts &B = Function.Blocks[Block];
    if (std::ranges::any_of(B.Instructions, [](const auto &I) { return I.Kind == Op::Return; }))
      return true;
    if (B.Successors.size() != 1)
      return false;
    Block = B.Successors[0];
  }
  return false;
}

/// The path branches on the verdict, and goes to Next instead of Other.
void Engine::doubt(Instance &I, uint32_t Next, uint32_t Other) const {
  if (I.State != Typestate::Released)
    I.InDoubt = true;
  else if (leavesSoon(Other) && !leavesSoon(Next)) // What released it has failed, and says so.
    I.State = Typestate::Escaped;
}

void Engine::branch(const BlockFacts &B, State S) {
  Value Condition = operand(S, B.Condition);
  bool Known = B.Condition != NoReg && Condition.Kind != Value::Unknown;
  if (Known)
    noteChecked(S, Condition);
  for (bool Truth : {true, false}) {
    uint32_t Next = B.Successors[Truth ? 0 : 1];
    if (Next == NoBlock)
      continue;
    State Taken = S;
    if (Known && !assume(Taken, Condition, Truth))
      continue;
    Taken.Undecided |= !isAboutEntry(Condition);
    for (Instance &Each : Taken.Instances)
      if (Each.Verdict != NoId && Condition.isSymbol() &&
          Table.mentions(static_cast<SymbolId>(Condition.N), Each.Verdict))
        doubt(Each, Next, B.Successors[Truth ? 1 : 0]);
    if (Taken.holdsAnything())
      step(Taken, StepKind::Branch, Function.Places[B.Place],
           Truth ? "taking the true branch" : "taking the false branch");
    leave(Next, std::move(Taken));
  }
}

void Engine::branchSwitch(const BlockFacts &B, State S) {
  Value Condition = operand(S, B.Condition);
  noteChecked(S, Condition);
  S.Undecided |= !isAboutEntry(Condition);
  IntervalSet Rest = IntervalSet::full();
  uint32_t Default = B.Successors.empty() ? NoBlock : B.Successors.back();
  for (size_t Index = 0; Index + 1 < B.Successors.size(); ++Index) {
    IntervalSet Label = IntervalSet::none();
    for (const SwitchCase &C : B.Cases)
      if (C.Successor == Index)
        Label = Label.unite(IntervalSet::of(C.Low, C.High));
    Rest = Rest.intersect(Label.complement());
    if (B.Successors[Index] == NoBlock)
      continue;
    State Taken = S;
    // A label whose value is not known can always be taken.
    if (!Label.isEmpty() && !constrain(Taken, Condition, Label))
      continue;
    if (Taken.holdsAnything())
      step(Taken, StepKind::Branch, Function.Places[B.Place], "taking a case of the switch");
    leave(B.Successors[Index], std::move(Taken));
  }
  if (Default != NoBlock && constrain(S, Condition, Rest)) {
    if (S.holdsAnything())
      step(S, StepKind::Branch, Function.Places[B.Place], "taking no case of the switch");
    leave(Default, std::move(S));
  }
}

} // namespace connlint
