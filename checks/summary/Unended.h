// Unended.h - what a method leaves in its object, and the destructor then does not release.
//
// "if (connected) mysql_close(handle);" forgets the handle whose connect has failed: nothing else
// releases it, and nothing else sets the flag.
#ifndef CONNLINT_SUMMARY_UNENDED_H
#define CONNLINT_SUMMARY_UNENDED_H

#include "flow/Solver.h"

namespace connlint {

/// Adds what is lost to the results of the methods. Requires: Effects knows the functions of Unit.
void addUnended(const UnitFacts &Unit, const EffectSource &Effects,
                std::vector<FlowResult> &Results);

} // namespace connlint

#endif
