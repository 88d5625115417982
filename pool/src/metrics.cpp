// metrics.cpp - the list of metrics, with OpenTelemetry's names where it has one.
#include "connpool/metrics.h"

namespace connpool {

namespace {

using Type = Metric::Type;

/// One sample per pool; `value` takes it from the statistics.
template <class Value>
Metric each(std::span<const PoolStats> pools, const char *name, Type type, const char *help,
            Value value) {
  Metric metric{name, type, help, {}};
  for (const PoolStats &pool : pools)
    metric.samples.push_back({.pool = pool.name, .value = value(pool)});
  return metric;
}

template <class Number>
Metric each(std::span<const PoolStats> pools, const char *name, Type type, const char *help,
            Number PoolStats::*member) {
  return each(pools, name, type, help,
              [member](const PoolStats &pool) -> std::uint64_t { return pool.*member; });
}

Metric each(std::span<const PoolStats> pools, const char *name, const char *help,
            Histogram PoolStats::*member) {
  Metric metric{name, Type::Histogram, help, {}};
  for (const PoolStats &pool : pools)
    metric.samples.push_back({.pool = pool.name, .histogram = pool.*member});
  return metric;
}

Metric by_state(std::span<const PoolStats> pools) {
  Metric metric{"db_client_connection_count", Type::Gauge, "Connections, by state.", {}};
  for (const PoolStats &pool : pools) {
    metric.samples.push_back({.pool = pool.name, .state = "idle", .value = pool.idle});
    metric.samples.push_back({.pool = pool.name, .state = "used", .value = pool.busy});
  }
  return metric;
}

} // namespace

std::vector<Metric> metrics(std::span<const PoolStats> pools) {
  return {
      by_state(pools),
      each(pools, "db_client_connection_max", Type::Gauge, "Most connections that may be open.",
           [](const PoolStats &pool) { return pool.pool_size + pool.max_overflow; }),
      each(pools, "db_client_connection_pending_requests", Type::Gauge, "Borrowers that wait.",
           &PoolStats::waiting),
      each(pools, "db_client_connection_timeouts_total", Type::Counter, "Borrowers that gave up.",
           &PoolStats::timeouts),
      each(pools, "connpool_checkouts_total", Type::Counter, "Checkouts.", &PoolStats::checkouts),
      each(pools, "connpool_refusals_total", Type::Counter, "Borrowers turned away by max_waiting.",
           &PoolStats::refusals),
      each(pools, "connpool_connections_opened_total", Type::Counter, "Connections opened.",
           &PoolStats::opened),
      each(pools, "connpool_connect_failures_total", Type::Counter,
           "Attempts to connect that failed.", &PoolStats::connect_failures),
      each(pools, "connpool_connections_broken_total", Type::Counter, "Connections found lost.",
           &PoolStats::broken),
      each(pools, "connpool_connections_recycled_total", Type::Counter,
           "Connections closed for their age.", &PoolStats::recycled),
      each(pools, "connpool_leaks_total", Type::Counter, "Checkouts that passed leak_threshold.",
           &PoolStats::leaks),
      each(pools, "db_client_connection_wait_time_seconds",
           "Time in the queue, of those who queued.", &PoolStats::wait),
      each(pools, "db_client_connection_use_time_seconds",
           "Time between checkout and checkin, of one in 64.", &PoolStats::use),
      each(pools, "db_client_connection_create_time_seconds", "Time to open a connection.",
           &PoolStats::create),
  };
}

} // namespace connpool
