// PgBouncerTest.cpp - the pool in front of PgBouncer in transaction mode: what works there,
// and what is refused because it cannot.
#include "OnServer.h"
#include "connpool/libpq.h"
#include "connpool/pool.h"
#include "connpool/query.h"
#include "connpool/report.h"
#include "connpool/transaction.h"
#include <atomic>
#include <vector>

namespace connpool::test {
namespace {

class PgBouncer : public OnServer<PgBouncerServer> {
protected:
  static auto driver(libpq::Options options = {}) {
    return libpq::driver(server_->conninfo(), options);
  }
};

TEST_F(PgBouncer, ManyBorrowersShareFewServerSessions) {
  const auto admin = libpq::driver(server_->behind().conninfo())->connect(10s);
  Pool pool(driver(), sized(10, 10));
  std::atomic<int> good{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 40; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 10; ++k)
        with_retry(pool,
                   [&](Connection &db) { good += *fetch_one<int>(db, "SELECT $1::int", k) == k; });
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(good, 400);
  EXPECT_LE(*fetch_one<int>(*admin, "SELECT count(*) FROM pg_stat_activity WHERE backend_type = "
                                    "'client backend' AND pid <> pg_backend_pid()"),
            4)
      << "PgBouncer's limit";
  EXPECT_TRUE(eventually([&] { return pool.stats().busy == 0; }));
}

TEST_F(PgBouncer, TransactionsAndForgottenOnesEnd) {
  Pool pool(driver(), sized(1));
  {
    const Lease lease = pool.checkout();
    execute(*lease, "CREATE TABLE IF NOT EXISTS t (n int)");
    Transaction transaction(*lease, {.isolation = Isolation::Serializable});
    execute(*lease, "INSERT INTO t VALUES ($1)", 1);
    transaction.commit();
  }
  {
    const Lease lease = pool.checkout();
    execute(*lease, "BEGIN");
    execute(*lease, "INSERT INTO t VALUES (2)");
  }
  EXPECT_EQ(fetch_all<int>(*pool.checkout(), "SELECT n FROM t"), std::vector{1});
  EXPECT_EQ(pool.stats().opened, 1u);
}

TEST_F(PgBouncer, LooksAndQuestionsWork) {
  PoolOptions options = sized(1);
  options.alive_window = options.ping_after = 0ms;
  Pool pool(driver(), options);
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(fetch_one<int>(*pool.checkout(), "SELECT 7"), 7);
  EXPECT_EQ(pool.stats().opened, 1u);
  EXPECT_EQ(pool.stats().broken, 0u);
}

TEST_F(PgBouncer, StatementTimeoutIsRefusedWithTheReason) {
  Pool pool(driver({.statement_timeout = 1s}), sized(1));
  try {
    static_cast<void>(pool.checkout());
    FAIL() << "the setting would reach other clients";
  } catch (const ConnectError &error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("PgBouncer"), std::string::npos) << text;
    EXPECT_NE(text.find("ALTER ROLE"), std::string::npos) << text;
  }
}

TEST_F(PgBouncer, RestartUnderLoadIsSurvived) {
  Pool pool(driver(), sized(4));
  std::atomic<bool> stop{false};
  std::atomic<int> good{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      while (!stop)
        try {
          good += *fetch_one<int>(*pool.checkout(500ms), "SELECT 1");
        } catch (const Error &) {
        }
    });
  ASSERT_TRUE(eventually([&] { return good > 50; }));
  server_->crash();
  std::this_thread::sleep_for(200ms);
  server_->start();
  const int before = good;
  EXPECT_TRUE(eventually([&] { return good > before + 50; }));
  stop = true;
  for (std::thread &thread : threads)
    thread.join();
}

} // namespace
} // namespace connpool::test
