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

} // namespace connlint
