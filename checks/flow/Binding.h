// Binding.h - a call of a function with a summary, while the summary is applied.
#ifndef CONNLINT_FLOW_BINDING_H
#define CONNLINT_FLOW_BINDING_H

#include "flow/Engine.h"

namespace connlint {

/// A summary's words in the state of the caller, before the call changes anything.
struct Engine::Binding {
  State &S;
  const Instruction &I;
  FreshValues Fresh;
};

} // namespace connlint

#endif
