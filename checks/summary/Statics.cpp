// Statics.cpp - see Statics.h.
#include "summary/Statics.h"
#include <algorithm>

namespace connlint {

Statics::Statics(const UnitFacts &U, const CallGraph &C) : Unit(U), Calls(C) {
  for (size_t I = 0; I < Unit.Functions.size(); ++I) {
    const FunctionFacts &F = Unit.Functions[I];
    std::map<Reg, const std::string *> Addresses;
    for (const BlockFacts &B : F.Blocks)
      for (const Instruction &Each : B.Instructions) {
        if (auto It = Addresses.find(Each.A);
            It != Addresses.end() && (Each.Kind == Op::Field || Each.Kind == Op::Element)) {
          Addresses.emplace(Each.Dst, It->second);
          continue;
        }
        // Reading it does not count; whatever else is done with its address does.
        if (Each.Kind != Op::Load)
          for (Reg R : {Each.A, Each.B, Each.C})
            if (auto It = Addresses.find(R); It != Addresses.end())
              Writers[*It->second].insert(I);
        for (const ArgumentFacts &A : Each.Args)
          if (auto It = Addresses.find(A.Value); It != Addresses.end())
            Writers[*It->second].insert(I);
        if (Each.Kind == Op::Address) {
          const VariableFacts &V = F.Variables[static_cast<size_t>(Each.Number)];
          if (V.Kind == VariableKind::Global && (V.Internal || V.IsNumber))
            Addresses.emplace(Each.Dst, &V.Name);
        }
      }
  }
}

bool Statics::mayChangeInCallsOf(const FunctionFacts &Function, const VariableFacts &Global) const {
  if (!Global.Internal)
    return !Global.IsNumber || isWrittenBesides(Function, Global);
  auto [Known, New] = Changing.try_emplace({Function.Usr, Global.Name}, false);
  if (!New)
    return Known->second;
  // Backwards from those who change it, but not through the function that made the call.
  std::set<size_t> Reaching;
  std::vector<size_t> Work;
  auto Add = [&](size_t I) {
    if (Unit.Functions[I].Usr != Function.Usr && Reaching.insert(I).second)
      Work.push_back(I);
  };
  if (auto It = Writers.find(Global.Name); It != Writers.end())
    std::ranges::for_each(It->second, Add);
  while (!Work.empty() && !Known->second) {
    const size_t Target = Work.back();
    Work.pop_back();
    Known->second = !Unit.Functions[Target].Internal || Unit.Functions[Target].AddressTaken;
    std::ranges::for_each(Calls.callers(Target), Add);
  }
  return Known->second;
}

/// By a function of the unit that may run again: main has run its part.
bool Statics::isWrittenBesides(const FunctionFacts &Function, const VariableFacts &Global) const {
  auto Changed = Writers.find(Global.Name);
  return Changed != Writers.end() && std::ranges::any_of(Changed->second, [&](size_t I) {
           return Unit.Functions[I].Usr != Function.Usr && Unit.Functions[I].Name != "main";
         });
}

/// Follows one block. False: it does more with the variable than to write it, and to read what it
/// has written. IsWritten: on every way that leads here, and then to the end of the block.
static bool writesInBlock(const BlockFacts &Block, const std::set<Reg> &Addresses,
                          const ResourceModel &Model, bool &IsWritten) {
  auto IsAddress = [&](Reg R) { return Addresses.contains(R); };
  for (const Instruction &I : Block.Instructions) {
    if (I.Kind == Op::Load && IsAddress(I.A)) {
      if (!IsWritten)
        return false;
    } else if (I.Kind == Op::Store && IsAddress(I.A) && !IsAddress(I.B)) {
      IsWritten = true;
    } else if (IsAddress(I.A) || IsAddress(I.B) || IsAddress(I.C)) {
      return false;
    }
    const FunctionModel *M = I.Kind == Op::Call ? Model.find(I.Name) : nullptr;
    for (unsigned Index = 0; Index < I.Args.size(); ++Index)
      if (IsAddress(I.Args[Index].Value)) {
        bool IsOut = M && std::ranges::any_of(M->Acquires, [&](const AcquireEffect &A) {
                       return A.At.Kind == HandlePlace::Out && A.At.Arg == Index;
                     });
        if (!IsOut)
          return false;
        IsWritten = true;
      }
  }
  return true;
}

bool Statics::writesFirst(const FunctionFacts &F, int64_t Variable, const ResourceModel &Model) {
  std::set<Reg> Addresses;
  for (const BlockFacts &B : F.Blocks)
    for (const Instruction &I : B.Instructions)
      if (I.Kind == Op::Address && I.Number == Variable)
        Addresses.insert(I.Dst);
  std::vector<char> Unwritten(F.Blocks.size()); // Some way leads there past all writes.
  std::vector<uint32_t> Work;
  auto Enter = [&](uint32_t Block) {
    if (Block < F.Blocks.size() && !Unwritten[Block]) {
      Unwritten[Block] = true;
      Work.push_back(Block);
    }
  };
  Enter(0);
  while (!Work.empty()) {
    const BlockFacts &B = F.Blocks[Work.back()];
    Work.pop_back();
    bool IsWritten = false;
    if (!writesInBlock(B, Addresses, Model, IsWritten))
      return false;
    for (const Instruction &I : B.Instructions)
      Enter(I.Unwind);
    if (!IsWritten)
      std::ranges::for_each(B.Successors, Enter);
  }
  for (const BlockFacts &B : F.Blocks) // Behind a write anything but a read gives it away.
    if (bool IsWritten = true; !writesInBlock(B, Addresses, Model, IsWritten))
      return false;
  return true;
}

bool Statics::isScratch(const VariableFacts &Global, const ResourceModel &Model) const {
  if (Global.Kind != VariableKind::Global || !Global.Internal || !Unit.GivenUp.empty())
    return false;
  auto [Known, New] = Scratch.try_emplace(Global.Name, false);
  if (!New)
    return Known->second;
  unsigned Users = 0;
  for (const FunctionFacts &F : Unit.Functions)
    for (size_t V = 0; V < F.Variables.size(); ++V)
      if (F.Variables[V].Kind == VariableKind::Global && F.Variables[V].Name == Global.Name) {
        if (!writesFirst(F, static_cast<int64_t>(V), Model))
          return false;
        ++Users;
      }
  return Known->second = Users > 1;
}

bool Statics::isNamedOnlyBy(const std::string &Global, size_t Function) const {
  auto Changed = Writers.find(Global);
  if (Changed == Writers.end() || Changed->second != std::set<size_t>{Function})
    return false;
  for (size_t I = 0; I < Unit.Functions.size(); ++I)
    if (I != Function && std::ranges::any_of(Unit.Functions[I].Variables, [&](const auto &V) {
          return V.Kind == VariableKind::Global && V.Name == Global;
        }))
      return false;
  return true;
}

} // namespace connlint
