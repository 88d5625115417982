// place.h - a std::source_location for a place that is known only when the program runs.
#ifndef CONNPOOL_PLACE_H
#define CONNPOOL_PLACE_H

#include <source_location>

namespace connpool::detail {

/// The texts are kept by pointer, and the place for ever: there are as many as there are
/// calls in the source. Where the standard library has another layout than expected, the
/// place of this function's call.
std::source_location place(const char *file, unsigned line, const char *function,
                           std::source_location otherwise = std::source_location::current());

} // namespace connpool::detail

#endif
