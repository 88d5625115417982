// AsioScenarios.h - the pool on an event loop, with callbacks and futures, for every real
// server that has statements for event loops. The traits are those of ServerScenarios.h.
#ifndef CONNPOOL_TESTS_ASIO_SCENARIOS_H
#define CONNPOOL_TESTS_ASIO_SCENARIOS_H

#include "ProxyFixture.h"
#include "connpool/asio.h"
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

namespace connpool::test {

/// Ticks on a loop that one thread runs, and keeps the longest time between two ticks.
class Heartbeat {
public:
  explicit Heartbeat(boost::asio::io_context &io) : io_(io), timer_(io) {
    boost::asio::post(io_, [this] { tick(); });
  }
  Heartbeat(const Heartbeat &) = delete;
  Heartbeat &operator=(const Heartbeat &) = delete;
  ~Heartbeat() {
    const auto over = std::make_shared<std::promise<void>>();
    boost::asio::post(io_, [this, over] {
      stopped_ = true;
      timer_.cancel();
      // Behind a tick that was due already.
      boost::asio::post(io_, [over] { over->set_value(); });
    });
    over->get_future().wait();
  }
  Clock::duration longest() const { return longest_; }

private:
  void tick() {
    timer_.expires_after(5ms);
    timer_.async_wait([this](const boost::system::error_code &error) {
      if (error || stopped_)
        return;
      const auto now = Clock::now();
      longest_ = std::max(longest_.load(), now - last_);
      last_ = now;
      tick();
    });
  }
  boost::asio::io_context &io_;
  boost::asio::steady_timer timer_;
  bool stopped_ = false; ///< on the loop only
  Clock::time_point last_ = Clock::now();
  std::atomic<Clock::duration> longest_{};
};

template <class Traits> class AsioScenarios : public ProxyFixture<Traits> {
protected:
  static constexpr auto future = boost::asio::use_future;
  ~AsioScenarios() override {
    stop();
    this->pool_.reset(); // before the loop that its threads post to
  }

  Pool &start(PoolOptions options, unsigned threads = 1) {
    Pool &pool = this->make(std::move(options));
    db_.emplace(io_.get_executor(), pool);
    for (unsigned i = 0; i < threads; ++i)
      threads_.emplace_back([this] { io_.run(); });
    return pool;
  }
  void stop() {
    work_.reset();
    io_.stop();
    for (std::thread &thread : threads_)
      thread.join();
    threads_.clear();
  }
  /// The operation's result. Its exception is kept until the loop's threads are gone: they
  /// own it too, and how many do is counted in libstdc++, which ThreadSanitizer does not
  /// see, so that it would take the last one's farewell for a race.
  template <class Result> Result hear(std::future<Result> operation) {
    try {
      return operation.get();
    } catch (...) {
      heard_.push_back(std::current_exception());
      throw;
    }
  }
  Lease checkout(std::chrono::milliseconds timeout = 20s) {
    return hear(db_->async_checkout({timeout, {}}, future));
  }
  ResultSet run(Lease &lease, const char *sql, std::vector<Value> parameters = {}) {
    return hear(db_->async_run(lease, sql, std::move(parameters), future));
  }

  /// Tasks that each borrow a connection and ask for their own number; how many got it.
  int good_of(int tasks) {
    std::atomic<int> good{0}, left{tasks};
    const auto all = std::make_shared<std::promise<void>>();
    const auto finished = [&](bool well) {
      const auto keep = all; // all else may be gone when the last one has told
      good += well;
      if (--left == 0)
        keep->set_value();
    };
    for (int i = 0; i < tasks; ++i)
      db_->async_checkout([&, i](std::exception_ptr error, Lease got) {
        if (error)
          return finished(false);
        auto lease = std::make_shared<Lease>(std::move(got));
        db_->async_run(*lease, Traits::echo_one, {std::int64_t{i}},
                       [&, i, lease](std::exception_ptr failed, ResultSet rows) {
                         lease->checkin();
                         finished(!failed && number(rows.rows.at(0).at(0)) == i);
                       });
      });
    EXPECT_EQ(all->get_future().wait_for(60s), std::future_status::ready);
    return good;
  }

  boost::asio::io_context io_;
  std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> work_{
      io_.get_executor()};
  std::optional<AsyncPool> db_;
  std::vector<std::thread> threads_;
  std::vector<std::exception_ptr> heard_;
};

TYPED_TEST_SUITE_P(AsioScenarios);

TYPED_TEST_P(AsioScenarios, StatementsGiveWhatTheyGiveElsewhere) {
  this->start(sized(1));
  Lease lease = this->checkout();
  const std::string text = "Robert'); DROP TABLE students;-- \xc3\xa4";
  const std::vector<Value> values{std::int64_t{-42}, 2.5, text, Null{}};
  const ResultSet there = lease->run(TypeParam::echo, values);
  const ResultSet here = this->run(lease, TypeParam::echo, values);
  EXPECT_EQ(here.columns, there.columns);
  EXPECT_EQ(here.rows, there.rows);
  EXPECT_EQ(std::get<std::string>(this->run(lease, TypeParam::huge_answer).rows[0][0]).size(),
            3'000'000u)
      << "in many packets";
  std::string long_text(2'000'000, 'x'); // more than a socket takes at once
  EXPECT_EQ(
      std::get<std::string>(
          this->run(lease, TypeParam::echo, {std::int64_t{1}, 1.0, long_text, Null{}}).rows[0][2]),
      long_text);
  EXPECT_EQ(this->run(lease, "CREATE TEMPORARY TABLE t (n INT)").rows.size(), 0u);
  EXPECT_EQ(this->run(lease, "INSERT INTO t VALUES (1), (2)").affected, 2u);
  EXPECT_EQ(lease->condition(), Condition::Clean);
  EXPECT_EQ(number(lease->run("SELECT count(*) FROM t", {}).rows[0][0]), 2);
}

TYPED_TEST_P(AsioScenarios, FailuresArriveAsExceptions) {
  Pool &pool = this->start(sized(1));
  {
    Lease lease = this->checkout();
    EXPECT_THROW(this->run(lease, "SELECT nonsense FROM nowhere"), QueryError);
    EXPECT_THROW(this->run(lease, TypeParam::echo, {Value{1.0}}), QueryError);
    EXPECT_EQ(lease->condition(), Condition::Clean);
    EXPECT_EQ(this->run(lease, "SELECT 1").rows.size(), 1u);
    EXPECT_THROW(static_cast<void>(this->checkout(50ms)), PoolTimeout);
    this->proxy_->reset();
    try {
      this->run(lease, "SELECT 1");
      ADD_FAILURE() << "the connection was reset";
    } catch (const QueryError &error) {
      EXPECT_NE(error.kind(), QueryError::Kind::Statement) << error.what();
    }
    EXPECT_EQ(lease->condition(), Condition::Broken);
  }
  Lease lease = this->checkout();
  EXPECT_EQ(this->run(lease, "SELECT 1").rows.size(), 1u);
  EXPECT_EQ(pool.stats().timeouts, 1u);
}

TYPED_TEST_P(AsioScenarios, ManyTasksShareFewConnectionsOnOneThread) {
  Pool &pool = this->start(sized(4));
  EXPECT_EQ(this->good_of(300), 300);
  EXPECT_LE(pool.stats().size, 4u);
}

TYPED_TEST_P(AsioScenarios, SeveralThreadsMayRunTheLoop) {
  Pool &pool = this->start(sized(3), 4);
  EXPECT_EQ(this->good_of(300), 300);
  EXPECT_TRUE(eventually([&] { return pool.stats().busy == 0; }));
}

TYPED_TEST_P(AsioScenarios, SlowStatementsDoNotHoldTheLoop) {
  this->start(sized(2));
  Lease lease = this->checkout();
  Heartbeat heart(this->io_);
  this->run(lease, TypeParam::sleep("0.6").c_str());
  EXPECT_LT(heart.longest(), 300ms);
}

TYPED_TEST_P(AsioScenarios, SilentServerDoesNotHoldTheLoop) {
  PoolOptions options = sized(2);
  options.ping_after = 0ms; // each checkout asks
  Pool &pool = this->start(options);
  this->fill(2);
  Heartbeat heart(this->io_);
  Lease dirty = this->checkout();
  this->run(dirty, TypeParam::begin);
  this->proxy_->stall(true);
  // A checkout that asks, a checkin that rolls back: neither is answered.
  auto waiting = this->db_->async_checkout({400ms, {}}, this->future);
  boost::asio::post(this->io_, [&] { dirty.checkin(); });
  EXPECT_THROW(static_cast<void>(this->hear(std::move(waiting))), Error);
  this->proxy_->stall(false);
  {
    Lease lease = this->checkout();
    EXPECT_EQ(this->run(lease, "SELECT 1").rows.size(), 1u);
  }
  EXPECT_LT(heart.longest(), 150ms) << "less than ping_timeout";
  EXPECT_TRUE(eventually([&] { return pool.stats().busy == 0; })) << "no slot was lost";
}

TYPED_TEST_P(AsioScenarios, TimedOutStatementsEndOnTheServerToo) {
  const auto admin = this->admin();
  Pool &pool = this->start(sized(1));
  {
    Lease lease = this->checkout();
    const auto began = Clock::now();
    EXPECT_THROW(this->hear(this->db_->async_run(lease, TypeParam::sleep("30"), {}, {100ms, {}},
                                                 this->future)),
                 QueryError);
    EXPECT_LT(Clock::now() - began, 5s);
  }
  Lease lease = this->checkout();
  EXPECT_EQ(this->run(lease, "SELECT 1").rows.size(), 1u) << "on another connection";
  EXPECT_EQ(pool.stats().opened, 2u);
  EXPECT_TRUE(eventually([&] { return this->sessions(*admin) == 1; }))
      << "thirty seconds are not waited for";
}

TYPED_TEST_P(AsioScenarios, CancelledOperationsCompleteAndLoseNoSlot) {
  Pool &pool = this->start(sized(1));
  Lease lease = this->checkout();
  Cancellation checkout, statement;
  auto waiting = this->db_->async_checkout({20s, checkout}, this->future);
  auto running = this->db_->async_run(lease, TypeParam::sleep("30"), {},
                                      {PoolOptions::never, statement}, this->future);
  ASSERT_TRUE(eventually([&] { return pool.stats().waiting == 1; }));
  checkout.cancel();
  EXPECT_THROW(static_cast<void>(this->hear(std::move(waiting))), Cancelled);
  EXPECT_EQ(pool.stats().waiting, 0u);
  statement.cancel();
  EXPECT_THROW(this->hear(std::move(running)), Cancelled);
  lease.checkin();
  lease = this->checkout();
  EXPECT_EQ(this->run(lease, "SELECT 1").rows.size(), 1u);
  checkout.cancel(); // nothing is left to cancel
}

TYPED_TEST_P(AsioScenarios, CancellationAndHandOverMayMeet) {
  Pool &pool = this->start(sized(2), 2);
  this->fill(2);
  for (int round = 0; round < 300; ++round) {
    Lease one = this->checkout(), two = this->checkout();
    Cancellation cancel;
    auto waiting = this->db_->async_checkout({20s, cancel}, this->future);
    std::thread canceller([&] { cancel.cancel(); });
    one.checkin();
    canceller.join();
    try {
      static_cast<void>(this->hear(std::move(waiting)));
    } catch (const Cancelled &) {
    }
  }
  EXPECT_TRUE(eventually([&] {
    const PoolStats stats = pool.stats();
    return stats.idle == 2 && stats.waiting == 0;
  }));
}

TYPED_TEST_P(AsioScenarios, LoopMayGoBeforeItsOperations) {
  Pool &pool = this->make(sized(1));
  Lease held = pool.checkout();
  {
    boost::asio::io_context io;
    AsyncPool db(io.get_executor(), pool);
    db.async_checkout([](std::exception_ptr, Lease) { ADD_FAILURE() << "called"; });
    io.run_for(50ms);
    EXPECT_EQ(pool.stats().waiting, 1u);
  }
  EXPECT_EQ(pool.stats().waiting, 0u);
  held.checkin();
  EXPECT_TRUE(this->works(pool));
}

REGISTER_TYPED_TEST_SUITE_P(AsioScenarios, StatementsGiveWhatTheyGiveElsewhere,
                            FailuresArriveAsExceptions, ManyTasksShareFewConnectionsOnOneThread,
                            SeveralThreadsMayRunTheLoop, SlowStatementsDoNotHoldTheLoop,
                            SilentServerDoesNotHoldTheLoop, TimedOutStatementsEndOnTheServerToo,
                            CancelledOperationsCompleteAndLoseNoSlot,
                            CancellationAndHandOverMayMeet, LoopMayGoBeforeItsOperations);

} // namespace connpool::test

#endif
