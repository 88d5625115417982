// metrics.h - what there is to measure of pools, as plain values: for report.h, and for
// adapters to libraries of metrics.
#ifndef CONNPOOL_METRICS_H
#define CONNPOOL_METRICS_H

#include "connpool/stats.h"
#include <span>
#include <string>
#include <vector>

namespace connpool {

/// The labels that samples have, as Prometheus spells OpenTelemetry's names.
inline constexpr const char *pool_label = "db_client_connection_pool_name";
inline constexpr const char *state_label = "db_client_connection_state";

struct MetricSample {
  std::string pool;
  std::string state{}; ///< "idle" or "used" where a metric has it, empty otherwise
  std::uint64_t value = 0;
  Histogram histogram{}; ///< instead of the value, for Type::Histogram
};

struct Metric {
  enum class Type { Gauge, Counter, Histogram };
  const char *name;
  Type type;
  const char *help;
  std::vector<MetricSample> samples;
};

/// All metrics of these pools.
std::vector<Metric> metrics(std::span<const PoolStats> pools);

} // namespace connpool

#endif
