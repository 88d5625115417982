// bounded.h - times of the options in nanoseconds, where PoolOptions::never has no place.
#ifndef CONNPOOL_BOUNDED_H
#define CONNPOOL_BOUNDED_H

#include <algorithm>
#include <chrono>

namespace connpool::detail {

/// A hundred years are as good as never, and do not overflow.
inline std::chrono::nanoseconds bounded(std::chrono::milliseconds time) noexcept {
  return std::min<std::chrono::milliseconds>(time, std::chrono::hours(24 * 365 * 100));
}

} // namespace connpool::detail

#endif
