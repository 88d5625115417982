// SqliteTest.cpp - statements, rows, transactions and retries, on a database without a
// server.
#include "connpool/sqlite.h"
#include "Support.h"
#include "connpool/query.h"
#include "connpool/report.h"
#include "connpool/transaction.h"
#include <gtest/gtest.h>
#include <sqlite3.h>

namespace connpool::test {
namespace {

struct Order {
  int id = 0;
  std::optional<std::string> note;
  static constexpr auto fields = std::tuple(&Order::id, &Order::note);
};

class Sqlite : public testing::Test {
protected:
  Sqlite() {
    const Lease lease = pool_.checkout();
    execute(*lease, "CREATE TABLE orders (id INTEGER PRIMARY KEY, note TEXT)");
  }
  ~Sqlite() override { pool_.close(10s); }
  int count() { return *fetch_one<int>(*pool_.checkout(), "SELECT count(*) FROM orders"); }

  const TemporaryFolder folder_;
  Pool pool_{sqlite::driver(folder_.path() + "/orders.db", {.busy_timeout = 100ms}), sized(5, 10)};
};

TEST_F(Sqlite, RowsComeAsTuplesStructsMapsAndValues) {
  const Lease lease = pool_.checkout();
  EXPECT_EQ(
      execute(*lease, "INSERT INTO orders VALUES (?, ?), (?, ?)", 1, "first", 2, std::nullopt), 2u);
  const char *all = "SELECT id, note FROM orders ORDER BY id";
  const auto tuples = fetch_all<std::tuple<int, std::optional<std::string>>>(*lease, all);
  ASSERT_EQ(tuples.size(), 2u);
  EXPECT_EQ(tuples[0], std::tuple(1, std::optional<std::string>("first")));
  EXPECT_EQ(std::get<1>(tuples[1]), std::nullopt);
  const auto orders = fetch_all<Order>(*lease, all);
  EXPECT_EQ(orders[1].id, 2);
  EXPECT_EQ(orders[0].note, "first");
  const auto map = fetch_one<std::map<std::string, Value>>(*lease, all);
  EXPECT_EQ(std::get<std::string>(map->at("note")), "first");
  EXPECT_EQ(fetch_all<long>(*lease, "SELECT id FROM orders ORDER BY id"), (std::vector{1L, 2L}));
  EXPECT_EQ(fetch_one<int>(*lease, "SELECT id FROM orders WHERE id = ?", 9), std::nullopt);
}

TEST_F(Sqlite, ParametersAreNeverPartOfTheText) {
  const Lease lease = pool_.checkout();
  const std::string evil = "x'); DROP TABLE orders; --";
  execute(*lease, "INSERT INTO orders (note) VALUES (?)", evil);
  EXPECT_EQ(fetch_one<std::string>(*lease, "SELECT note FROM orders"), evil);
  EXPECT_THROW(execute(*lease, "DELETE FROM orders; DELETE FROM orders"), QueryError);
  EXPECT_THROW(execute(*lease, "INSERT INTO orders VALUES (?, ?)", 1), QueryError);
}

TEST_F(Sqlite, ConversionsDoNotLoseAnything) {
  const Lease lease = pool_.checkout();
  EXPECT_EQ(fetch_one<double>(*lease, "SELECT ?", 2.5), 2.5);
  EXPECT_EQ(fetch_one<bool>(*lease, "SELECT ?", true), true);
  const Bytes bytes{std::byte{0}, std::byte{255}};
  EXPECT_EQ(fetch_one<Bytes>(*lease, "SELECT ?", bytes), bytes);
  EXPECT_EQ(fetch_one<Bytes>(*lease, "SELECT ?", Bytes{}), Bytes{});
  EXPECT_THROW(fetch_one<signed char>(*lease, "SELECT 1000"), QueryError);
  EXPECT_THROW(fetch_one<unsigned>(*lease, "SELECT -1"), QueryError);
  EXPECT_THROW(fetch_one<int>(*lease, "SELECT NULL"), QueryError);
  EXPECT_THROW(fetch_one<int>(*lease, "SELECT 'x'"), QueryError);
  EXPECT_THROW((fetch_one<std::tuple<int, int>>(*lease, "SELECT 1")), QueryError);
}

TEST_F(Sqlite, TransactionsEndOnEveryPath) {
  const Lease lease = pool_.checkout();
  try {
    Transaction transaction(*lease);
    execute(*lease, "INSERT INTO orders VALUES (1, NULL)");
    throw 1;
  } catch (int) {
  }
  EXPECT_EQ(lease->condition(), Condition::Clean);
  {
    Transaction transaction(*lease);
    execute(*lease, "INSERT INTO orders VALUES (2, NULL)");
    transaction.commit();
    EXPECT_FALSE(transaction.open());
  }
  EXPECT_EQ(fetch_all<int>(*lease, "SELECT id FROM orders"), std::vector{2});
}

TEST_F(Sqlite, WhatIsOverIsNotCommitted) {
  const Lease lease = pool_.checkout();
  {
    Transaction transaction(*lease);
    Savepoint part(*lease, "part");
    execute(*lease, "INSERT INTO orders VALUES (1, NULL)");
    part.rollback();
    part.rollback();
    EXPECT_THROW(part.release(), std::logic_error);
    transaction.rollback();
    transaction.rollback();
    EXPECT_THROW(transaction.commit(), std::logic_error) << "nothing would be kept";
  }
  Transaction another(*lease);
  another.commit();
  EXPECT_THROW(another.commit(), std::logic_error);
  EXPECT_TRUE(fetch_all<int>(*lease, "SELECT id FROM orders").empty());
}

TEST_F(Sqlite, NullPointersAreNull) {
  const Lease lease = pool_.checkout();
  const char *nothing = nullptr;
  EXPECT_EQ(fetch_one<int>(*lease, "SELECT ? IS NULL", nothing), 1);
}

TEST_F(Sqlite, SavepointsUndoAPart) {
  const Lease lease = pool_.checkout();
  Transaction transaction(*lease);
  execute(*lease, "INSERT INTO orders VALUES (1, NULL)");
  {
    Savepoint undone(*lease, "part");
    execute(*lease, "INSERT INTO orders VALUES (2, NULL)");
  }
  {
    Savepoint kept(*lease, "part");
    execute(*lease, "INSERT INTO orders VALUES (3, NULL)");
    kept.release();
  }
  EXPECT_THROW(static_cast<void>(Savepoint(*lease, "x; DROP TABLE orders")), std::invalid_argument);
  transaction.commit();
  EXPECT_EQ(fetch_all<int>(*lease, "SELECT id FROM orders"), (std::vector{1, 3}));
}

TEST_F(Sqlite, ForgottenTransactionIsRolledBackAtCheckin) {
  {
    const Lease lease = pool_.checkout();
    execute(*lease, "BEGIN");
    execute(*lease, "INSERT INTO orders VALUES (1, NULL)");
  }
  EXPECT_EQ(count(), 0);
}

TEST_F(Sqlite, RetriesWhatIsSafeToRetry) {
  int attempts = 0;
  with_retry(pool_, [&](Connection &connection) {
    execute(connection, "INSERT INTO orders VALUES (1, NULL)");
    if (++attempts < 3)
      throw QueryError("deadlock", QueryError::Kind::Retryable);
  });
  EXPECT_EQ(attempts, 3);
  EXPECT_EQ(count(), 1) << "the first two were rolled back";

  attempts = 0;
  const auto always = [&](QueryError::Kind kind) {
    return [&attempts, kind](Connection &) {
      ++attempts;
      throw QueryError("no", kind);
    };
  };
  EXPECT_THROW(with_retry(pool_, always(QueryError::Kind::Statement)), QueryError);
  EXPECT_EQ(attempts, 1) << "the same again would fail again";
  attempts = 0;
  EXPECT_THROW(with_retry(pool_, always(QueryError::Kind::Retryable), {.attempts = 2}), QueryError);
  EXPECT_EQ(attempts, 2);
}

TEST_F(Sqlite, WritersFromManyThreadsAllSucceed) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 20; ++k)
        with_retry(pool_,
                   [](Connection &connection) {
                     execute(connection, "INSERT INTO orders (note) VALUES (?)", "x");
                   },
                   {.attempts = 100});
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(count(), 160);
}

TEST_F(Sqlite, HandleIsSqlitesOwn) {
  const Lease lease = pool_.checkout();
  EXPECT_EQ(sqlite3_exec(sqlite::handle(lease), "SELECT 1", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(sqlite::handle(lease), lease.native());
}

TEST_F(Sqlite, StatementInProgressIsSeen) {
  {
    const Lease lease = pool_.checkout();
    execute(*lease, "INSERT INTO orders VALUES (1, NULL), (2, NULL)");
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(sqlite::handle(lease), "SELECT id FROM orders", -1, &statement, nullptr);
    EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW);
    EXPECT_EQ(lease->condition(), Condition::Busy);
    sqlite3_finalize(statement);
    EXPECT_EQ(lease->condition(), Condition::Clean);
  }
  EXPECT_EQ(pool_.stats().opened, 1u);
}

TEST_F(Sqlite, FileThatCannotBeOpenedIsToldAtOnce) {
  Pool pool(sqlite::driver("/nowhere/at/all.db"), sized(1));
  try {
    static_cast<void>(pool.checkout(20s));
    FAIL() << "there is no such folder";
  } catch (const ConnectError &error) {
    EXPECT_NE(std::string(error.what()).find("/nowhere/at/all.db"), std::string::npos);
  }
}

TEST_F(Sqlite, BudgetKnowsNoLimit) {
  EXPECT_EQ(budget(pool_, 4).wanted, 60u);
  EXPECT_TRUE(budget(pool_, 4).fits());
}

} // namespace
} // namespace connpool::test
