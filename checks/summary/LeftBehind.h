// LeftBehind.h - handles that a call leaves where a later call finds them.
#ifndef CONNLINT_SUMMARY_LEFTBEHIND_H
#define CONNLINT_SUMMARY_LEFTBEHIND_H

#include "flow/Effects.h"

namespace connlint {

/// A handle that is still held after the call.
struct LeftBehind {
  SourcePlace Acquire;
  uint32_t Resource = 0;
  std::string Global;  ///< The variable it is left in; empty: an object of the caller.
  bool Failed = false; ///< The acquire has failed.
};

std::vector<LeftBehind> leftBehind(const Summary &Effects, const ResourceModel &Model);

/// Something in the function speaks of being called again, as a test "already connected" does.
bool expectsToBeCalledAgain(const Summary &Effects);

} // namespace connlint

#endif
