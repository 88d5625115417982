// PostgresTest.cpp - the scenarios on PostgreSQL, and what is its own.
#include "PostgresTraits.h"
#include "ServerScenarios.h"
#include "TroubleScenarios.h"
#include "connpool/open.h"
#include "connpool/registry.h"
#include <libpq-fe.h>

namespace connpool::test {
namespace {

INSTANTIATE_TYPED_TEST_SUITE_P(Postgres, ServerScenarios, Postgres);
INSTANTIATE_TYPED_TEST_SUITE_P(Postgres, TroubleScenarios, Postgres);

using PostgresOnly = OnServer<PostgresServer>;

TEST_F(PostgresOnly, NotificationsDoNotLookLikeAFarewell) {
  PoolOptions options = sized(1);
  options.alive_window = 0ms;
  Pool pool(libpq::driver(server_->conninfo()), options);
  pool.checkout()->run("LISTEN news", {});
  libpq::driver(server_->conninfo())->connect(10s)->run("NOTIFY news", {});
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(pool.checkout()->run("SELECT 1", {}).rows.size(), 1u);
  EXPECT_EQ(pool.stats().opened, 1u);
}

TEST_F(PostgresOnly, UnreadRowsCloseTheConnection) {
  Pool pool(libpq::driver(server_->tcp_conninfo()), sized(1));
  {
    const Lease lease = pool.checkout();
    ASSERT_EQ(PQsendQuery(libpq::handle(lease), "SELECT generate_series(1, 100000)"), 1);
  }
  EXPECT_EQ(number(pool.checkout(10s)->run("SELECT 7", {}).rows[0][0]), 7);
  EXPECT_EQ(pool.stats().opened, 2u);
}

TEST_F(PostgresOnly, FullResetForgetsSettings) {
  PoolOptions options = sized(1);
  options.reset_on_return = ResetLevel::Full;
  Pool pool(libpq::driver(server_->conninfo()), options);
  pool.checkout()->run("SET application_name = 'left behind'", {});
  const ResultSet result = pool.checkout()->run("SHOW application_name", {});
  EXPECT_NE(std::get<std::string>(result.rows[0][0]), "left behind");
  EXPECT_EQ(pool.stats().opened, 1u);
}

TEST_F(PostgresOnly, StatementTimeoutIsTheServers) {
  const auto connection =
      libpq::driver(server_->conninfo(), {.statement_timeout = 50ms})->connect(10s);
  try {
    connection->run("SELECT pg_sleep(10)", {});
    FAIL() << "ten seconds are more than fifty milliseconds";
  } catch (const QueryError &error) {
    EXPECT_EQ(error.code(), "57014");
    EXPECT_EQ(error.kind(), QueryError::Kind::Statement);
  }
}

TEST_F(PostgresOnly, FullResetKeepsTheStatementTimeout) {
  PoolOptions options = sized(1);
  options.reset_on_return = ResetLevel::Full;
  Pool pool(libpq::driver(server_->conninfo(), {.statement_timeout = 1234ms}), options);
  static_cast<void>(pool.checkout());
  const ResultSet result = pool.checkout()->run("SHOW statement_timeout", {});
  EXPECT_EQ(std::get<std::string>(result.rows[0][0]), "1234ms");
  EXPECT_EQ(pool.stats().opened, 1u);
}

TEST_F(PostgresOnly, UrlsWithEncodedPasswordsConnect) {
  libpq::driver(server_->conninfo())
      ->connect(10s)
      ->run("CREATE ROLE locked_odd LOGIN PASSWORD 'p@ss/w:rd %'", {});
  Pool pool = open_pool(
      "postgresql://locked_odd:p%40ss%2Fw%3Ard%20%25@127.0.0.1:" + std::to_string(server_->port()) +
          "/postgres?statement_timeout=4321&application_name=tests",
      sized(1));
  EXPECT_EQ(fetch_one<std::string>(*pool.checkout(), "SHOW statement_timeout"), "4321ms");
  EXPECT_THROW(static_cast<void>(open_pool("postgresql://locked_odd:wrong@127.0.0.1:" +
                                               std::to_string(server_->port()) + "/postgres",
                                           sized(1))
                                     .checkout()),
               ConnectError);
}

TEST_F(PostgresOnly, UsersLimitsBoundTheBudget) {
  libpq::driver(server_->conninfo())
      ->connect(10s)
      ->run("CREATE ROLE limited LOGIN CONNECTION LIMIT 7", {});
  PoolRegistry pools(2);
  pools.add("orders", {.primary = libpq::driver(server_->conninfo("user=limited")),
                       .roles = {{"web", sized(2, 1)}, {"background", sized(1)}}});
  ASSERT_EQ(pools.budgets().size(), 1u);
  EXPECT_EQ(pools.budgets()[0].budget.admitted, 7u);
  EXPECT_THROW(pools.check_budgets(), BudgetExceeded);
}

TEST_F(PostgresOnly, ReadsOfTheRegistryAreReadOnly) {
  PoolRegistry pools;
  pools.add("orders", {.primary = libpq::driver(server_->conninfo()),
                       .replicas = {libpq::driver("host=127.0.0.1 port=1"),
                                    libpq::driver(server_->tcp_conninfo())},
                       .roles = {{"default", sized(2)}},
                       .replica_patience = 200ms});
  for (int i = 0; i < 4; ++i) {
    int got = 0;
    pools.read("orders", "default", [&](Connection &db) {
      got = *fetch_one<int>(db, "SELECT 7");
      EXPECT_THROW(execute(db, "CREATE TABLE t (n int)"), QueryError);
    });
    EXPECT_EQ(got, 7);
  }
  EXPECT_EQ(pools.pool("orders").stats().opened, 0u) << "replicas serve the readers";
}

TEST_F(PostgresOnly, NamesThatDoNotResolveAreTransient) {
  try {
    libpq::driver("host=no-such-host.invalid")->connect(5s);
    FAIL() << "there is no such host";
  } catch (const ConnectError &error) {
    EXPECT_EQ(error.kind(), ConnectError::Kind::Transient) << error.what();
  }
}

TEST_F(PostgresOnly, MessagesNeverContainThePassword) {
  const auto driver = libpq::driver(server_->conninfo("user=locked2 password=topsecret"));
  EXPECT_EQ(driver->target().find("topsecret"), std::string::npos);
  try {
    libpq::driver("host=x password=topsecret' bad");
    FAIL() << "that is no connection string";
  } catch (const std::invalid_argument &error) {
    EXPECT_EQ(std::string(error.what()).find("topsecret"), std::string::npos);
  }
}

} // namespace
} // namespace connpool::test
