// RandomTest.cpp - millions of random steps from many threads, against a simple reference:
// each connection has one holder, the counts add up, and at the end pool and server agree.
#include "PoolFixture.h"
#include <random>

namespace connpool::test {
namespace {

using Random = PoolFixture;

/// Of each of eight threads; less under sanitizers, which are ten times slower.
constexpr unsigned steps = CONNPOOL_RANDOM_STEPS;

/// Who holds which connection, as the test believes.
class Ledger {
public:
  void taken(const Lease &lease) {
    std::lock_guard lock(mutex_);
    EXPECT_TRUE(held_.insert(lease.native()).second) << "lent twice";
    most_ = std::max(most_, held_.size());
  }
  void returning(const Lease &lease) {
    std::lock_guard lock(mutex_);
    EXPECT_EQ(held_.erase(lease.native()), 1u);
  }
  std::size_t most() const { return most_; }

private:
  std::mutex mutex_;
  std::set<void *> held_;
  std::size_t most_ = 0;
};

TEST_F(Random, ManyThreadsDoEverythingAtOnce) {
  PoolOptions options = sized(3, 3);
  options.min_idle = 1;
  options.recycle = 20ms;
  options.idle_timeout = 10ms;
  options.overflow_idle_timeout = 5ms;
  options.alive_window = 3ms;
  options.ping_after = 8ms;
  options.leak_threshold = 15ms;
  options.min_backoff = 1ms;
  options.max_backoff = 4ms;
  options.timeout = 5s;
  Pool &pool = make(options);
  Ledger ledger;
  constexpr unsigned threads = 8;
  std::atomic<std::uint64_t> checkouts{0}, timeouts{0}, detached{0};
  std::vector<std::thread> all;
  for (unsigned seed = 0; seed < threads; ++seed)
    all.emplace_back([&, seed] {
      std::minstd_rand random(seed + 1);
      std::vector<Lease> mine;
      const auto give_back = [&] {
        ledger.returning(mine.back());
        mine.pop_back();
      };
      for (unsigned i = 0; i < steps; ++i) {
        const unsigned dice = random() % 10'000;
        if (!mine.empty() && dice < 6'000) {
          give_back();
        } else if (dice < 9'900) {
          if (mine.size() >= 2)
            give_back();
          try {
            mine.push_back(pool.checkout(mine.empty() ? 5s : 0ms));
            ledger.taken(mine.back());
            ++checkouts;
          } catch (const PoolTimeout &) {
            ++timeouts;
          }
        } else if (!mine.empty()) {
          StubConnection &connection = stub(mine.back());
          switch (random() % 8) {
          case 0: connection.set(Condition::InTransaction); break;
          case 1: connection.set(Condition::Busy); break;
          case 2: mine.back().invalidate(); break;
          case 3: connection.alive = false; break;
          case 4: server_->restart(); break;
          case 5: pool.renew(); break;
          case 6: std::this_thread::sleep_for(std::chrono::microseconds(random() % 2'000)); break;
          default:
            ledger.returning(mine.back());
            mine.back().detach();
            mine.pop_back();
            ++detached;
            continue; // the connection is gone
          }
          connection.query();
        }
      }
      while (!mine.empty())
        give_back();
    });
  for (std::thread &thread : all)
    thread.join();
  EXPECT_LE(ledger.most(), 6u);
  EXPECT_TRUE(eventually([&] { return settled(); })) << "no slot was lost";
  const PoolStats stats = pool.stats();
  EXPECT_EQ(stats.checkouts, checkouts);
  EXPECT_EQ(stats.timeouts, timeouts);
  EXPECT_EQ(stats.waiting, 0u);
  EXPECT_TRUE(pool.close(10s));
  const PoolStats last = pool.stats();
  EXPECT_EQ(last.opened, last.closed_connections + detached);
  EXPECT_EQ(server_->sessions(), 0u);
}

} // namespace
} // namespace connpool::test
