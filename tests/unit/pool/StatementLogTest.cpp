// StatementLogTest.cpp - slow statements and echo, on SQLite.
#include "Support.h"
#include "connpool/pool.h"
#include "connpool/query.h"
#include "connpool/sqlite.h"
#include "connpool/transaction.h"
#include <gtest/gtest.h>
#include <mutex>

namespace connpool::test {
namespace {

class StatementLog : public testing::Test {
protected:
  Pool &make(PoolOptions options) {
    options.on_event = [this](const Event &event) {
      std::lock_guard lock(mutex_);
      if (event.kind == Event::Kind::Statement || event.kind == Event::Kind::SlowStatement)
        seen_.push_back({event.kind, event.where.line(), std::string(event.detail), event.time});
    };
    return pool_.emplace(sqlite::driver(folder_.path() + "/log.db"), std::move(options));
  }
  struct Seen {
    Event::Kind kind;
    std::uint_least32_t line;
    std::string text;
    std::chrono::microseconds time;
  };
  const TemporaryFolder folder_;
  std::mutex mutex_;
  std::vector<Seen> seen_;
  std::optional<Pool> pool_;
};

TEST_F(StatementLog, EchoTellsStatementsWithoutTheirValues) {
  PoolOptions options = sized(1);
  options.echo = true;
  Pool &pool = make(options);
  const Lease lease = pool.checkout();
  const auto line = std::source_location::current().line() - 1;
  execute(*lease, "CREATE TABLE t (a, b)");
  execute(*lease, "INSERT INTO t VALUES (?, 'secret')", "secret");
  EXPECT_THROW(execute(*lease, "SELECT nonsense, 'secret'"), QueryError);
  {
    Transaction transaction(*lease, {.read_only = true});
  }
  ASSERT_EQ(seen_.size(), 5u);
  EXPECT_EQ(seen_[0].text, "CREATE TABLE t (a, b)");
  EXPECT_EQ(seen_[1].text, "INSERT INTO t VALUES (?, ?) [text(6)]");
  EXPECT_EQ(seen_[2].text, "SELECT nonsense, ? failed with 1");
  EXPECT_EQ(seen_[3].text, "BEGIN READ ONLY");
  EXPECT_EQ(seen_[4].text, "ROLLBACK");
  for (const Seen &each : seen_) {
    EXPECT_EQ(each.kind, Event::Kind::Statement);
    EXPECT_EQ(each.line, line) << "of the borrower";
  }
  EXPECT_EQ(sqlite::handle(lease), lease->native()) << "the handle is the driver's own";
}

TEST_F(StatementLog, SlowOnesAreToldAlone) {
  PoolOptions options = sized(1);
  options.slow_query_threshold = 30ms;
  Pool &pool = make(options);
  const Lease lease = pool.checkout();
  execute(*lease, "SELECT 1");
  EXPECT_TRUE(seen_.empty());
  // Counts until the time is over, on any machine.
  for (long count = 10'000; seen_.empty() && count < 10'000'000'000; count *= 4)
    fetch_one<long>(*lease,
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
                    "i < ?) SELECT count(*) FROM n",
                    count);
  ASSERT_EQ(seen_.size(), 1u);
  EXPECT_EQ(seen_[0].kind, Event::Kind::SlowStatement);
  EXPECT_GE(seen_[0].time, 30ms);
  EXPECT_NE(seen_[0].text.find("[integer]"), std::string::npos);
}

TEST_F(StatementLog, NothingIsToldAfterTheConnectionLeftThePool) {
  PoolOptions options = sized(1);
  options.echo = true;
  Pool &pool = make(options);
  const auto own = pool.checkout().detach();
  pool_.reset();
  EXPECT_EQ(fetch_one<int>(*own, "SELECT 7"), 7);
  EXPECT_TRUE(seen_.empty());
}

TEST_F(StatementLog, EventsReadWell) {
  Event event{Event::Kind::SlowStatement, "orders", {}, 1'234'500us, "SELECT ?"};
  EXPECT_EQ(describe(event), "connpool: pool 'orders': slow statement after 1234.5 ms: SELECT ?");
}

} // namespace
} // namespace connpool::test
