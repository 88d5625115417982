// prometheus.h - metrics of pools for prometheus-cpp. Link with connpool::prometheus.
//
//   exposer.RegisterCollectable(
//       std::make_shared<PrometheusCollector>([&] { return pools.stats(); }));
#ifndef CONNPOOL_PROMETHEUS_H
#define CONNPOOL_PROMETHEUS_H

#include "connpool/metrics.h"
#include <functional>
#include <limits>
#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>
#include <utility>
#include <vector>

namespace connpool {

/// Asks for the statistics of pools whenever it is scraped.
/// Thread safety: as that of `stats`.
class PrometheusCollector final : public ::prometheus::Collectable {
public:
  explicit PrometheusCollector(std::function<std::vector<PoolStats>()> stats)
      : stats_(std::move(stats)) {}

  std::vector<::prometheus::MetricFamily> Collect() const override {
    std::vector<::prometheus::MetricFamily> families;
    const std::vector<PoolStats> pools = stats_();
    for (const Metric &metric : metrics(pools)) {
      auto &family = families.emplace_back();
      family.name = metric.name;
      family.help = metric.help;
      family.type = type_of(metric.type);
      for (const MetricSample &sample : metric.samples)
        family.metric.push_back(convert(metric.type, sample));
    }
    return families;
  }

private:
  static ::prometheus::MetricType type_of(Metric::Type type) {
    switch (type) {
    case Metric::Type::Gauge: return ::prometheus::MetricType::Gauge;
    case Metric::Type::Counter: return ::prometheus::MetricType::Counter;
    case Metric::Type::Histogram: break;
    }
    return ::prometheus::MetricType::Histogram;
  }

  static ::prometheus::ClientMetric convert(Metric::Type type, const MetricSample &sample) {
    ::prometheus::ClientMetric out;
    out.label.push_back({pool_label, sample.pool});
    if (!sample.state.empty())
      out.label.push_back({state_label, sample.state});
    const auto value = static_cast<double>(sample.value);
    if (type == Metric::Type::Gauge)
      out.gauge.value = value;
    else if (type == Metric::Type::Counter)
      out.counter.value = value;
    else
      out.histogram = convert(sample.histogram);
    return out;
  }

  static ::prometheus::ClientMetric::Histogram convert(const Histogram &histogram) {
    using Seconds = std::chrono::duration<double>;
    ::prometheus::ClientMetric::Histogram out;
    out.sample_count = histogram.count;
    out.sample_sum = Seconds(histogram.sum).count();
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < histogram.buckets.size(); ++i) {
      below += histogram.buckets[i];
      out.bucket.push_back({below, i < histogram_bounds.size()
                                       ? Seconds(histogram_bounds[i]).count()
                                       : std::numeric_limits<double>::infinity()});
    }
    return out;
  }

  const std::function<std::vector<PoolStats>()> stats_;
};

} // namespace connpool

#endif
