// CheckoutTest.cpp - borrowing and returning, limits, and what errors say.
#include "PoolFixture.h"
#include <future>

namespace connpool::test {
namespace {

using Checkout = PoolFixture;

TEST_F(Checkout, GivesTheSameConnectionAgain) {
  Pool &pool = make(sized(5));
  const unsigned first = stub(pool.checkout()).id();
  EXPECT_EQ(stub(pool.checkout()).id(), first);
  EXPECT_EQ(server_->sessions(), 1u);
  EXPECT_EQ(pool.stats().checkouts, 2u);
}

TEST_F(Checkout, OpensNoMoreThanSizeAndOverflow) {
  Pool &pool = make(sized(2, 1));
  std::vector<Lease> leases;
  for (int i = 0; i < 3; ++i)
    leases.push_back(pool.checkout());
  EXPECT_THROW(static_cast<void>(pool.checkout(20ms)), PoolTimeout);
  EXPECT_EQ(server_->most_sessions(), 3u);
  EXPECT_EQ(pool.stats().overflow, 1u);
  EXPECT_EQ(seen(Event::Kind::Overflow).size(), 1u);
}

TEST_F(Checkout, ReturnsConnectionWhenLeaseIsDestroyed) {
  Pool &pool = make(sized(1));
  try {
    const Lease lease = pool.checkout();
    throw 1;
  } catch (int) {
  }
  EXPECT_TRUE(pool.checkout(0ms));
}

TEST_F(Checkout, MovingALeaseMovesTheDuty) {
  Pool &pool = make(sized(1));
  Lease first = pool.checkout();
  Lease second = std::move(first);
  EXPECT_FALSE(first);
  EXPECT_THROW(first.connection(), EmptyLease);
  EXPECT_THROW(first.detach(), EmptyLease);
  EXPECT_EQ(first.native(), nullptr);
  first.checkin();
  first.invalidate();
  EXPECT_EQ(pool.stats().busy, 1u);
  second.checkin();
  second.checkin();
  EXPECT_EQ(pool.stats().busy, 0u);
}

TEST_F(Checkout, AssigningALeaseReturnsTheOldOne) {
  Pool &pool = make(sized(2));
  Lease lease = pool.checkout();
  lease = pool.checkout();
  EXPECT_EQ(pool.stats().busy, 1u);
  Lease &same = lease;
  lease = std::move(same);
  EXPECT_TRUE(lease);
}

TEST_F(Checkout, MayBeReturnedByAnotherThread) {
  Pool &pool = make(sized(1));
  Lease lease = pool.checkout();
  std::thread([taken = std::move(lease)] {}).join();
  EXPECT_TRUE(pool.checkout(0ms));
}

TEST_F(Checkout, TimeoutNamesThePoolAndTheHolders) {
  PoolOptions options = sized(1);
  options.name = "orders";
  Pool &pool = make(options);
  const Lease lease = pool.checkout();
  const auto line = std::source_location::current().line() - 1;
  ASSERT_TRUE(eventually([&] { return pool.stats().holders.at(0).held >= 50ms; }));
  try {
    static_cast<void>(pool.checkout(30ms));
    FAIL() << "there is only one connection";
  } catch (const PoolTimeout &error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("'orders'"), text.npos) << text;
    EXPECT_NE(text.find("size 1 of 1, busy 1, idle 0, opening 0, waiting 0"), text.npos) << text;
    EXPECT_NE(text.find("CheckoutTest.cpp:" + std::to_string(line)), text.npos) << text;
    ASSERT_EQ(error.stats().holders.size(), 1u);
    EXPECT_EQ(error.stats().holders[0].where.line(), line);
    EXPECT_GE(error.stats().holders[0].held, 50ms);
    EXPECT_LE(error.stats().holders[0].held, 60s);
  }
  EXPECT_EQ(pool.stats().timeouts, 1u);
  EXPECT_EQ(seen(Event::Kind::Timeout).size(), 1u);
}

TEST_F(Checkout, ZeroTimeoutDoesNotWait) {
  Pool &pool = make(sized(1));
  const Lease lease = pool.checkout();
  const auto before = std::chrono::steady_clock::now();
  EXPECT_THROW(static_cast<void>(pool.checkout(0ms)), PoolTimeout);
  EXPECT_LT(std::chrono::steady_clock::now() - before, 1s);
}

TEST_F(Checkout, WaiterGetsWhatIsReturned) {
  Pool &pool = make(sized(1));
  Lease lease = pool.checkout();
  auto other = std::async(std::launch::async, [&] { return stub(pool.checkout(10s)).id(); });
  ASSERT_TRUE(eventually([&] { return pool.stats().waiting == 1; }));
  const unsigned id = stub(lease).id();
  lease.checkin();
  EXPECT_EQ(other.get(), id);
  EXPECT_EQ(pool.stats().wait.count, pool.stats().waits);
}

TEST_F(Checkout, WaitersBeyondTheLimitAreRefusedAtOnce) {
  PoolOptions options = sized(1);
  options.max_waiting = 1;
  Pool &pool = make(options);
  Lease lease = pool.checkout();
  auto other = std::async(std::launch::async, [&] { return bool(pool.checkout(10s)); });
  ASSERT_TRUE(eventually([&] { return pool.stats().waiting == 1; }));
  EXPECT_THROW(static_cast<void>(pool.checkout(10s)), PoolOverloaded);
  EXPECT_EQ(pool.stats().refusals, 1u);
  lease.checkin();
  EXPECT_TRUE(other.get());
}

TEST_F(Checkout, StrictFairnessServesInTurn) {
  PoolOptions options = sized(1);
  options.fairness = 0ms;
  Pool &pool = make(options);
  Lease lease = pool.checkout();
  std::mutex mutex;
  std::vector<int> order;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      const Lease mine = pool.checkout(10s);
      std::lock_guard lock(mutex);
      order.push_back(i);
    });
    ASSERT_TRUE(eventually([&] { return pool.stats().waiting == unsigned(i) + 1; }));
  }
  lease.checkin();
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(order, (std::vector{0, 1, 2, 3, 4, 5, 6, 7}));
}

TEST_F(Checkout, HeadOfTheQueueIsNotStarvedByARunningThread) {
  Pool &pool = make(sized(1));
  std::atomic<bool> stop{false};
  std::thread greedy([&] {
    while (!stop)
      for (int i = 0; i < 100; ++i)
        pool.checkout().checkin();
  });
  for (int i = 0; i < 20; ++i) {
    Lease lease = pool.checkout(10s);
    std::this_thread::sleep_for(1ms);
  }
  stop = true;
  greedy.join();
  EXPECT_EQ(pool.stats().timeouts, 0u);
}

TEST_F(Checkout, FifoOrderTakesIdleConnectionsInTurn) {
  PoolOptions options = sized(3);
  options.order = IdleOrder::Fifo;
  Pool &pool = make(options);
  {
    std::vector<Lease> all;
    for (int i = 0; i < 3; ++i)
      all.push_back(pool.checkout());
  }
  std::set<unsigned> ids;
  for (int i = 0; i < 3; ++i)
    ids.insert(stub(pool.checkout()).id());
  EXPECT_EQ(ids.size(), 3u);
}

TEST_F(Checkout, DetachTakesAConnectionOutForGood) {
  Pool &pool = make(sized(1));
  Lease lease = pool.checkout();
  const std::unique_ptr<Connection> mine = lease.detach();
  EXPECT_FALSE(lease);
  EXPECT_TRUE(pool.checkout(10s));
  EXPECT_EQ(server_->sessions(), 2u);
}

TEST_F(Checkout, InvalidatedConnectionIsReplaced) {
  Pool &pool = make(sized(1));
  Lease lease = pool.checkout();
  const unsigned id = stub(lease).id();
  lease.invalidate();
  EXPECT_EQ(stub(lease).id(), id) << "usable until it is returned";
  lease.checkin();
  EXPECT_NE(stub(pool.checkout(10s)).id(), id);
  EXPECT_TRUE(seen(Event::Kind::Suspected).empty()) << "says nothing about the others";
}

TEST_F(Checkout, TracingTellsOfEachCheckout) {
  PoolOptions options = sized(1);
  options.trace_checkouts = true;
  Pool &pool = make(options);
  for (int i = 0; i < 3; ++i)
    pool.checkout().checkin();
  EXPECT_EQ(seen(Event::Kind::Checkout).size(), 3u);
  EXPECT_EQ(seen(Event::Kind::Checkin).size(), 3u);
}

TEST_F(Checkout, RefusesOptionsThatMakeNoSense) {
  EXPECT_THROW(make(sized(0)), std::invalid_argument);
  PoolOptions options = sized(2);
  options.min_idle = 3;
  EXPECT_THROW(make(options), std::invalid_argument);
  options = sized(2);
  options.timeout = -1ms;
  EXPECT_THROW(make(options), std::invalid_argument);
  EXPECT_THROW(Pool(nullptr), std::invalid_argument);
}

} // namespace
} // namespace connpool::test
