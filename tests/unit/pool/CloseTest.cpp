// CloseTest.cpp - the end of a pool, and leases that outlive it.
#include "PoolFixture.h"
#include <future>

namespace connpool::test {
namespace {

using Closing = PoolFixture;

TEST_F(Closing, ClosesIdleConnections) {
  Pool &pool = make(sized(3));
  pool.checkout().checkin();
  EXPECT_TRUE(pool.close(10s));
  EXPECT_EQ(server_->sessions(), 0u);
  EXPECT_TRUE(pool.stats().closed);
  EXPECT_THROW(static_cast<void>(pool.checkout()), PoolClosed);
  EXPECT_TRUE(pool.close(0ms)) << "closing again is harmless";
}

TEST_F(Closing, WaitsForLeases) {
  Pool &pool = make(sized(1));
  Lease lease = pool.checkout();
  EXPECT_FALSE(pool.close(30ms));
  auto done = std::async(std::launch::async, [&] { return pool.close(10s); });
  lease.checkin();
  EXPECT_TRUE(done.get());
  EXPECT_EQ(server_->sessions(), 0u);
}

TEST_F(Closing, WakesAllWaiters) {
  Pool &pool = make(sized(1));
  Lease lease = pool.checkout();
  std::vector<std::future<void>> all;
  for (int i = 0; i < 5; ++i)
    all.push_back(std::async(std::launch::async, [&] {
      EXPECT_THROW(static_cast<void>(pool.checkout(30s)), PoolClosed);
    }));
  ASSERT_TRUE(eventually([&] { return pool.stats().waiting == 5; }));
  EXPECT_FALSE(pool.close(0ms));
}

TEST_F(Closing, LeaseMayOutliveItsPool) {
  PoolOptions options = sized(2);
  options.close_timeout = 20ms;
  make(options);
  Lease lease = pool_->checkout();
  pool_.reset();
  EXPECT_EQ(server_->sessions(), 1u);
  EXPECT_TRUE(stub(lease).query());
  lease.checkin();
  EXPECT_TRUE(eventually([&] { return server_->sessions() == 0; }));
}

TEST_F(Closing, DetachedConnectionOutlivesItsPool) {
  make(sized(1));
  std::unique_ptr<Connection> mine = pool_->checkout().detach();
  pool_.reset();
  EXPECT_EQ(server_->sessions(), 1u);
  mine.reset();
  EXPECT_EQ(server_->sessions(), 0u);
}

TEST_F(Closing, ConnectionThatIsBeingOpenedIsClosed) {
  server_->stall(true);
  Pool &pool = make(sized(1));
  auto waiting = std::async(
      std::launch::async, [&] { EXPECT_THROW(static_cast<void>(pool.checkout(30s)), PoolClosed); });
  ASSERT_TRUE(eventually([&] { return server_->attempts == 1; }));
  EXPECT_FALSE(pool.close(0ms));
  waiting.get();
  server_->stall(false);
  EXPECT_TRUE(pool.close(10s));
  EXPECT_EQ(server_->sessions(), 0u);
}

TEST_F(Closing, UnderLoadLosesNothing) {
  for (int round = 0; round < 20; ++round) {
    Pool &pool = make(sized(3, 2));
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&] {
        try {
          for (;;)
            pool.checkout(10s).checkin();
        } catch (const PoolClosed &) {
        }
      });
    std::this_thread::sleep_for(5ms);
    EXPECT_TRUE(pool.close(10s));
    EXPECT_EQ(server_->sessions(), 0u);
    for (std::thread &thread : threads)
      thread.join();
    pool_.reset();
  }
}

TEST_F(Closing, PoolsComeAndGoWhileLeasesReturn) {
  // The queue of a pool that is gone is used again; late checkins must not disturb the next
  // one.
  for (int round = 0; round < 200; ++round) {
    PoolOptions options = sized(2);
    options.close_timeout = 0ms;
    Pool &pool = make(options);
    Lease lease = pool.checkout();
    std::thread late([mine = std::move(lease)]() mutable { mine.checkin(); });
    pool_.reset();
    late.join();
  }
  EXPECT_TRUE(eventually([&] { return server_->sessions() == 0; }));
}

} // namespace
} // namespace connpool::test
