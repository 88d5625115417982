// Circles.h - the order in which things that need each other are looked at.
#ifndef CONNLINT_SUMMARY_CIRCLES_H
#define CONNLINT_SUMMARY_CIRCLES_H

#include <cstddef>
#include <vector>

namespace connlint {

/// Callees: by caller, all of them numbers below its size. Those that call each other in a circle
/// stand together, sorted; callees come before their callers.
std::vector<std::vector<size_t>>
circlesCalleesFirst(const std::vector<std::vector<size_t>> &Callees);

} // namespace connlint

#endif
