// check_options.cpp - refuses options that make no sense, before a pool is made of them.
#include "check_options.h"
#include <stdexcept>
#include <string>

namespace connpool::detail {

namespace {

using std::chrono::milliseconds;

void check(bool good, const char *problem) {
  if (!good)
    throw std::invalid_argument(std::string("connpool: ") + problem);
}

} // namespace

void check_options(const PoolOptions &options) {
  check(options.pool_size > 0, "pool_size must be at least 1");
  check(options.pool_size <= 100'000 && options.max_overflow <= 100'000,
        "pool_size and max_overflow must not exceed 100000");
  check(options.min_idle <= options.pool_size, "min_idle must not exceed pool_size");
  check(options.parallel_opens > 0, "parallel_opens must be at least 1");
  check(options.recycle_jitter >= 0 && options.recycle_jitter <= 1,
        "recycle_jitter must lie between 0 and 1");
  constexpr std::chrono::hours day(24);
  check(options.connect_timeout > milliseconds(0) && options.connect_timeout <= day,
        "connect_timeout must be positive, and a day at the most");
  check(options.ping_timeout <= day, "ping_timeout must be a day at the most");
  check(options.max_backoff <= day, "max_backoff must be a day at the most");
  check(options.min_backoff > milliseconds(0) && options.max_backoff >= options.min_backoff,
        "min_backoff must be positive and not above max_backoff");
  for (const auto time : {options.timeout, options.fairness, options.recycle, options.idle_timeout,
                          options.overflow_idle_timeout, options.alive_window, options.ping_after,
                          options.ping_timeout, options.leak_threshold,
                          options.slow_query_threshold, options.close_timeout})
    check(time >= milliseconds(0), "times must not be negative");
}

} // namespace connpool::detail
