// Containers.cpp - what loops over containers most likely release: judged at the end of a function.
#include "flow/Engine.h"

namespace connlint {

/// A path through one of the blocks From can come to the way out at Where.
bool Engine::canComeTo(const SourcePlace &Where, const std::set<uint32_t> &From) const {
  std::set<uint32_t> Seen = From;
  std::vector<uint32_t> Pending(From.begin(), From.end());
  while (!Pending.empty()) {
    const uint32_t B = Pending.back();
    Pending.pop_back();
    for (uint32_t Next : Function.Blocks[B].Successors)
      if (Next != NoBlock && Seen.insert(Next).second)
        Pending.push_back(Next);
  }
  bool IsReturn = false;
  for (uint32_t B = 0; B < Function.Blocks.size(); ++B)
    for (const Instruction &I : Function.Blocks[B].Instructions)
      if (I.Kind == Op::Return && Function.Places[I.Place] == Where) {
        if (Seen.contains(B))
          return true;
        IsReturn = true;
      }
  return !IsReturn;
}

bool Engine::isInLoop(uint32_t Block) const {
  std::set<uint32_t> Seen{NoBlock};
  std::vector<uint32_t> Pending{Block};
  while (!Pending.empty() && !Seen.contains(Block)) {
    const uint32_t B = Pending.back();
    Pending.pop_back();
    for (uint32_t Next : Function.Blocks[B].Successors)
      if (Seen.insert(Next).second)
        Pending.push_back(Next);
  }
  return Seen.contains(Block);
}

/// A loop makes handles, and from there one gets to the way out past no loop and no release: the
/// last handle at least is not released there.
bool Engine::leavesAtOnce(const Incident &Lost, const std::set<uint32_t> &Emptied) const {
  auto IsAt = [&](uint32_t Block, const SourcePlace &Where) {
    return std::ranges::any_of(Function.Blocks[Block].Instructions, [&](const Instruction &I) {
      return Function.Places[I.Place] == Where;
    });
  };
  std::set<uint32_t> Seen{NoBlock};
  std::vector<uint32_t> Pending;
  auto Enter = [&](uint32_t Block) {
    if (!Emptied.contains(Block) && Seen.insert(Block).second)
      Pending.push_back(Block);
  };
  for (uint32_t B = 0; B < Function.Blocks.size(); ++B)
    if (isInLoop(B) && IsAt(B, Result.Origins[Lost.Origin].Place))
      Enter(B);
  while (!Pending.empty()) {
    const uint32_t B = Pending.back();
    Pending.pop_back();
    if (IsAt(B, Lost.Where))
      return true;
    for (uint32_t Next : Function.Blocks[B].Successors)
      if (Next != NoBlock && !Blocks[Next].IsLoopHead)
        Enter(Next);
  }
  return false;
}

/// A loop that releases elements most likely releases all of them; but who leaves before does not.
void Engine::judgeContainers() {
  for (Incident &Each : Result.Incidents) {
    auto It = Result.EmptiedContainers.find(Each.Container);
    if (It == Result.EmptiedContainers.end())
      continue;
    const bool IsExit =
        Each.Kind == IncidentKind::LeftHeld || Each.Kind == IncidentKind::LeftByThrow;
    const bool IsBefore = Each.Kind == IncidentKind::LeftHeld && !canComeTo(Each.Where, It->second);
    Each.MayBeEmptied = !IsBefore && !(IsExit && leavesAtOnce(Each, It->second));
  }
}

} // namespace connlint
