// PoolFixture.h - a pool on the stub driver, its events, and waiting for things to come
// true.
#ifndef CONNPOOL_TESTS_POOL_FIXTURE_H
#define CONNPOOL_TESTS_POOL_FIXTURE_H

#include "StubDriver.h"
#include "connpool/pool.h"
#include <gtest/gtest.h>
#include <optional>
#include <thread>
#include <vector>

namespace connpool::test {

using namespace std::chrono_literals;

/// True as soon as `condition` is; false when it is not within ten seconds.
template <class Condition> bool eventually(Condition condition) {
  const auto until = std::chrono::steady_clock::now() + 10s;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until)
      return false;
    std::this_thread::sleep_for(1ms);
  }
  return true;
}

class PoolFixture : public testing::Test {
protected:
  struct Seen {
    Event::Kind kind;
    std::uint_least32_t line;
    std::string detail;
  };

  Pool &make(PoolOptions options) {
    options.on_event = [log = log_](const Event &event) { // May come when the test is over.
      std::lock_guard lock(log->mutex);
      log->seen.push_back({event.kind, event.where.line(), std::string(event.detail)});
    };
    return pool_.emplace(server_, std::move(options));
  }
  static PoolOptions sized(unsigned pool_size, unsigned max_overflow = 0) {
    PoolOptions options;
    options.pool_size = pool_size;
    options.max_overflow = max_overflow;
    return options;
  }
  static StubConnection &stub(const Lease &lease) {
    return static_cast<StubConnection &>(lease.connection());
  }
  std::vector<Seen> seen(Event::Kind kind) const {
    std::lock_guard lock(log_->mutex);
    std::vector<Seen> found;
    for (const Seen &each : log_->seen)
      if (each.kind == kind)
        found.push_back(each);
    return found;
  }
  /// Whether the pool's counts equal the server's, with nothing on its way.
  bool settled() const {
    const PoolStats stats = pool_->stats();
    return stats.opening == 0 && stats.busy == 0 && stats.size == server_->sessions();
  }

private:
  struct Log {
    std::mutex mutex;
    std::vector<Seen> seen;
  };
  std::shared_ptr<Log> log_ = std::make_shared<Log>();

protected:
  std::shared_ptr<StubDriver> server_ = std::make_shared<StubDriver>();
  std::optional<Pool> pool_;
};

} // namespace connpool::test

#endif
