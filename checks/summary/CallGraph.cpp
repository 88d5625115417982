// CallGraph.cpp - see CallGraph.h.
#include "summary/CallGraph.h"
#include <algorithm>
#include <set>

namespace connlint {

CallGraph::CallGraph(const UnitFacts &Unit)
    : Callees(Unit.Functions.size()), Callers(Unit.Functions.size()) {
  std::map<std::string, size_t> ByUsr;
  for (size_t I = 0; I < Unit.Functions.size(); ++I)
    ByUsr.emplace(Unit.Functions[I].Usr, I);
  for (size_t I = 0; I < Unit.Functions.size(); ++I)
    for (const BlockFacts &B : Unit.Functions[I].Blocks)
      for (const Instruction &Each : B.Instructions)
        if (auto It = Each.Usr.empty() ? ByUsr.end() : ByUsr.find(Each.Usr); It != ByUsr.end())
          add(I, It->second);
  addTables(Unit, ByUsr);
}

void CallGraph::add(size_t Caller, size_t Callee) {
  if (std::ranges::find(Callees[Caller], Callee) != Callees[Caller].end())
    return;
  Callees[Caller].push_back(Callee);
  Callers[Callee].push_back(Caller);
}

/// What a function calls through a constant table it mentions comes before it, too; but not what
/// calls the function: circles know less.
void CallGraph::addTables(const UnitFacts &Unit, const std::map<std::string, size_t> &ByUsr) {
  std::map<std::string_view, size_t> Places;
  for (const GlobalConstant &C : Unit.Constants)
    if (auto It = ByUsr.find(C.Value); C.IsFunction && It != ByUsr.end())
      Places.emplace(C.Global, It->second);
  for (size_t I = 0; I < Unit.Functions.size(); ++I)
    for (const VariableFacts &V : Unit.Functions[I].Variables) {
      if (V.Kind != VariableKind::Global)
        continue;
      for (auto It = Places.lower_bound(V.Name);
           It != Places.end() && It->first.starts_with(V.Name); ++It)
        if (It->first.substr(V.Name.size()).find_first_not_of(".[") != 0 && !reaches(It->second, I))
          add(I, It->second);
    }
}

bool CallGraph::reaches(size_t From, size_t To) const {
  std::set<size_t> Seen{From};
  std::vector<size_t> Work{From};
  while (!Work.empty() && !Seen.contains(To)) {
    const size_t I = Work.back();
    Work.pop_back();
    for (size_t Next : Callees[I])
      if (Seen.insert(Next).second)
        Work.push_back(Next);
  }
  return Seen.contains(To);
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
