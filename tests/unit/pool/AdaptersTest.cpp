// AdaptersTest.cpp - events in spdlog, metrics in prometheus-cpp.
#include "PoolFixture.h"
#include "connpool/prometheus.h"
#include "connpool/report.h"
#include "connpool/spdlog.h"
#include <prometheus/text_serializer.h>
#include <spdlog/sinks/ostream_sink.h>
#include <sstream>

namespace connpool::test {
namespace {

using Adapters = PoolFixture;

TEST_F(Adapters, EventsBecomeLinesOfTheirLevel) {
  std::ostringstream text;
  auto logger = std::make_shared<spdlog::logger>(
      "db", std::make_shared<spdlog::sinks::ostream_sink_mt>(text));
  logger->set_pattern("%l %v");
  logger->set_level(spdlog::level::warn);
  const EventHandler handler = log_to(logger);
  handler({Event::Kind::Opened, "orders"});
  handler({Event::Kind::SlowStatement, "orders", {}, 2'000'000us, "SELECT {} FROM t"});
  handler({Event::Kind::ConnectFailed, "orders", {}, {}, "100% refused"});
  EXPECT_EQ(text.str(),
            "warning connpool: pool 'orders': slow statement after 2000 ms: SELECT {} FROM t\n"
            "error connpool: pool 'orders': connect failed: 100% refused\n");
}

TEST_F(Adapters, PrometheusSeesTheSameAsTheText) {
  Pool &pool = make(sized(2));
  const Lease lease = pool.checkout();
  const std::vector<PoolStats> stats{pool.stats()};
  const PrometheusCollector collector([&] { return stats; });
  // Two writers of one format: the same lines, but for the spelling of numbers.
  const auto lines = [](const std::string &text) {
    std::set<std::string> found;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
      if (line.find("_sum{") == line.npos && line.find(",le=") == line.npos)
        found.insert(line);
    return found;
  };
  const auto theirs = prometheus::TextSerializer().Serialize(collector.Collect());
  EXPECT_EQ(lines(theirs), lines(prometheus_text(stats)));
  EXPECT_NE(theirs.find("le=\"+Inf\"} 1\n"), std::string::npos) << theirs;
}

} // namespace
} // namespace connpool::test
