// MariaDbTest.cpp - the scenarios on MariaDB.
#include "TestServer.h"
#include "TroubleScenarios.h"
#include "connpool/mysql.h"
#include "connpool/open.h"

namespace connpool::test {
namespace {

struct MariaDb {
  using Server = MariaDbServer;
  static constexpr auto count_others =
      "SELECT count(*) FROM information_schema.processlist WHERE id <> connection_id() "
      "AND user = 'root' AND command <> 'Killed'";
  static constexpr auto session_id = "SELECT connection_id()";
  static constexpr auto long_answer = "SELECT REPEAT('x', 1000)";
  static constexpr auto begin = "START TRANSACTION";
  static constexpr auto echo = "SELECT CAST(? AS SIGNED), CAST(? AS DOUBLE), ?, ?";
  static constexpr auto bytes_table =
      "CREATE TEMPORARY TABLE bytes_there (b VARBINARY(100))";
  static constexpr auto insert_bytes = "INSERT INTO bytes_there VALUES (?)";

  static mysql::Options options(const Server &server) {
    mysql::Options options;
    options.socket = server.socket();
    options.user = "root";
    options.database = "mysql";
    return options;
  }
  static auto driver(const Server &server) { return mysql::driver(options(server)); }
  static auto driver_at(unsigned port) {
    mysql::Options options;
    options.host = "127.0.0.1";
    options.port = port;
    return mysql::driver(options);
  }
  static auto driver_to(const char *host) {
    mysql::Options options;
    options.host = host;
    return mysql::driver(options);
  }
  static auto tcp_driver(const Server &, unsigned port) {
    mysql::Options options;
    options.host = "127.0.0.1";
    options.port = port;
    options.user = "root";
    options.database = "mysql";
    return mysql::driver(options);
  }
  static auto refused_driver(const Server &server) {
    mysql::Options wrong = options(server);
    wrong.password = "wrong";
    return mysql::driver(wrong);
  }
  static auto ordinary_driver(const Server &server) {
    driver(server)->connect(10s)->run("CREATE USER IF NOT EXISTS ordinary", {});
    mysql::Options ordinary = options(server);
    ordinary.user = "ordinary";
    ordinary.database.clear();
    return mysql::driver(ordinary);
  }
  static std::string sleep(const std::string &seconds) {
    return "SELECT SLEEP(" + seconds + ")";
  }
  static void end_others(Connection &admin) {
    const ResultSet others = admin.run(
        "SELECT id FROM information_schema.processlist WHERE id <> connection_id() "
        "AND user = 'root'",
        {});
    for (const Row &row : others.rows)
      try {
        admin.run("KILL " + std::to_string(number(row[0])), {});
      } catch (const QueryError &) {
        // It ended by itself.
      }
  }
};

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
  }
  const Lease lease = pool.checkout();
  EXPECT_EQ(text(*lease, "SELECT @@sql_mode"), before);
  EXPECT_THROW(lease->run("SELECT * FROM left_behind", {}), QueryError);
  EXPECT_EQ(text(*lease, "SELECT CAST(@@max_statement_time AS CHAR)").substr(0, 3), "1.5");
  EXPECT_EQ(text(*lease, "SELECT @@character_set_client"), "utf8mb4");
  EXPECT_EQ(pool.stats().opened, 1u);
}

TEST_F(MariaDbOnly, UrlsWithEncodedPasswordsConnect) {
  mysql::driver(options())->connect(10s)->run("CREATE USER odd IDENTIFIED BY 'p@ss/w:rd %'",
                                              {});
  Pool pool = open_pool("mysql://odd:p%40ss%2Fw%3Ard%20%25@127.0.0.1:" +
                            std::to_string(server_->port()) + "/?statement_timeout=2500",
                        sized(1));
  EXPECT_EQ(
      text(*pool.checkout(), "SELECT CAST(@@max_statement_time AS CHAR)").substr(0, 3),
      "2.5");
}

} // namespace
} // namespace connpool::test
