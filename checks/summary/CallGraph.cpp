// CallGraph.cpp - see CallGraph.h.
#include "summary/CallGraph.h"
#include <algorithm>

namespace connlint {

CallGraph::CallGraph(const UnitFacts &Unit)
    : Callees(Unit.Functions.size()), Callers(Unit.Functions.size()) {
  std::map<std::string, size_t> ByUsr;
  for (size_t I = 0; I < Unit.Functions.size(); ++I)
    ByUsr.emplace(Unit.Functions[I].Usr, I);
  auto Add = [](std::vector<size_t> &List, size_t Item) {
    if (std::ranges::find(List, Item) == List.end())
      List.push_back(Item);
  };
  for (size_t I = 0; I < Unit.Functions.size(); ++I)
    for (const BlockFacts &B : Unit.Functions[I].Blocks)
      for (const Instruction &Each : B.Instructions)
        if (auto It = Each.Usr.empty() ? ByUsr.end() : ByUsr.find(Each.Usr); It != ByUsr.end()) {
          Add(Callees[I], It->second);
          Add(Callers[It->second], I);
        }
}

bool CallGraph::callsItself(size_t Function) const {
  return std::ranges::find(Callees[Function], Function) != Callees[Function].end();
}

/// Tarjan's strongly connected components, without recursion; callees come out first.
std::vector<std::vector<size_t>> CallGraph::circlesCalleesFirst() const {
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
