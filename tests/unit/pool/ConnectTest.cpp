// ConnectTest.cpp - servers that are down, slow, full, or do not know us.
#include "PoolFixture.h"
#include <future>

namespace connpool::test {
namespace {

using Connect = PoolFixture;
using Clock = std::chrono::steady_clock;

TEST_F(Connect, DownServerEndsInATimeoutThatSaysWhy) {
  server_->refuse("stub: nobody listens");
  Pool &pool = make(sized(2));
  try {
    static_cast<void>(pool.checkout(200ms));
    FAIL() << "nobody listens";
  } catch (const PoolTimeout &error) {
    EXPECT_NE(std::string(error.what()).find("stub: nobody listens"), std::string::npos);
  }
}

TEST_F(Connect, AttemptsBackOff) {
  server_->refuse("stub: nobody listens");
  PoolOptions options = sized(10);
  options.min_backoff = 20ms;
  options.max_backoff = 80ms;
  Pool &pool = make(options);
  std::vector<std::future<void>> all;
  for (int i = 0; i < 10; ++i)
    all.push_back(std::async(std::launch::async, [&] {
      EXPECT_THROW(static_cast<void>(pool.checkout(500ms)), PoolTimeout);
    }));
  all.clear();
  // 500 ms hold about a dozen pauses of 40 ms and more; the first may start four in
  // parallel.
  EXPECT_LE(server_->attempts, 25u);
  EXPECT_GE(server_->attempts, 3u);
}

TEST_F(Connect, RecoversWhenTheServerIsBack) {
  server_->refuse("stub: nobody listens");
  Pool &pool = make(sized(2));
  auto waiting = std::async(std::launch::async, [&] { return bool(pool.checkout(10s)); });
  ASSERT_TRUE(eventually([&] { return server_->attempts >= 2; }));
  server_->accept();
  EXPECT_TRUE(waiting.get());
}

TEST_F(Connect, WrongPasswordFailsAtOnce) {
  server_->refuse("stub: wrong password", ConnectError::Kind::Permanent);
  Pool &pool = make(sized(2));
  const auto before = Clock::now();
  try {
    static_cast<void>(pool.checkout(30s));
    FAIL() << "the password is wrong";
  } catch (const ConnectError &error) {
    EXPECT_STREQ(error.what(), "stub: wrong password");
  }
  EXPECT_LT(Clock::now() - before, 10s);
}

TEST_F(Connect, WrongPasswordDoesNotDisturbConnectionsThatExist) {
  Pool &pool = make(sized(1, 1));
  Lease lease = pool.checkout();
  server_->refuse("stub: wrong password", ConnectError::Kind::Permanent);
  auto waiting = std::async(std::launch::async, [&] { return bool(pool.checkout(10s)); });
  ASSERT_TRUE(eventually([&] { return server_->attempts >= 2; }));
  lease.checkin();
  EXPECT_TRUE(waiting.get());
}

TEST_F(Connect, StalledConnectDoesNotBlockOthers) {
  Pool &pool = make(sized(1, 3));
  Lease lease = pool.checkout();
  server_->stall(true);
  auto waiting = std::async(std::launch::async, [&] { return bool(pool.checkout(10s)); });
  ASSERT_TRUE(eventually([&] { return server_->attempts == 2; }));
  lease.checkin();
  EXPECT_TRUE(waiting.get()) << "served by the connection that came back";
  server_->stall(false);
}

TEST_F(Connect, StalledConnectHonoursTheDeadline) {
  server_->stall(true);
  Pool &pool = make(sized(1));
  const auto before = Clock::now();
  EXPECT_THROW(static_cast<void>(pool.checkout(100ms)), PoolTimeout);
  EXPECT_LT(Clock::now() - before, 5s);
  server_->stall(false);
  EXPECT_TRUE(pool.checkout(10s)) << "no slot was lost";
  EXPECT_TRUE(eventually([&] { return settled(); }));
  EXPECT_EQ(server_->sessions(), 1u);
}

TEST_F(Connect, NewConnectionsPassTheCallback) {
  std::atomic<unsigned> calls{0};
  PoolOptions options = sized(2);
  options.on_connect = [&](Connection &) {
    if (++calls == 1)
      throw std::runtime_error("not this one");
  };
  Pool &pool = make(options);
  EXPECT_TRUE(pool.checkout(10s));
  EXPECT_GE(calls, 2u);
  EXPECT_EQ(pool.stats().connect_failures, 1u);
  EXPECT_TRUE(eventually([&] { return settled(); }));
}

TEST_F(Connect, ManyBorrowersOpenInParallel) {
  server_->stall(true);
  PoolOptions options = sized(8);
  options.parallel_opens = 4;
  Pool &pool = make(options);
  std::vector<std::future<bool>> all;
  for (int i = 0; i < 8; ++i)
    all.push_back(std::async(std::launch::async, [&] { return bool(pool.checkout(20s)); }));
  EXPECT_TRUE(eventually([&] { return server_->attempts == 4; }));
  server_->stall(false);
  for (auto &each : all)
    EXPECT_TRUE(each.get());
}

} // namespace
} // namespace connpool::test
