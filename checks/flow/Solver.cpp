// Solver.cpp - the order in which blocks are visited, and where states join.
#include "flow/Engine.h"
#include <cctype>

namespace connlint {

FlowResult solve(const FunctionFacts &Function, const ResourceModel &Model,
                 const EffectSource &Callees, const std::map<unsigned, SqlAction> &SqlTexts,
                 const SolverLimits &Limits) {
  return Engine(Function, Model, Callees, SqlTexts, Limits).run();
}

Engine::Engine(const FunctionFacts &F, const ResourceModel &M, const EffectSource &C,
               const std::map<unsigned, SqlAction> &Sql, const SolverLimits &L)
    : Function(F), Model(M), Callees(C), SqlTexts(Sql), Limits(L) {
  for (const auto &[Name, Entry] : Model.functions())
    if (Entry.Status && Entry.Status->Resource)
      StatusFunctions.try_emplace(*Entry.Status->Resource, Name, Entry.Status->Ok);
  for (const BlockFacts &B : Function.Blocks)
    for (const Instruction &I : B.Instructions)
      Rethrows |= I.Kind == Op::Throw && I.Number == 1;
}

FlowResult Engine::run() {
  Result.Table = TablePtr;
  Result.Effects.Name = Function.Name;
  Blocks.resize(Function.Blocks.size());
  uint32_t NextSite = 0;
  for (size_t B = 0; B < Blocks.size(); ++B) {
    Blocks[B].FirstSite = NextSite;
    NextSite += static_cast<uint32_t>(Function.Blocks[B].Instructions.size());
  }
  findLoopHeads();
  findBounds();
  findRegisterLifetimes();
  findLiveVariables();
  findLiveRegisters();
  findSetUps();
  findSettings();
  if (!Blocks.empty()) {
    State Start;
    for (uint32_t V = 0; V < Function.Variables.size(); ++V)
      if (const VariableFacts &Each = Function.Variables[V];
          Each.Kind == VariableKind::Parameter &&
          Callees.isAlwaysGiven(Function.Usr, Each.ParameterIndex))
        constrain(Start, Table.entry(Table.variable(V)), IntervalSet::nonZero());
    takeBack(Start);
    enter(0, std::move(Start));
  }
  while (!Work.empty() && !Stopped) {
    uint32_t Block = *Work.begin(); // Blocks are numbered in reverse post-order.
    std::vector<State> Pending = std::move(Blocks[Block].Pending);
    Blocks[Block].Pending.clear();
    Work.erase(Work.begin());
    for (State &S : Pending) {
      process(Block, std::move(S));
      if (Stopped)
        break;
    }
  }
  if (Stopped) {
    ++Result.GaveUp["step limit"];
    Result.Effects.Unknown = true;
  }
  judgeContainers();
  judgeInferred();
  reportLostObjects();
  return std::move(Result);
}

/// Who goes on to the end without closing shares the connection, and only closes a broken one.
void Engine::judgeInferred() {
  std::set<uint32_t> Shared;
  for (const Incident &Each : Result.Incidents)
    if (Each.Where == LastExit && InferredConnections.contains(Each.Origin))
      Shared.insert(Each.Origin);
  std::erase_if(Result.Incidents, [&](const Incident &Each) {
    const bool IsReleased =
        Each.Kind == IncidentKind::ReleasedTwice || Each.Kind == IncidentKind::UsedReleased;
    return !IsReleased && Shared.contains(Each.Origin);
  });
}

void Engine::findLoopHeads() {
  std::vector<size_t> End(Blocks.size());
  for (size_t B = 0; B < Blocks.size(); ++B)
    for (uint32_t Next : Function.Blocks[B].Successors)
      if (Next != NoBlock && Next <= B) {
        Blocks[Next].IsLoopHead = true;
        End[Next] = B + 1;
      }
  size_t LoopEnd = 0; // Of the loops around a block, the one that reaches furthest.
  for (size_t B = 0; B < Blocks.size(); ++B) {
    LoopEnd = std::max(LoopEnd, End[B]);
    for (const Instruction &I : Function.Blocks[B].Instructions)
      if (B < LoopEnd && I.Kind == Op::Address)
        AskedInLoops.insert(static_cast<uint32_t>(I.Number));
  }
}

void Engine::findBounds() {
  std::map<Reg, int64_t> Numbers;
  for (const BlockFacts &Block : Function.Blocks)
    for (const Instruction &I : Block.Instructions)
      if (I.Kind == Op::Const)
        Numbers[I.Dst] = I.Number;
  auto Add = [&](int64_t Number) {
    if (Number > IntervalSet::Min && Number < IntervalSet::Max)
      Bounds.insert({Number - 1, Number, Number + 1});
  };
  for (const BlockFacts &Block : Function.Blocks) {
    for (const Instruction &I : Block.Instructions)
      if (I.Kind == Op::Binary && isRelation(I.Operator))
        for (Reg R : {I.A, I.B})
          if (auto It = Numbers.find(R); It != Numbers.end())
            Add(It->second);
    for (const SwitchCase &Label : Block.Cases) {
      Add(Label.Low);
      Add(Label.High);
    }
  }
}

/// Registers that are read in their own block only die after their last read; the others
/// live on.
void Engine::findRegisterLifetimes() {
  IsLiteral.assign(Function.Registers, 0);
  DefinedIn.assign(Function.Registers, NoBlock);
  std::vector<char> Crosses(Function.Registers);
  auto Reads = [](const Instruction &I, auto &&Each) {
    for (Reg R : {I.A, I.B, I.C})
      if (R != NoReg)
        Each(R);
    for (const ArgumentFacts &Arg : I.Args)
      if (Arg.Value != NoReg)
        Each(Arg.Value);
  };
  for (uint32_t B = 0; B < Blocks.size(); ++B)
    for (const Instruction &I : Function.Blocks[B].Instructions)
      if (I.Dst != NoReg) {
        DefinedIn[I.Dst] = B;
        IsLiteral[I.Dst] = I.Kind == Op::Const;
      }
  for (uint32_t B = 0; B < Blocks.size(); ++B) {
    const BlockFacts &Block = Function.Blocks[B];
    auto Note = [&](Reg R) { Crosses[R] |= DefinedIn[R] != B; };
    for (const Instruction &I : Block.Instructions)
      Reads(I, Note);
    if (Block.Condition != NoReg)
      Note(Block.Condition);
  }
  for (uint32_t B = 0; B < Blocks.size(); ++B) {
    const BlockFacts &Block = Function.Blocks[B];
    Blocks[B].LastUses.resize(Block.Instructions.size());
    std::map<Reg, size_t> Last;
    for (size_t Index = 0; Index < Block.Instructions.size(); ++Index) {
      const Instruction &I = Block.Instructions[Index];
      if (I.Dst != NoReg)
        Last[I.Dst] = Index;
      Reads(I, [&](Reg R) { Last[R] = Index; });
    }
    for (auto [R, Index] : Last)
      if (!Crosses[R] && R != Block.Condition)
        Blocks[B].LastUses[Index].push_back(R);
  }
}

/// Of the states that differ from S only in what is known of their values the one that shares most of
/// that: "there is no object" and "the object is empty" stay apart.
static State *closestTo(const State &S, std::vector<State> &Seen) {
  State *Closest = nullptr;
  std::ptrdiff_t Most = -1;
  for (State &Each : Seen) {
    if (!Each.isCloseTo(S))
      continue;
    const std::ptrdiff_t Shared = std::ranges::count_if(S.Ranges, [&](const auto &Item) {
      const IntervalSet *Other = Each.Ranges.find(Item.first);
      return Other && *Other == Item.second;
    });
    if (Shared > Most) {
      Closest = &Each;
      Most = Shared;
    }
  }
  return Closest;
}

void Engine::enter(uint32_t Block, State S) {
  BlockInfo &Info = Blocks[Block];
  ageLosses(S, Block);
  ageJoined(S, Block);
  prune(S, Block);
  for (const State &Seen : Info.Seen)
    if (Seen.sameAs(S))
      return reportLossesBeyond(S, Seen);
  for (State &Seen : Info.Seen) {
    if (!canJoinDead(Block, Seen, S))
      continue;
    reportLossesBeyond(S, Seen);
    State Joined = Seen;
    if (joinDead(Block, Joined, S))
      replace(Block, Seen, std::move(Joined));
    return;
  }
  size_t Limit = S.Instances.empty() ? Limits.StatesWithoutObligation
                 : Info.IsLoopHead   ? Limits.StatesPerLoopHead
                                     : Limits.StatesPerBlock;
  if (Steps > Limits.Steps / 2) // The rest of a large function, with fewer distinctions.
    Limit = std::max<size_t>(1, Limit / 4);
  auto Alike = [&](const State &Seen) { return Seen.Instances.empty() == S.Instances.empty(); };
  if (static_cast<size_t>(std::ranges::count_if(Info.Seen, Alike)) >= Limit) {
    State *Partner = closestTo(S, Info.Seen);
    if (!Partner && !Info.IsLoopHead && joinClose(Block)) {
      Info.Seen.push_back(S);
      Info.Pending.push_back(std::move(S));
      Work.insert(Block);
      return;
    }
    for (State &Seen : Info.Seen)
      if (!Partner && Seen.sameShape(S))
        Partner = &Seen;
    if (Partner) {
      reportLossesBeyond(S, *Partner);
      State Joined = *Partner;
      if (!join(Block, Joined, S))
        return; // Already covered.
      Joined.Path = S.Path;
      return replace(Block, *Partner, std::move(Joined));
    }
    const bool IsExit = Block + 1 == Function.Blocks.size();
    if (Info.Seen.size() >= (IsExit ? MaxExits : Limits.ShapesPerBlock)) {
      ++Result.GaveUp["too many states at a block"];
      Result.Effects.Unknown = true;
      return joinShared(Block, S);
    }
  }
  Info.Seen.push_back(S);
  Info.Pending.push_back(std::move(S));
  Work.insert(Block);
}

/// Makes room: joins two seen states that differ in little. False when all differ in much.
bool Engine::joinClose(uint32_t Block) {
  std::vector<State> &Seen = Blocks[Block].Seen;
  for (size_t I = 0; I < Seen.size(); ++I)
    for (size_t J = I + 1; J < Seen.size(); ++J) {
      if (!Seen[I].isCloseTo(Seen[J]))
        continue;
      reportLossesBeyond(Seen[J], Seen[I]);
      State Joined = Seen[I];
      if (join(Block, Joined, Seen[J]))
        replace(Block, Seen[I], std::move(Joined));
      std::erase_if(Blocks[Block].Pending, [&](const State &P) { return P.sameAs(Seen[J]); });
      Seen.erase(Seen.begin() + static_cast<std::ptrdiff_t>(J));
      return true;
    }
  return false;
}

/// There is no room for S: it goes on as the seen state with which it shares most obligations, if that
/// has to release no more than S. What only S has to release is not followed any more.
void Engine::joinShared(uint32_t Block, State &S) {
  State *Partner = nullptr;
  size_t Most = 0;
  auto Holds = [](const Instance &I) { return I.State == Typestate::Held; };
  for (State &Seen : Blocks[Block].Seen) {
    if (!Seen.sameFrame(S))
      continue;
    State Joined = Seen;
    const size_t Shared = Joined.keepShared(S) + 1;
    if (Shared > Most && std::ranges::count_if(Joined.Instances, Holds) ==
                             std::ranges::count_if(Seen.Instances, Holds)) {
      Partner = &Seen;
      Most = Shared;
    }
  }
  if (!Partner)
    return;
  reportLossesBeyond(S, *Partner);
  State Joined = *Partner;
  const bool Lost = Joined.keepShared(S) < Partner->Instances.size();
  S.keepShared(Joined);
  if (join(Block, Joined, S) || Lost)
    replace(Block, *Partner, std::move(Joined));
}

/// A seen state knows less now: it has to be processed again.
void Engine::replace(uint32_t Block, State &Seen, State Joined) {
  std::erase_if(Blocks[Block].Pending, [&](const State &P) { return P.sameAs(Seen); });
  Seen = Joined;
  Blocks[Block].Pending.push_back(std::move(Joined));
  Work.insert(Block);
}

/// Calls with several outcomes multiply; states of equal obligations become one.
void Engine::compact(uint32_t Block, States &Current) {
  States Kept;
  for (State &S : Current) {
    auto Same = std::ranges::find_if(Kept, [&](const State &K) { return K.sameShape(S); });
    if (Same == Kept.end())
      Kept.push_back(std::move(S));
    else {
      reportLossesBeyond(S, *Same);
      join(Block, *Same, S);
    }
  }
  Current = std::move(Kept);
}

/// The path goes on behind an assertion of Condition. Elsewhere the process or the test ends.
bool Engine::holdsAfter(State &S, Value Condition) {
  noteChecked(S, Condition);
  return Condition.Kind == Value::Unknown || assume(S, Condition, true);
}

void Engine::process(uint32_t Block, State S) {
  const BlockFacts &Facts = Function.Blocks[Block];
  BlockInfo &Info = Blocks[Block];
  ++Result.States;
  CurrentBlock = Block;
  if (Block + 1 == Function.Blocks.size())
    return exitFunction(std::move(S));
  States Current;
  Current.push_back(std::move(S));
  for (size_t Index = 0; Index < Facts.Instructions.size(); ++Index) {
    const Instruction &I = Facts.Instructions[Index];
    Site = Info.FirstSite + static_cast<uint32_t>(Index);
    Place = I.Place;
    ResultIsRead = std::ranges::find(Info.LastUses[Index], I.Dst) == Info.LastUses[Index].end();
    for (const State &Each : Current) // Large states cost more to look at.
      Steps += 1 + static_cast<unsigned>((Each.Memory.size() + Each.Ranges.size()) / 32);
    if (Steps > Limits.Steps) {
      Stopped = true;
      return;
    }
    if (I.Kind == Op::Call) {
      States Next;
      for (State &Each : Current)
        transferCall(I, std::move(Each), Next);
      Current = std::move(Next);
      Steps += CostOfOutcome * static_cast<unsigned>(Current.size());
      if (Current.size() > Limits.StatesPerBlock)
        compact(Block, Current);
    } else if (I.Kind == Op::Assume) {
      std::erase_if(Current, [&](State &Each) { return !holdsAfter(Each, operand(Each, I.A)); });
    } else {
      for (State &Each : Current)
        transfer(I, Each);
    }
    for (State &Each : Current) {
      bool MayLose = false;
      for (Reg R : Info.LastUses[Index]) {
        MayLose |= mayNameHandle(Each, operand(Each, R));
        Each.Registers.erase(R);
      }
      if (MayLose)
        dropUnreachable(Each, IncidentKind::Discarded, I.Place);
    }
  }
  for (State &Each : Current) {
    switch (Facts.End) {
    case Terminator::Branch: branch(Facts, std::move(Each)); break;
    case Terminator::Switch: branchSwitch(Facts, std::move(Each)); break;
    case Terminator::Catch: catchException(Facts, std::move(Each)); break;
    case Terminator::Unwind: leaveByException(std::move(Each)); break;
    case Terminator::Jump:
    case Terminator::Fork:
      for (uint32_t Next : Facts.Successors)
        if (Next != NoBlock)
          leave(Next, Each);
      break;
    }
  }
}

void Engine::leave(uint32_t Next, State S) { enter(Next, std::move(S)); }

SqlAction classifySql(std::string_view Text) {
  SqlAction Action = SqlAction::None;
  auto Word = [&Text]() {
    while (!Text.empty()) { // Skip blanks and comments.
      if (std::isspace(static_cast<unsigned char>(Text[0]))) {
        Text.remove_prefix(1);
      } else if (Text.starts_with("--")) {
        Text.remove_prefix(std::min(Text.size(), Text.find('\n')));
      } else if (Text.starts_with("/*")) {
        size_t End = Text.find("*/");
        Text.remove_prefix(End == Text.npos ? Text.size() : End + 2);
      } else {
        break;
      }
    }
    std::string Result;
    while (!Text.empty() && (std::isalpha(static_cast<unsigned char>(Text[0])) || Text[0] == '_')) {
      Result += static_cast<char>(std::toupper(static_cast<unsigned char>(Text[0])));
      Text.remove_prefix(1);
    }
    return Result;
  };
  while (!Text.empty()) {
    std::string First = Word();
    std::string_view Rest = Text;
    if (First == "BEGIN" || First == "START") {
      if (First == "BEGIN" || Word() == "TRANSACTION")
        Action = SqlAction::Begin;
    } else if (First == "COMMIT" || First == "END") {
      Action = SqlAction::Commit;
    } else if (First == "ABORT") {
      Action = SqlAction::Rollback;
    } else if (First == "ROLLBACK") {
      std::string Next = Word();
      if (Next == "WORK" || Next == "TRANSACTION")
        Next = Word();
      if (Next != "TO" && Next != "PREPARED")
        Action = SqlAction::Rollback;
    } else if (First == "PREPARE" && Word() == "TRANSACTION") {
      Action = SqlAction::Commit;
    }
    Text = Rest;
    // The next statement; quotes hide semicolons.
    char Quote = 0;
    size_t At = 0;
    for (; At < Text.size(); ++At) {
      if (Quote) {
        if (Text[At] == Quote)
          Quote = 0;
      } else if (Text[At] == '\'' || Text[At] == '"' || Text[At] == '`') {
        Quote = Text[At];
      } else if (Text[At] == ';') {
        break;
      }
    }
    Text.remove_prefix(std::min(Text.size(), At + 1));
  }
  return Action;
}

} // namespace connlint
