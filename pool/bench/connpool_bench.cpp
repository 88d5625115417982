// connpool_bench.cpp - connpool in the comparison with other pools; Rounds.h says how to
// call it.
//
// Without URL the connections are empty: what is measured is the pool. All features are on:
// liveness window, leak watch, lifetime, counters, rollback of forgotten transactions.
// Environment: NAME (row's name), FAIRNESS_MS, LOOK=1 (look at the socket each time),
// PING=1.
#include "Rounds.h"
#include "connpool/pool.h"

namespace {

using namespace connpool;

class NullConnection final : public Connection {
public:
  void *native() noexcept override { return this; }
  Condition condition() noexcept override { return Condition::Clean; }
  bool ping(std::chrono::milliseconds) noexcept override { return true; }
  bool reset(ResetLevel, std::chrono::milliseconds) noexcept override { return true; }
};

class NullDriver final : public Driver {
public:
  std::unique_ptr<Connection> connect(std::chrono::milliseconds) override {
    return std::make_unique<NullConnection>();
  }
  std::string target() const override { return "nothing"; }
};

std::string variable(const char *name, const char *otherwise) {
  const char *value = std::getenv(name);
  return value ? value : otherwise;
}

PoolOptions options_for(const bench::Settings &s) {
  PoolOptions options;
  options.pool_size = s.pool;
  options.max_overflow = 0;
  options.min_idle = s.pool;
  options.fairness = std::chrono::milliseconds(std::stol(variable("FAIRNESS_MS", "2")));
  if (!variable("LOOK", "").empty())
    options.alive_window = std::chrono::milliseconds(0);
  if (!variable("PING", "").empty())
    options.ping_after = std::chrono::milliseconds(0);
  return options;
}

} // namespace

int main(int count, char **words) {
  const auto settings = bench::Settings::parse(count, words);
  Pool pool(std::make_shared<NullDriver>(), options_for(settings));
  while (pool.stats().idle < settings.pool)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  bench::run(variable("NAME", "connpool").c_str(), settings, [&](auto &&held) {
    const Lease lease = pool.checkout();
    held();
    return true;
  });
}
