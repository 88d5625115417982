// PoolFixture.h - a pool on the stub driver, and its events.
#ifndef CONNPOOL_TESTS_POOL_FIXTURE_H
#define CONNPOOL_TESTS_POOL_FIXTURE_H

#include "StubDriver.h"
#include "Support.h"
#include "connpool/pool.h"
#include <gtest/gtest.h>
#include <optional>
#include <vector>

namespace connpool::test {

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
  /// So many at once.
  std::vector<Lease> borrow(unsigned count) {
    std::vector<Lease> all;
    while (all.size() < count)
      all.push_back(pool_->checkout());
    return all;
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
