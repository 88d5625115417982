// Lenders.cpp - see Lenders.h.
#include "finding/Lenders.h"
#include <algorithm>

namespace connlint {

static std::string keyOf(const std::string &Function) {
  const size_t Scope = Function.rfind("::");
  return Scope == Function.npos ? Function : Function.substr(Scope);
}

void Lenders::add(const std::vector<Lender> &OfAUnit) {
  for (const Lender &Each : OfAUnit) {
    Lender &Known = ByName[keyOf(Each.Function)];
    Known.Takes |= Each.Takes;
    Known.HandsOnTo.insert(Known.HandsOnTo.end(), Each.HandsOnTo.begin(), Each.HandsOnTo.end());
  }
}

bool Lenders::leaves(const std::string &Function) const {
  std::set<std::string> Asked;
  return leaves(Function, Asked);
}

/// A circle of functions that only hand the handle to each other leaves it alone.
bool Lenders::leaves(const std::string &Function, std::set<std::string> &Asked) const {
  const std::string Key = keyOf(Function);
  auto It = ByName.find(Key);
  if (It == ByName.end() || It->second.Takes)
    return false;
  return !Asked.insert(Key).second ||
         std::ranges::all_of(It->second.HandsOnTo,
                             [&](const std::string &Next) { return leaves(Next, Asked); });
}

std::vector<Finding> Lenders::settle(const std::vector<Doubt> &Doubts,
                                     const std::vector<Finding> &Known) const {
  using Obligation = std::pair<std::string, SourcePlace>;
  std::set<std::pair<std::string, SourcePlace>> Reported;
  for (const Finding &F : Known)
    Reported.emplace(F.Rule, F.Place);
  std::set<Obligation> Settled;
  std::vector<Finding> Found;
  for (const auto &[F, Assumes] : Doubts) {
    const Obligation Of{F.FunctionUsr, F.Related.empty() ? F.Place : F.Related.front().Place};
    if (Settled.contains(Of) || Reported.contains({F.Rule, F.Place}) ||
        !std::ranges::all_of(Assumes, [&](const std::string &Each) { return leaves(Each); }))
      continue;
    Settled.insert(Of);
    Found.push_back(F);
  }
  return Found;
}

} // namespace connlint
