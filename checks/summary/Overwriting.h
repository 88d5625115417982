// Overwriting.h - handles that an object loses when it gets others.
//
// "Link &operator=(Link &&o) { conn = o.conn; o.conn = nullptr; return *this; }" forgets the
// connection that the destructor would have closed. So does a method that connects anew, where the
// constructor always connects and nothing but the destructor closes.
#ifndef CONNLINT_SUMMARY_OVERWRITING_H
#define CONNLINT_SUMMARY_OVERWRITING_H

#include "flow/Solver.h"
#include "summary/CallGraph.h"

namespace connlint {

/// Adds what is lost to the results of the methods. Requires: Effects knows the functions of Unit.
void addOverwritten(const UnitFacts &Unit, const CallGraph &Calls, const EffectSource &Effects,
                    std::vector<FlowResult> &Results);

} // namespace connlint

#endif
