// Binding.h - open facts, and what other units tell, become facts that say one thing.
//
// Knows nothing of Clang: a unit is bound again, as more becomes known, without parsing it again.
#ifndef CONNLINT_FACTS_BINDING_H
#define CONNLINT_FACTS_BINDING_H

#include "facts/Facts.h"
#include "facts/KnownElsewhere.h"

namespace connlint {

/// What is done with a function of the unit.
enum class Look : uint8_t {
  None,
  AtItsEnd, ///< It handles nothing, but may never return, or such a function calls it.
  Close
};

/// One per outline. A function is looked at if it mentions a family's function, if it calls a
/// function that matters, here or as another unit tells, or if a function that matters calls it.
std::vector<Look> chooseFunctions(const UnitFacts &Open, const KnownElsewhere &Known);

/// One per outline: it is looked at, or will be if other units tell the right things.
std::vector<bool> mayBeLookedAt(const UnitFacts &Open);

/// The facts of the functions that are looked at.
/// Requires: Open is open, and verified.
UnitFacts bindFacts(UnitFacts Open, const KnownElsewhere &Known);

/// Requires: Function is open.
void bindFunction(FunctionFacts &Function, const KnownElsewhere &Known);

} // namespace connlint

#endif
