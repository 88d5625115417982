// PostgresTraits.h - how the scenarios reach and talk to PostgreSQL.
#ifndef CONNPOOL_TESTS_POSTGRES_TRAITS_H
#define CONNPOOL_TESTS_POSTGRES_TRAITS_H

#include "OnServer.h"
#include "connpool/error.h"
#include "connpool/libpq.h"

namespace connpool::test {

struct Postgres {
  using Server = PostgresServer;
  static constexpr auto count_others =
      "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' "
      "AND pid <> pg_backend_pid()";
  static constexpr auto session_id = "SELECT pg_backend_pid()";
  static constexpr auto long_answer = "SELECT repeat('x', 1000)";
  static constexpr auto huge_answer = "SELECT repeat('x', 3000000)";
  static constexpr auto echo_one = "SELECT $1::int8";
  static constexpr auto begin = "BEGIN";
  static constexpr auto echo = "SELECT $1::int8, $2::float8, $3::text, $4::text";
  static constexpr auto bytes_table = "CREATE TEMPORARY TABLE bytes_there (b bytea)";
  static constexpr auto insert_bytes = "INSERT INTO bytes_there VALUES ($1)";

  static auto driver(const Server &server) { return libpq::driver(server.conninfo()); }
  static auto driver_at(unsigned port) {
    return libpq::driver("host=127.0.0.1 user=tester port=" + std::to_string(port));
  }
  static auto driver_to(const char *host) {
    return libpq::driver("user=tester host=" + std::string(host));
  }
  static auto tcp_driver(const Server &, unsigned port) {
    return libpq::driver("host=127.0.0.1 user=tester dbname=postgres port=" + std::to_string(port));
  }
  static auto refused_driver(const Server &server) {
    driver(server)->connect(10s)->run("DO $$BEGIN CREATE ROLE locked LOGIN PASSWORD "
                                      "'right'; EXCEPTION WHEN duplicate_object "
                                      "THEN END$$",
                                      {});
    return libpq::driver(server.conninfo("user=locked password=wrong"));
  }
  static auto ordinary_driver(const Server &server) {
    driver(server)->connect(10s)->run(
        "DO $$BEGIN CREATE ROLE ordinary LOGIN; EXCEPTION WHEN duplicate_object THEN END$$", {});
    return libpq::driver(server.conninfo("user=ordinary"));
  }
  static std::string sleep(const std::string &seconds) {
    return "SELECT pg_sleep(" + seconds + ")";
  }
  static void end_others(Connection &admin) {
    admin.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = "
              "'client backend' AND pid <> pg_backend_pid()",
              {});
  }
};

} // namespace connpool::test

#endif
