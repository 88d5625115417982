// LivenessTest.cpp - age, idleness, and what happens when the server goes away.
#include "PoolFixture.h"

namespace connpool::test {
namespace {

class Liveness : public PoolFixture {
protected:
  /// A connection that was lent ten times before.
  Lease tenth(PoolOptions options) {
    Pool &pool = make(std::move(options));
    for (int i = 0; i < 10; ++i)
      pool.checkout().checkin();
    return pool.checkout();
  }
};

TEST_F(Liveness, FreshConnectionIsLentWithoutALook) {
  const Lease lease = tenth(sized(1));
  EXPECT_EQ(stub(lease).looks, 0u);
  EXPECT_EQ(stub(lease).pings, 0u);
}

TEST_F(Liveness, WithoutAWindowEachCheckoutLooks) {
  PoolOptions options = sized(1);
  options.alive_window = 0ms;
  const Lease lease = tenth(options);
  EXPECT_GE(stub(lease).looks, 10u);
  EXPECT_EQ(stub(lease).pings, 0u);
}

TEST_F(Liveness, PrePingAsksTheServerEachTime) {
  PoolOptions options = sized(1);
  options.ping_after = 0ms;
  Pool &pool = make(options);
  pool.checkout().checkin();
  for (unsigned i = 1; i <= 3; ++i)
    EXPECT_EQ(stub(pool.checkout()).pings, i);
}

TEST_F(Liveness, LongIdleConnectionIsAskedOnce) {
  PoolOptions options = sized(1);
  options.alive_window = 10ms;
  options.ping_after = 40ms;
  Pool &pool = make(options);
  pool.checkout().checkin();
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(stub(pool.checkout()).pings, 1u);
  EXPECT_EQ(stub(pool.checkout()).pings, 1u);
}

TEST_F(Liveness, DeadIdleConnectionsAreFoundAndReplacedInTheBackground) {
  PoolOptions options = sized(3);
  options.alive_window = 20ms;
  Pool &pool = make(options);
  static_cast<void>(borrow(3));
  server_->restart();
  EXPECT_TRUE(eventually([&] { return pool.stats().broken == 3 && pool.stats().idle == 3; }));
  EXPECT_EQ(server_->sessions(), 3u);
  for (int i = 0; i < 3; ++i)
    EXPECT_TRUE(stub(pool.checkout()).query());
}

TEST_F(Liveness, FirstLostConnectionSparesTheOtherBorrowers) {
  Pool &pool = make(sized(4)); // the window is half a second: nobody has looked yet
  std::vector<Lease> all = borrow(4);
  for (int i = 1; i < 4; ++i)
    all.pop_back();
  server_->restart();
  EXPECT_FALSE(stub(all[0]).query());
  all.clear();
  for (int i = 0; i < 20; ++i)
    EXPECT_TRUE(stub(pool.checkout(10s)).query());
  EXPECT_EQ(seen(Event::Kind::Suspected).size(), 1u) << "one proof is enough";
}

TEST_F(Liveness, SurvivorsOfASuspicionAreKept) {
  Pool &pool = make(sized(3));
  std::vector<Lease> all = borrow(3);
  stub(all[0]).alive = false;
  EXPECT_FALSE(stub(all[0]).query());
  std::set<unsigned> survivors{stub(all[1]).id(), stub(all[2]).id()};
  all.clear();
  ASSERT_TRUE(eventually([&] { return pool.stats().idle == 3; }));
  std::set<unsigned> now;
  for (int i = 0; i < 3; ++i) {
    all.push_back(pool.checkout(10s));
    now.insert(stub(all.back()).id());
  }
  EXPECT_TRUE(std::ranges::includes(now, survivors)) << "never drained to zero";
}

TEST_F(Liveness, OldConnectionIsReplacedOnAHotPoolToo) {
  PoolOptions options = sized(1);
  options.recycle = 50ms;
  options.recycle_jitter = 0;
  Pool &pool = make(options);
  const unsigned first = stub(pool.checkout()).id();
  EXPECT_TRUE(eventually([&] {
    for (int i = 0; i < 100; ++i)
      pool.checkout(10s).checkin();
    return stub(pool.checkout(10s)).id() != first;
  }));
  EXPECT_GE(pool.stats().recycled, 1u);
}

TEST_F(Liveness, IdleConnectionsAreClosedDownToMinIdle) {
  PoolOptions options = sized(4);
  options.min_idle = 1;
  options.idle_timeout = 50ms;
  make(options);
  static_cast<void>(borrow(4));
  EXPECT_TRUE(eventually([&] { return server_->sessions() == 1; }));
  std::this_thread::sleep_for(200ms);
  EXPECT_EQ(server_->sessions(), 1u);
}

TEST_F(Liveness, MinIdleIsOpenedInTheBackground) {
  PoolOptions options = sized(4);
  options.min_idle = 3;
  Pool &pool = make(options);
  EXPECT_TRUE(eventually([&] { return pool.stats().idle == 3; }));
  const Lease lease = pool.checkout();
  EXPECT_TRUE(eventually([&] { return pool.stats().idle == 3; })) << "refilled";
  EXPECT_EQ(server_->sessions(), 4u);
}

TEST_F(Liveness, OverflowIsClosedAfterTheRush) {
  PoolOptions options = sized(1, 3);
  options.overflow_idle_timeout = 30ms;
  make(options);
  static_cast<void>(borrow(4));
  EXPECT_TRUE(eventually([&] { return settled() && server_->sessions() == 1; }));
}

TEST_F(Liveness, RenewReplacesEveryConnection) {
  Pool &pool = make(sized(2));
  Lease out = pool.checkout();
  const unsigned busy = stub(out).id();
  const unsigned idle = stub(pool.checkout()).id();
  pool.renew();
  EXPECT_TRUE(stub(out).query()) << "nothing is taken from its borrower";
  out.checkin();
  ASSERT_TRUE(eventually([&] { return pool.stats().recycled == 2 && pool.stats().idle == 2; }));
  std::vector<Lease> all;
  for (int i = 0; i < 2; ++i) {
    all.push_back(pool.checkout());
    EXPECT_GT(stub(all.back()).id(), std::max(busy, idle));
  }
}

TEST_F(Liveness, NeverIsNever) {
  PoolOptions options = sized(1, 1);
  options.timeout = options.fairness = options.recycle = options.idle_timeout =
      options.overflow_idle_timeout = options.alive_window = options.ping_after =
          options.leak_threshold = options.slow_query_threshold = options.close_timeout =
              PoolOptions::never;
  Pool &pool = make(options);
  std::vector<Lease> all = borrow(2);
  std::this_thread::sleep_for(150ms);
  EXPECT_TRUE(seen(Event::Kind::Leak).empty());
  all.clear();
  std::this_thread::sleep_for(150ms);
  EXPECT_EQ(server_->sessions(), 2u) << "not even the surplus is closed";
  const Lease lease = pool.checkout();
  EXPECT_EQ(stub(lease).looks + stub(lease).pings, 0u);
  EXPECT_EQ(pool.stats().recycled, 0u);
}

TEST_F(Liveness, LateLeaseIsReportedTwice) {
  PoolOptions options = sized(1);
  options.leak_threshold = 30ms;
  Pool &pool = make(options);
  Lease lease = pool.checkout();
  const auto line = std::source_location::current().line() - 1;
  ASSERT_TRUE(eventually([&] { return !seen(Event::Kind::Leak).empty(); }));
  EXPECT_EQ(seen(Event::Kind::Leak)[0].line, line);
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(seen(Event::Kind::Leak).size(), 1u) << "once is enough";
  lease.checkin();
  ASSERT_EQ(seen(Event::Kind::LeakReturned).size(), 1u);
  EXPECT_EQ(seen(Event::Kind::LeakReturned)[0].line, line);
  EXPECT_EQ(pool.stats().leaks, 1u);
}

} // namespace
} // namespace connpool::test
