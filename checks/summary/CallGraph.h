// CallGraph.h - who calls whom in a unit.
#ifndef CONNLINT_SUMMARY_CALLGRAPH_H
#define CONNLINT_SUMMARY_CALLGRAPH_H

#include "facts/Facts.h"
#include "summary/Circles.h"
#include <map>
#include <vector>

namespace connlint {

/// Functions are named by their index in the unit. Who takes the address of a function counts
/// as one that calls it.
class CallGraph {
public:
  explicit CallGraph(const UnitFacts &Unit);

  const std::vector<size_t> &callees(size_t Function) const { return Callees[Function]; }
  const std::vector<size_t> &callers(size_t Function) const { return Callers[Function]; }
  bool callsItself(size_t Function) const;
  /// Functions that call each other in a circle stand together, callees before their callers.
  std::vector<std::vector<size_t>> circlesCalleesFirst() const {
    return connlint::circlesCalleesFirst(Callees);
  }

private:
  void add(size_t Caller, size_t Callee);
  void addTables(const UnitFacts &Unit, const std::map<std::string, size_t> &ByUsr);
  bool reaches(size_t From, size_t To) const;

  std::vector<std::vector<size_t>> Callees, Callers;
};

} // namespace connlint

#endif
