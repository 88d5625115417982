// LeftBehind.h - handles that a call leaves where a later call finds them.
#ifndef CONNLINT_SUMMARY_LEFTBEHIND_H
#define CONNLINT_SUMMARY_LEFTBEHIND_H

#include "flow/Effects.h"

namespace connlint {

/// A handle that is still held after the call.
struct LeftBehind {
  SourcePlace Acquire;
  uint32_t Resource = 0;
  Term Address;          ///< Where it is left.
  std::string Global;    ///< The variable it is left in; empty: an object of the caller.
  bool Failed = false;   ///< The acquire has failed.
  bool Returned = false; ///< The caller gets it as well.
};

std::vector<LeftBehind> leftBehind(const Summary &Effects, const ResourceModel &Model);

/// The function speaks of being called again: it asks for something that a call of it sets, as
/// a test "already connected" does, and then leaves the place of the handle alone.
bool expectsToBeCalledAgain(const Summary &Effects, const LeftBehind &Handle);

} // namespace connlint

#endif
