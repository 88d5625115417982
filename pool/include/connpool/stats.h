// stats.h - an immutable picture of a pool. Plain values; taking one stops nobody.
#ifndef CONNPOOL_STATS_H
#define CONNPOOL_STATS_H

#include <array>
#include <chrono>
#include <cstdint>
#include <source_location>
#include <string>
#include <vector>

namespace connpool {

/// Upper bounds of the buckets of every histogram here; one more bucket has no bound.
inline constexpr std::array<std::chrono::microseconds, 14> histogram_bounds{
    std::chrono::microseconds(50),         std::chrono::microseconds(100),
    std::chrono::microseconds(500),        std::chrono::microseconds(1'000),
    std::chrono::microseconds(5'000),      std::chrono::microseconds(10'000),
    std::chrono::microseconds(50'000),     std::chrono::microseconds(100'000),
    std::chrono::microseconds(500'000),    std::chrono::microseconds(1'000'000),
    std::chrono::microseconds(5'000'000),  std::chrono::microseconds(10'000'000),
    std::chrono::microseconds(30'000'000), std::chrono::microseconds(60'000'000)};

/// Counts per bucket (not cumulative), their number and their sum.
struct Histogram {
  std::array<std::uint64_t, histogram_bounds.size() + 1> buckets{};
  std::uint64_t count = 0;
  std::chrono::nanoseconds sum{0};
};

/// One connection that is out.
struct Holder {
  std::source_location where;        ///< who borrowed it
  std::chrono::milliseconds held{0}; ///< for how long at least (see PoolOptions::leak_threshold)
};

struct PoolStats {
  std::string name;
  bool closed = false;

  // Now. size == idle + busy + opening.
  unsigned pool_size = 0;    ///< option
  unsigned max_overflow = 0; ///< option
  unsigned size = 0;         ///< connections, those being opened included
  unsigned idle = 0;         ///< in the pool
  unsigned busy = 0;         ///< lent, or being checked or closed
  unsigned opening = 0;
  unsigned overflow = 0; ///< size beyond pool_size
  unsigned waiting = 0;  ///< borrowers in the queue

  // Since the pool was made.
  std::uint64_t checkouts = 0;
  std::uint64_t waits = 0; ///< checkouts that had to queue
  std::uint64_t timeouts = 0;
  std::uint64_t refusals = 0; ///< turned away by max_waiting
  std::uint64_t opened = 0;
  std::uint64_t closed_connections = 0;
  std::uint64_t connect_failures = 0;
  std::uint64_t broken = 0;   ///< connections found lost
  std::uint64_t recycled = 0; ///< closed because of their age
  std::uint64_t leaks = 0;    ///< checkouts that passed leak_threshold

  Histogram wait;   ///< every checkout that had to queue
  Histogram use;    ///< how long connections were out: one checkout in 64 of each connection
  Histogram create; ///< successful opens

  std::vector<Holder> holders;    ///< the longest first, at most eight
  std::string last_connect_error; ///< empty after a success
};

} // namespace connpool

#endif
