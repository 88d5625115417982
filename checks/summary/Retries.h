// Retries.h - what is lost when a function that has failed is called again.
//
// "connect" that fails and leaves the failed connection in a member is no leak by itself: the
// destructor may close it. But who has failed tries again, and then the new connection goes
// over the old one. So such functions are solved twice in a row, and also those that keep a
// result in a variable which no other function names.
#ifndef CONNLINT_SUMMARY_RETRIES_H
#define CONNLINT_SUMMARY_RETRIES_H

#include "flow/Solver.h"

namespace connlint {

/// A handle that is still held after the call.
struct LeftBehind {
  SourcePlace Acquire;
  uint32_t Resource = 0;
  std::string Global;   ///< The variable it is left in; empty: an object of the caller.
  bool Failed = false;  ///< The acquire has failed.
};

std::vector<LeftBehind> leftBehind(const Summary &Effects, const ResourceModel &Model);

/// Something in the function speaks of being called again, as a test "already connected" does.
bool expectsToBeCalledAgain(const FunctionFacts &Function, const Summary &Effects);

/// Two calls of Function, one after the other, with the same arguments; what the first throws
/// is caught. The calls stand at Where.
FunctionFacts twoCallsOf(const FunctionFacts &Function, const SourcePlace &Where);

} // namespace connlint

#endif
