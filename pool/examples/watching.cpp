// watching.cpp - events in spdlog, metrics for prometheus-cpp; on SQLite, without a server.
#include <connpool/pool.h>
#include <connpool/prometheus.h>
#include <connpool/spdlog.h>
#include <connpool/sqlite.h>
#include <cstdio>
#include <prometheus/text_serializer.h>
#include <spdlog/sinks/stdout_sinks.h>

using namespace connpool;

int main(int count, char **words) {
  PoolOptions options;
  options.name = "orders";
  options.on_event = log_to(spdlog::stdout_logger_mt("db"));
  Pool pool(sqlite::driver(count > 1 ? words[1] : "watching.db"), options);

  const Lease lease = pool.checkout(); // one event: opened
  // In a service: exposer.RegisterCollectable(collector).
  const auto collector = std::make_shared<PrometheusCollector>(
      [&pool] { return std::vector<PoolStats>{pool.stats()}; });
  std::fputs(prometheus::TextSerializer().Serialize(collector->Collect()).c_str(), stdout);
}
