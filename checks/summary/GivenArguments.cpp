// GivenArguments.cpp - see GivenArguments.h.
#include "summary/GivenArguments.h"
#include <algorithm>

namespace connlint {

GivenArguments::GivenArguments(const UnitFacts &Unit) {
  std::set<std::string> OwnOnly;
  for (const FunctionFacts &F : Unit.Functions)
    if (F.Internal && !F.AddressTaken)
      OwnOnly.insert(F.Usr);
  for (const FunctionFacts &F : Unit.Functions) {
    std::set<Reg> Addresses;
    for (const BlockFacts &B : F.Blocks)
      for (const Instruction &I : B.Instructions) {
        if (I.Kind == Op::Address || I.Kind == Op::Field || I.Kind == Op::Element)
          Addresses.insert(I.Dst);
        if (I.Kind != Op::Call || !OwnOnly.contains(I.Usr))
          continue;
        std::set<uint32_t> Here;
        for (uint32_t Index = 0; Index < I.Args.size(); ++Index)
          if (Addresses.contains(I.Args[Index].Value))
            Here.insert(Index);
        auto [Known, IsFirst] = Given.try_emplace(I.Usr, Here);
        if (!IsFirst)
          std::erase_if(Known->second, [&](uint32_t Index) { return !Here.contains(Index); });
      }
  }
}

} // namespace connlint
