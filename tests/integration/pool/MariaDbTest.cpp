// MariaDbTest.cpp - the scenarios on MariaDB.
#include "MariaDbTraits.h"
#include "ServerScenarios.h"
#include "TroubleScenarios.h"
#include "connpool/open.h"
#include <mysql.h>

namespace connpool::test {
namespace {

INSTANTIATE_TYPED_TEST_SUITE_P(MariaDb, ServerScenarios, MariaDb);
INSTANTIATE_TYPED_TEST_SUITE_P(MariaDb, TroubleScenarios, MariaDb);

class MariaDbOnly : public OnServer<MariaDbServer> {
protected:
  static mysql::Options options() { return MariaDb::options(*server_); }
  static std::string text(Connection &connection, const char *sql) {
    return *fetch_one<std::string>(connection, sql);
  }
};

TEST_F(MariaDbOnly, StatementTimeoutIsTheServers) {
  mysql::Options limited = options();
  limited.statement_timeout = 50ms;
  const auto connection = mysql::driver(limited)->connect(10s);
  try {
    // SLEEP and BENCHMARK end early without an error.
    connection->run("SELECT count(md5(concat(a.id, b.id, c.id))) FROM "
                    "information_schema.collations a, information_schema.collations b, "
                    "information_schema.collations c",
                    {});
    FAIL() << "that takes longer than fifty milliseconds";
  } catch (const QueryError &error) {
    EXPECT_EQ(error.code(), "1969");
    EXPECT_EQ(error.kind(), QueryError::Kind::Statement);
  }
  EXPECT_EQ(connection->condition(), Condition::Clean);
}

TEST_F(MariaDbOnly, FullResetForgetsTheBorrowersSettingsAndKeepsOurs) {
  mysql::Options mine = options();
  mine.statement_timeout = 1500ms;
  PoolOptions full = sized(1);
  full.reset_on_return = ResetLevel::Full;
  Pool pool(mysql::driver(mine), full);
  const std::string before = text(*pool.checkout(), "SELECT @@sql_mode");
  {
    const Lease lease = pool.checkout();
    lease->run("SET sql_mode = 'ANSI_QUOTES'", {});
    lease->run("CREATE TEMPORARY TABLE left_behind (n INT)", {});
    lease->run("CREATE ROLE IF NOT EXISTS left_role", {});
    lease->run("SET ROLE left_role", {});
    lease->run("USE information_schema", {});
    ASSERT_EQ(mysql_set_character_set(mysql::handle(lease), "latin1"), 0);
  }
  const Lease lease = pool.checkout();
  EXPECT_EQ(text(*lease, "SELECT DATABASE()"), "mysql");
  EXPECT_EQ(text(*lease, "SELECT COALESCE(CURRENT_ROLE(), 'none')"), "none");
  EXPECT_STREQ(mysql_character_set_name(mysql::handle(lease)), "utf8mb4");
  EXPECT_EQ(text(*lease, "SELECT @@sql_mode"), before);
  EXPECT_THROW(lease->run("SELECT * FROM left_behind", {}), QueryError);
  EXPECT_EQ(text(*lease, "SELECT CAST(@@max_statement_time AS CHAR)").substr(0, 3), "1.5");
  EXPECT_EQ(text(*lease, "SELECT @@character_set_client"), "utf8mb4");
  EXPECT_EQ(pool.stats().opened, 1u);
}

TEST_F(MariaDbOnly, FullResetGoesBackToNoDatabaseAndToTheDefaultRole) {
  const auto admin = mysql::driver(options())->connect(10s);
  for (const char *sql :
       {"CREATE ROLE usual", "CREATE ROLE other", "CREATE USER actor", "GRANT usual TO actor",
        "GRANT other TO actor", "SET DEFAULT ROLE usual FOR actor"})
    admin->run(sql, {});
  mysql::Options nowhere = options();
  nowhere.user = "actor";
  nowhere.database.clear();
  PoolOptions full = sized(1);
  full.reset_on_return = ResetLevel::Full;
  Pool pool(mysql::driver(nowhere), full);
  for (const char *change : {"SET ROLE other", "USE information_schema", "DO 1"}) {
    const Lease lease = pool.checkout();
    EXPECT_EQ(text(*lease, "SELECT COALESCE(DATABASE(), 'none')"), "none");
    EXPECT_EQ(text(*lease, "SELECT COALESCE(CURRENT_ROLE(), 'none')"), "usual");
    lease->run(change, {});
  }
  EXPECT_EQ(pool.stats().opened, 1u);
}

TEST_F(MariaDbOnly, StatementsThatCannotBePreparedAreSentAsText) {
  const auto connection = mysql::driver(options())->connect(10s);
  connection->run("PREPARE one FROM 'SELECT 1, NULL'", {});
  const ResultSet rows = connection->run("EXECUTE one", {});
  ASSERT_EQ(rows.rows.size(), 1u);
  EXPECT_EQ(number(rows.rows[0].at(0)), 1);
  EXPECT_EQ(rows.rows[0].at(1), Value(Null{}));
  EXPECT_THROW(connection->run("PREPARE two FROM 'nonsense'", {}), QueryError);
  EXPECT_EQ(connection->condition(), Condition::Clean);
}

TEST_F(MariaDbOnly, UrlsWithEncodedPasswordsConnect) {
  mysql::driver(options())->connect(10s)->run("CREATE USER odd IDENTIFIED BY 'p@ss/w:rd %'", {});
  Pool pool =
      open_pool("mysql://odd:p%40ss%2Fw%3Ard%20%25@127.0.0.1:" + std::to_string(server_->port()) +
                    "/?statement_timeout=2500",
                sized(1));
  EXPECT_EQ(text(*pool.checkout(), "SELECT CAST(@@max_statement_time AS CHAR)").substr(0, 3),
            "2.5");
}

} // namespace
} // namespace connpool::test
