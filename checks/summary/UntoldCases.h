// UntoldCases.h - outcomes of a function that nobody outside can tell apart.
#ifndef CONNLINT_SUMMARY_UNTOLDCASES_H
#define CONNLINT_SUMMARY_UNTOLDCASES_H

#include "flow/Effects.h"

namespace connlint {

/// A function that releases a handle, or opens one into an object of its caller, for reasons
/// that it keeps to itself knows what it does: it counts references in an atomic, or asks
/// something that we do not see whether it is open already. Where one case touches a handle
/// and another that looks the same from outside does not, both give it away.
void giveAwayUntold(std::vector<SummaryCase> &Cases, bool IsConstructor);

} // namespace connlint

#endif
