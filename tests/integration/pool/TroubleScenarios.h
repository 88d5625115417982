// TroubleScenarios.h - a network that misbehaves between the pool and a real server. The
// traits are those of ServerScenarios.h.
#ifndef CONNPOOL_TESTS_TROUBLE_SCENARIOS_H
#define CONNPOOL_TESTS_TROUBLE_SCENARIOS_H

#include "ProxyFixture.h"
#include "connpool/error.h"
#include <atomic>

namespace connpool::test {

template <class Traits> class TroubleScenarios : public ProxyFixture<Traits> {};

TYPED_TEST_SUITE_P(TroubleScenarios);

TYPED_TEST_P(TroubleScenarios, StalledConnectionsAreReplacedWithinThePingTimeout) {
  PoolOptions options = sized(3);
  options.ping_after = 0ms; // the socket itself shows nothing of a stall
  Pool &pool = this->make(options);
  this->fill(3);
  this->proxy_->stall(true);
  auto began = Clock::now();
  EXPECT_THROW(static_cast<void>(pool.checkout(1s)), PoolTimeout);
  EXPECT_LT(Clock::now() - began, 5s) << "nobody waits for a silent server for long";
  this->proxy_->stall(false);
  EXPECT_TRUE(this->works(pool));
  EXPECT_TRUE(eventually([&] { return pool.stats().busy == 0; }));
  EXPECT_GE(pool.stats().broken, 1u);
}

TYPED_TEST_P(TroubleScenarios, ForgottenTransactionOnASilentServerDoesNotHoldItsBorrower) {
  Pool &pool = this->make(sized(1));
  Lease lease = pool.checkout(20s);
  lease->run(TypeParam::begin, {});
  this->proxy_->stall(true);
  const auto began = Clock::now();
  lease.checkin(); // its ROLLBACK is never answered
  EXPECT_LT(Clock::now() - began, 2s);
  this->proxy_->stall(false);
  EXPECT_TRUE(this->works(pool));
  EXPECT_EQ(pool.stats().opened, 2u);
}

TYPED_TEST_P(TroubleScenarios, ResetIdleConnectionsAreSeenByNobody) {
  PoolOptions options = sized(4);
  options.alive_window = 20ms;
  Pool &pool = this->make(options);
  this->fill(4);
  this->proxy_->reset();
  ASSERT_TRUE(eventually([&] { return pool.stats().broken == 4; })) << "found in the background";
  for (int i = 0; i < 20; ++i)
    EXPECT_TRUE(this->works(pool));
}

TYPED_TEST_P(TroubleScenarios, ResetsUnderLoadLoseNoSlot) {
  Pool &pool = this->make(sized(4));
  std::atomic<bool> stop{false};
  std::atomic<int> good{0}, lost{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      while (!stop)
        try {
          const Lease lease = pool.checkout(20s);
          lease->run("SELECT 1", {});
          ++good;
        } catch (const QueryError &error) {
          EXPECT_NE(error.kind(), QueryError::Kind::Statement) << error.what();
          ++lost;
        }
    });
  for (int round = 0; round < 5; ++round) {
    const int before = good;
    ASSERT_TRUE(eventually([&] { return good > before + 50; }));
    this->proxy_->reset();
  }
  const int before = good;
  EXPECT_TRUE(eventually([&] { return good > before + 50; }));
  stop = true;
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_LE(lost, 5 * 4) << "at most those in flight, each time";
  this->fill(4);
  EXPECT_EQ(pool.stats().size, 4u);
}

TYPED_TEST_P(TroubleScenarios, AnswersCutShortAreLostConnections) {
  Pool &pool = this->make(sized(1));
  // From the first byte of the answer to somewhere in its rows.
  for (const int bytes : {1, 4, 5, 7, 20, 60, 900}) {
    {
      const Lease lease = pool.checkout(20s);
      this->proxy_->truncate_after(bytes);
      try {
        lease->run(TypeParam::long_answer, {});
        ADD_FAILURE() << "an answer of " << bytes << " bytes was taken for a whole one";
      } catch (const QueryError &error) {
        EXPECT_TRUE(error.kind() == QueryError::Kind::OutcomeLost ||
                    error.kind() == QueryError::Kind::NotSent)
            << bytes << ": " << error.what();
      }
      EXPECT_EQ(lease->condition(), Condition::Broken) << bytes;
    }
    EXPECT_TRUE(this->works(pool)) << bytes;
  }
}

TYPED_TEST_P(TroubleScenarios, GreetingsCutShortAreFailuresToConnect) {
  for (const int bytes : {0, 1, 5, 30}) {
    this->proxy_->truncate_after(bytes);
    try {
      TypeParam::tcp_driver(*this->server_, this->proxy_->port())->connect(2s);
      ADD_FAILURE() << "connected after " << bytes << " bytes";
    } catch (const ConnectError &error) {
      EXPECT_EQ(error.kind(), ConnectError::Kind::Transient) << error.what();
    }
  }
  EXPECT_TRUE(this->works(this->make(sized(1))));
}

TYPED_TEST_P(TroubleScenarios, NamesThatDoNotResolveHoldNobodyBeyondTheDeadline) {
  Pool pool(TypeParam::driver_to("no-such-host.invalid"), sized(2));
  const auto began = Clock::now();
  EXPECT_THROW(static_cast<void>(pool.checkout(300ms)), Error);
  EXPECT_LT(Clock::now() - began, 3s);
  EXPECT_TRUE(eventually([&] { return pool.stats().connect_failures > 0; }));
  EXPECT_NE(pool.stats().last_connect_error.find("no-such-host.invalid"), std::string::npos);
}

REGISTER_TYPED_TEST_SUITE_P(TroubleScenarios, StalledConnectionsAreReplacedWithinThePingTimeout,
                            ForgottenTransactionOnASilentServerDoesNotHoldItsBorrower,
                            ResetIdleConnectionsAreSeenByNobody, ResetsUnderLoadLoseNoSlot,
                            AnswersCutShortAreLostConnections,
                            GreetingsCutShortAreFailuresToConnect,
                            NamesThatDoNotResolveHoldNobodyBeyondTheDeadline);

} // namespace connpool::test

#endif
