// MariaDbTraits.h - how the scenarios reach and talk to MariaDB.
#ifndef CONNPOOL_TESTS_MARIADB_TRAITS_H
#define CONNPOOL_TESTS_MARIADB_TRAITS_H

#include "OnServer.h"
#include "connpool/error.h"
#include "connpool/mysql.h"

namespace connpool::test {

struct MariaDb {
  using Server = MariaDbServer;
  static constexpr auto count_others =
      "SELECT count(*) FROM information_schema.processlist WHERE id <> connection_id() "
      "AND user = 'root' AND command <> 'Killed'";
  static constexpr auto session_id = "SELECT connection_id()";
  static constexpr auto long_answer = "SELECT REPEAT('x', 1000)";
  static constexpr auto huge_answer = "SELECT REPEAT('x', 3000000)";
  static constexpr auto echo_one = "SELECT CAST(? AS SIGNED)";
  static constexpr auto begin = "START TRANSACTION";
  static constexpr auto echo = "SELECT CAST(? AS SIGNED), CAST(? AS DOUBLE), ?, ?";
  static constexpr auto bytes_table = "CREATE TEMPORARY TABLE bytes_there (b VARBINARY(100))";
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
  static std::string sleep(const std::string &seconds) { return "SELECT SLEEP(" + seconds + ")"; }
  static void end_others(Connection &admin) {
    const ResultSet others =
        admin.run("SELECT id FROM information_schema.processlist WHERE id <> connection_id() "
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

} // namespace connpool::test

#endif
