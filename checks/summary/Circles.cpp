// Circles.cpp - Tarjan's strongly connected components, without recursion.
#include "summary/Circles.h"
#include <algorithm>

namespace connlint {

std::vector<std::vector<size_t>>
circlesCalleesFirst(const std::vector<std::vector<size_t>> &Callees) {
  const size_t N = Callees.size();
  std::vector<std::vector<size_t>> Circles;
  std::vector<size_t> Number(N, 0), Low(N, 0), Stack;
  std::vector<char> OnStack(N);
  size_t Next = 1;
  struct Visit {
    size_t Node, Edge;
  };
  for (size_t Root = 0; Root < N; ++Root) {
    if (Number[Root])
      continue;
    std::vector<Visit> Visits{{Root, 0}};
    while (!Visits.empty()) {
      size_t I = Visits.back().Node;
      if (Visits.back().Edge == 0) {
        Number[I] = Low[I] = Next++;
        Stack.push_back(I);
        OnStack[I] = 1;
      }
      if (Visits.back().Edge < Callees[I].size()) {
        size_t To = Callees[I][Visits.back().Edge++];
        if (!Number[To])
          Visits.push_back({To, 0});
        else if (OnStack[To])
          Low[I] = std::min(Low[I], Number[To]);
        continue;
      }
      if (Low[I] == Number[I]) {
        std::vector<size_t> Circle;
        size_t Member;
        do {
          Member = Stack.back();
          Stack.pop_back();
          OnStack[Member] = 0;
          Circle.push_back(Member);
        } while (Member != I);
        std::ranges::sort(Circle);
        Circles.push_back(std::move(Circle));
      }
      Visits.pop_back();
      if (!Visits.empty())
        Low[Visits.back().Node] = std::min(Low[Visits.back().Node], Low[I]);
    }
  }
  return Circles;
}

} // namespace connlint
