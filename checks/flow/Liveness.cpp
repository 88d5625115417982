// Liveness.cpp - what a state still needs to remember at a block.
//
// A variable that is not read again, and a fact that nothing can ask for again, must not keep
// two states apart. Such a fact stays only while it separates different obligations.
#include "flow/Engine.h"

namespace connlint {

/// A set of more numbers would grow too often in a loop.
static constexpr size_t MostExactBounds = 48;

/// LiveIn: variables that a path from the start of the block may read.
void Engine::findLiveVariables() {
  size_t Count = Function.Variables.size();
  struct Sets {
    std::vector<char> Read, Killed;
  };
  std::vector<Sets> Local(Blocks.size(), {std::vector<char>(Count), std::vector<char>(Count)});
  std::vector<std::set<uint32_t>> LandingPads(Blocks.size());
  for (size_t B = 0; B < Blocks.size(); ++B) {
    Blocks[B].LiveIn.assign(Count, 0);
    for (const Instruction &I : Function.Blocks[B].Instructions)
      if (I.Unwind != NoBlock)
        LandingPads[B].insert(I.Unwind);
    const std::vector<Instruction> &Instructions = Function.Blocks[B].Instructions;
    for (size_t Index = 0; Index < Instructions.size(); ++Index) {
      const Instruction &I = Instructions[Index];
      if (I.Kind == Op::Declare) {
        Local[B].Killed[static_cast<size_t>(I.Number)] = 1;
      } else if (I.Kind == Op::Address) {
        size_t Variable = static_cast<size_t>(I.Number);
        // "x = ..." takes the address, but only to store there.
        bool OnlyStored = Index + 1 < Instructions.size() &&
                          Instructions[Index + 1].Kind == Op::Store &&
                          Instructions[Index + 1].A == I.Dst && Instructions[Index + 1].B != I.Dst;
        if (OnlyStored)
          Local[B].Killed[Variable] = 1;
        else if (!Local[B].Killed[Variable])
          Local[B].Read[Variable] = 1;
      }
    }
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (size_t B = Blocks.size(); B-- > 0;)
      for (size_t V = 0; V < Count; ++V) {
        bool Live = Local[B].Read[V];
        if (!Live && !Local[B].Killed[V])
          for (uint32_t Next : Function.Blocks[B].Successors)
            Live |= Next != NoBlock && Blocks[Next].LiveIn[V];
        for (uint32_t Pad : LandingPads[B])
          Live |= Blocks[Pad].LiveIn[V];
        if (Live && !Blocks[B].LiveIn[V]) {
          Blocks[B].LiveIn[V] = 1;
          Changed = true;
        }
      }
  }
}

/// LiveRegisters: what a path from the start of the block may read. Operands of "&&" and "?:"
/// are the registers that blocks share.
void Engine::findLiveRegisters() {
  // "a && b" reads both where the ways meet: what b was in an earlier round ends as a is known anew.
  std::map<Reg, std::vector<Reg>> EndedBy;
  for (const BlockFacts &Block : Function.Blocks)
    for (const Instruction &I : Block.Instructions)
      if (I.Kind == Op::And || I.Kind == Op::Or || I.Kind == Op::Select)
        for (Reg R : {I.B, I.C})
          if (R != NoReg && I.A != NoReg && DefinedIn[R] > DefinedIn[I.A])
            EndedBy[I.A].push_back(R);
  std::vector<std::set<Reg>> Written(Blocks.size());
  for (size_t B = 0; B < Blocks.size(); ++B) {
    auto Read = [&](Reg R) {
      if (R != NoReg && !Written[B].contains(R))
        Blocks[B].LiveRegisters.insert(R);
    };
    for (const Instruction &I : Function.Blocks[B].Instructions) {
      for (Reg R : {I.A, I.B, I.C})
        Read(R);
      for (const ArgumentFacts &Arg : I.Args)
        Read(Arg.Value);
      if (I.Dst == NoReg)
        continue;
      Written[B].insert(I.Dst);
      if (auto It = EndedBy.find(I.Dst); It != EndedBy.end())
        Written[B].insert(It->second.begin(), It->second.end());
    }
    Read(Function.Blocks[B].Condition);
  }
  for (bool Changed = true; Changed;) {
    Changed = false;
    for (size_t B = Blocks.size(); B-- > 0;)
      for (uint32_t Next : Function.Blocks[B].Successors)
        if (Next != NoBlock && Next != B)
          for (Reg R : Blocks[Next].LiveRegisters)
            if (!Written[B].contains(R))
              Changed |= Blocks[B].LiveRegisters.insert(R).second;
  }
}

/// Forgets what cannot be asked for any more. Held handles keep their names, so that the
/// report comes where the path ends and not where the variable was read last.
void Engine::prune(State &S, uint32_t Block) {
  const std::vector<char> &LiveIn = Blocks[Block].LiveIn;
  auto IsPointedTo = [&](RegionId Root) {
    auto Points = [&](Value V) {
      bool HasRegion = V.Kind == Value::Pointer || (V.Kind == Value::Aggregate && !V.isZeroes());
      return HasRegion && Table.root(static_cast<RegionId>(V.N)) == Root;
    };
    return Points(S.Result) ||
           std::ranges::any_of(S.Memory, [&](const auto &Item) { return Points(Item.second); }) ||
           std::ranges::any_of(S.Registers,
                               [&](const auto &Item) { return Points(Item.second); }) ||
           std::ranges::any_of(S.Instances, [&](const Instance &I) { return Points(I.Handle); });
  };
  auto IsHeld = [&](Value V) {
    const Instance *I = S.instance(V);
    return (I && I->State == Typestate::Held) ||
           (!S.Instances.empty() && V.isSymbol() && S.Heap.find(static_cast<SymbolId>(V.N)));
  };
  auto IsInMemory = [&](Value V) {
    return std::ranges::any_of(S.Memory, [&](const auto &Item) { return Item.second == V; });
  };
  std::vector<RegionId> Dead;
  for (const auto &[R, V] : S.Memory) {
    RegionId Root = Table.root(R);
    const RegionInfo &Info = Table.region(Root);
    if (Info.Kind == RegionKind::Variable && !LiveIn[Info.A] &&
        Function.Variables[Info.A].Kind != VariableKind::Global && !Exposed.contains(Info.A) &&
        !IsHeld(V) && !IsPointedTo(Root) && !isLostParameter(R, V))
      Dead.push_back(R);
  }
  for (RegionId R : Dead)
    S.Memory.erase(R);
  auto IsOfLastRound = [&](Reg R) { // A way back leads here: it is computed anew, or not asked for.
    return R < DefinedIn.size() && DefinedIn[R] != NoBlock && DefinedIn[R] >= Block;
  };
  S.Registers.eraseIf([&](const auto &Item) {
    return (!Blocks[Block].LiveRegisters.contains(Item.first) || IsOfLastRound(Item.first)) &&
           (!IsHeld(Item.second) || IsInMemory(Item.second));
  });
  forgetUnreachable(S);
  std::vector<bool> Named = namedSymbols(S);
  auto Gone = [&](SymbolId Sym) { return !canBeAsked(Sym, Named, nullptr); };
  S.Derived.eraseIf([&](const auto &Item) { return Gone(Item.first); });
  S.Ranges.eraseIf([&](const auto &Item) { return Gone(Item.first); });
}

/// What is not held and that nothing names any more is forgotten, unless something still points
/// into the memory that went with it.
void Engine::forgetUnreachable(State &S) const {
  // Nothing is reported of it any more.
  std::erase_if(S.Instances,
                [](const Instance &I) { return I.State == Typestate::Escaped && I.Local; });
  auto CanGo = [](const Instance &I) {
    return !I.IsTransaction && I.State != Typestate::Held && I.Handle.isSymbol();
  };
  if (std::ranges::none_of(S.Instances, CanGo))
    return;
  std::set<Value> Live = reachableValues(S, false);
  std::vector<Instance> Unreachable;
  std::erase_if(S.Instances, [&](const Instance &I) {
    if (!CanGo(I) || Live.contains(I.Handle) ||
        Table.symbol(static_cast<SymbolId>(I.Handle.N)).Kind == SymbolKind::Entry)
      return false;
    Unreachable.push_back(I);
    return true;
  });
  auto HasMemory = [&](const Instance &I) {
    return std::ranges::any_of(S.Derived,
                               [&](const auto &Item) { return Item.second == I.Handle; });
  };
  std::erase_if(Unreachable, [&](const Instance &I) { return !HasMemory(I); });
  if (Unreachable.empty())
    return;
  const std::vector<bool> Named = namedSymbols(S);
  for (Instance &I : Unreachable)
    if (std::ranges::any_of(S.Derived, [&](const auto &Item) {
          return Item.second == I.Handle && Named[Item.first];
        }))
      S.addInstance(std::move(I));
}

/// Symbols that memory, registers or obligations hold, by number.
std::vector<bool> Engine::namedSymbols(const State &S, const std::vector<char> *LiveIn) const {
  std::vector<bool> Named(Table.symbolCount());
  auto AddSymbol = [&](auto &Self, SymbolId Sym) -> void {
    if (Named[Sym])
      return;
    Named[Sym] = true;
    const SymbolInfo &Info = Table.symbol(Sym);
    for (Value Operand : {Info.Left, Info.Right})
      if (Operand.isSymbol())
        Self(Self, static_cast<SymbolId>(Operand.N));
    if (Info.Kind == SymbolKind::Part)
      Self(Self, Info.A);
  };
  auto Add = [&](Value V) {
    if (V.isSymbol())
      AddSymbol(AddSymbol, static_cast<SymbolId>(V.N));
    if (V.Kind == Value::Pointer) {
      const RegionInfo &Root = Table.region(Table.root(static_cast<RegionId>(V.N)));
      if (Root.Kind == RegionKind::Pointee)
        AddSymbol(AddSymbol, Root.A);
    }
  };
  for (const auto &[R, V] : S.Memory) {
    const RegionInfo &Root = Table.region(Table.root(R));
    if (LiveIn && Root.Kind == RegionKind::Variable && !(*LiveIn)[Root.A])
      continue;
    Add(V);
    if (Root.Kind == RegionKind::Pointee && !LiveIn)
      AddSymbol(AddSymbol, Root.A);
  }
  for (const auto &[R, V] : S.Registers)
    Add(V);
  for (const Instance &I : S.Instances) {
    Add(I.Handle);
    Add(I.Parent);
    if (I.Code != NoId)
      AddSymbol(AddSymbol, I.Code);
    for (uint32_t Suspect : I.Suspects) // Asked when the handle is lost or released.
      if (auto It = SuspectResults.find(Suspect); It != SuspectResults.end())
        Add(It->second);
  }
  for (const auto &[Connection, Code] : S.LastQuery)
    Add(Code);
  Add(S.Result);
  return Named;
}

/// Can the program come to ask about the symbol again? With LiveIn: what was there at entry
/// counts only while the variable it is read through is live.
bool Engine::canBeAsked(SymbolId Sym, const std::vector<bool> &Named,
                        const std::vector<char> *LiveIn) const {
  if (Named[Sym])
    return true;
  const SymbolInfo &Info = Table.symbol(Sym);
  auto OperandCan = [&](Value V) {
    return !V.isSymbol() || canBeAsked(static_cast<SymbolId>(V.N), Named, LiveIn);
  };
  switch (Info.Kind) {
  case SymbolKind::Entry: {
    const RegionInfo &Root = Table.region(Table.root(Info.A));
    if (Root.Kind == RegionKind::Pointee)
      return canBeAsked(Root.A, Named, LiveIn);
    return Root.Kind != RegionKind::Variable || !LiveIn || (*LiveIn)[Root.A];
  }
  case SymbolKind::Part: return canBeAsked(Info.A, Named, LiveIn);
  case SymbolKind::Operation:
  case SymbolKind::Both:
  case SymbolKind::Either: return OperandCan(Info.Left) && OperandCan(Info.Right);
  case SymbolKind::Status:
    // Callers want to know how it is that a function tells them of their handle.
    return Table.isEntry(Info.Left) || OperandCan(Info.Left);
  default: return false;
  }
}

/// Only the values at entry decide what it is.
bool Engine::isAboutEntry(Value V) const {
  if (!V.isSymbol())
    return V.Kind != Value::Unknown;
  const SymbolInfo &Info = Table.symbol(static_cast<SymbolId>(V.N));
  switch (Info.Kind) {
  case SymbolKind::Entry: return true;
  case SymbolKind::Part: return isAboutEntry(Value::symbol(Info.A));
  case SymbolKind::Status: return isAboutEntry(Info.Left);
  case SymbolKind::Operation:
  case SymbolKind::Both:
  case SymbolKind::Either: return isAboutEntry(Info.Left) && isAboutEntry(Info.Right);
  default: return false;
  }
}

/// Covers Range, and grows only a few times. A set of the numbers that the function compares with,
/// such as the states of a machine, stays what it is.
IntervalSet Engine::widened(const IntervalSet &Range) const {
  auto IsKnown = [&](int64_t End) {
    return End == IntervalSet::Min || End == IntervalSet::Max || Bounds.contains(End);
  };
  if (Bounds.size() <= MostExactBounds &&
      std::ranges::all_of(Range.ranges(), [&](const auto &Part) {
        return IsKnown(Part.first) && IsKnown(Part.second);
      }))
    return Range;
  auto Above = Bounds.lower_bound(Range.ranges().back().second);
  auto Below = Bounds.upper_bound(Range.ranges().front().first);
  IntervalSet Wide = IntervalSet::of(Below == Bounds.begin() ? IntervalSet::Min : *std::prev(Below),
                                     Above == Bounds.end() ? IntervalSet::Max : *Above);
  return Range.contains(0) ? Wide : Wide.intersect(IntervalSet::nonZero());
}

/// A joined symbol is what its place holds at this visit of the block. A state that comes back
/// with another value there speaks of the visit before. A number that was counted up or down
/// since then takes over the name.
void Engine::ageJoined(State &S, uint32_t Block) {
  if (Blocks[Block].Joined.empty())
    return;
  const std::vector<bool> Mentioned = mentionedSymbols(S);
  for (SymbolId Sym : Blocks[Block].Joined) {
    if (!Mentioned[Sym])
      continue;
    uint32_t Key = Table.symbol(Sym).B;
    bool IsRegister = Key >= 0x40000000u;
    const Value *Now = IsRegister ? S.Registers.find(Key - 0x40000000u) : S.Memory.find(Key);
    if (Now && *Now == Value::symbol(Sym))
      continue;
    bool IsCounted = Now && Now->isSymbol() && Table.mentions(static_cast<SymbolId>(Now->N), Sym) &&
                     Table.symbol(static_cast<SymbolId>(Now->N)).Kind == SymbolKind::Operation;
    const IntervalSet Known = IsCounted ? widened(rangeOf(S, *Now)) : IntervalSet::full();
    Facts Relations;
    if (IsCounted)
      relate(S, *Now, S, *Now, Value::symbol(Sym), Relations);
    age(S, Sym);
    if (!IsCounted)
      continue;
    if (IsRegister)
      S.Registers.set(Key - 0x40000000u, Value::symbol(Sym));
    else
      S.Memory.set(Key, Value::symbol(Sym));
    if (!Known.isFull())
      S.Ranges.set(Sym, Known);
    for (const auto &[Relation, Answer] : Relations)
      S.Ranges.set(Relation, Answer);
  }
}

} // namespace connlint
