// Retries.h - what is lost when a function that has failed is called again.
//
// "connect" that fails and leaves the failed connection in a member is no leak by itself: the
// destructor may close it. But who has failed tries again, and then the new connection goes
// over the old one. So such functions are solved twice in a row.
#ifndef CONNLINT_SUMMARY_RETRIES_H
#define CONNLINT_SUMMARY_RETRIES_H

#include "flow/Solver.h"
#include <optional>

namespace connlint {

/// A handle that has failed, or may have, and is still held after the call.
struct LeftBehind {
  SourcePlace Acquire;
  std::string Global; ///< The variable it is left in; empty: an object of the caller.
};

std::vector<LeftBehind> failedOnesLeftBehind(const Summary &Effects);

/// Two calls of Function, one after the other, with the same arguments; what the first throws
/// is caught. The calls stand at the place of the acquire that fails. Nullopt: no way out
/// leaves a failed handle where the next call can find it, or nothing in the function speaks
/// of being called again, as a test "already connected" does.
std::optional<FunctionFacts> twoCallsOf(const FunctionFacts &Function, const Summary &Effects);

} // namespace connlint

#endif
