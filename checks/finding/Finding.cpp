// Finding.cpp - order and identity of findings.
#include "finding/Finding.h"
#include <algorithm>
#include <map>
#include <tuple>

namespace connlint {

void canonicalize(std::vector<Finding> &Findings) {
  for (Finding &F : Findings)
    F.Ordinal = 0;
  auto Key = [](const Finding &F) {
    return std::tie(F.Place, F.Rule, F.Message, F.FunctionUsr, F.Related);
  };
  std::ranges::sort(Findings, [&](const Finding &A, const Finding &B) {
    auto KA = Key(A), KB = Key(B);
    if (KA != KB)
      return KA < KB;
    // Equal for a reader: keep the one with the shorter path, then any fixed order.
    if (A.Path.size() != B.Path.size())
      return A.Path.size() < B.Path.size();
    return A < B;
  });
  auto Tail = std::ranges::unique(
      Findings, [&](const Finding &A, const Finding &B) { return Key(A) == Key(B); });
  Findings.erase(Tail.begin(), Tail.end());

  std::map<std::tuple<std::string, std::string, std::string>, unsigned> Seen;
  for (Finding &F : Findings)
    F.Ordinal = Seen[{F.Rule, F.FunctionUsr, F.Api}]++;
}

std::string stableKey(const Finding &F) {
  return F.Rule + "|" + F.FunctionUsr + "|" + F.Family + "|" + F.Api + "|" +
         std::to_string(F.Ordinal);
}

} // namespace connlint
