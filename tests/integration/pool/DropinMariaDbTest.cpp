// DropinMariaDbTest.cpp - programs that keep their calls of MariaDB's client library, with
// a pool behind them: one of ours, in three ways, and sysbench as Debian ships it.
#include "MariaDbTraits.h"
#include "OnServer.h"
#include "RunProgram.h"
#include "connpool/query.h"
#include <fstream>

namespace connpool::test {
namespace {

class DropinMariaDb : public OnServer<MariaDbServer> {
protected:
  static void SetUpTestSuite() {
    OnServer::SetUpTestSuite();
    for (const char *sql : {"CREATE ROLE left_role", "CREATE DATABASE app"})
      admin()->run(sql, {});
  }
  static std::unique_ptr<Connection> admin() { return MariaDb::driver(*server_)->connect(10s); }
  static Outcome old_client(const std::string &program, const std::string &preload,
                            const std::string &user = "root") {
    // The program leaks, on purpose.
    return run_preloaded(preload, "env ASAN_OPTIONS=detect_leaks=0 " + program + " " +
                                      server_->socket() + " " + user + " app");
  }
  /// What the client prints; only the sessions differ with a pool.
  static std::string traces(const char *same_session) {
    return "statement of a closed connection: error\nsame session: " + std::string(same_session) +
           "\nlast insert: 0\ngreeting: hello\ntrace: none\ntable: error\nrole: none\n"
           "mode: \ndatabase: app\n"
           "character set: utf8mb4, utf8mb4, utf8mb4_general_ci\nautocommit: 1\n"
           "after multi statements, same session: no\ntwo statements at once: error\n"
           "after a leak, same session: no\nafter rows not read, same session: no\n"
           "after the library's end, greeting: hello\n";
  }
};

TEST_F(DropinMariaDb, RawProgramGetsANewSessionEachTime) {
  const Outcome raw = old_client(OLD_MYSQL_CLIENT, "");
  EXPECT_EQ(raw.status, 0);
  EXPECT_EQ(raw.output, traces("no"));
}

TEST_F(DropinMariaDb, WrappedProgramGetsItsSessionBackWithoutTraces) {
  const Outcome wrapped = old_client(WRAPPED_MYSQL_CLIENT, "");
  EXPECT_EQ(wrapped.status, 0);
  EXPECT_EQ(wrapped.output, traces("yes"));
}

TEST_F(DropinMariaDb, FailuresAreTheLibrarysOwn) {
  const Outcome raw = old_client(OLD_MYSQL_CLIENT, "", "nobody_there");
  EXPECT_EQ(raw.output.find("failed: 1045"), 0u) << raw.output;
  const Outcome wrapped = old_client(WRAPPED_MYSQL_CLIENT, "", "nobody_there");
  EXPECT_EQ(wrapped.output, raw.output);
  EXPECT_EQ(wrapped.status, 1);
}

TEST_F(DropinMariaDb, TooManyAtOnceIsAnErrorOfTheLibrary) {
  const Outcome outcome = run_program("DB_POOL_SIZE=1 DB_MAX_OVERFLOW=0 "
                                      "DB_POOL_TIMEOUT=0.2 " WRAPPED_MYSQL_CLIENT " " +
                                      server_->socket() + " root app twice");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_NE(outcome.output.find("failed: 1040 08004 connpool: no connection of pool 'mysql'"),
            std::string::npos)
      << outcome.output;
}

#ifdef PRELOAD_MYSQL
TEST_F(DropinMariaDb, PreloadedProgramGetsItsSessionBackWithoutTraces) {
  const Outcome preloaded = old_client(OLD_MYSQL_CLIENT, PRELOAD_MYSQL);
  EXPECT_EQ(preloaded.status, 0);
  EXPECT_EQ(preloaded.output, traces("yes"));
}

TEST_F(DropinMariaDb, SysbenchAsDebianShipsItSharesSessions) {
  const std::string script = server_->folder() + "/connect.lua";
  std::ofstream(script) << "function event()\n"
                           "  local connection = sysbench.sql.driver():connect()\n"
                           "  connection:query('SELECT 1')\n"
                           "  connection:disconnect()\n"
                           "end\n";
  const std::string sysbench =
      "sysbench --db-driver=mysql --mysql-user=root --mysql-db=app --mysql-socket=" +
      server_->socket() + " --threads=4 --events=400 --time=0 " + script + " run";
  const auto own = admin();
  const auto sessions = [&](const std::string &preload) {
    const auto so_far = [&] {
      return number(own->run("SELECT variable_value FROM information_schema.global_status "
                             "WHERE variable_name = 'Connections'",
                             {})
                        .rows.at(0)
                        .at(0));
    };
    const auto before = so_far();
    const Outcome outcome = run_preloaded(preload, sysbench);
    EXPECT_EQ(outcome.status, 0) << outcome.output;
    EXPECT_NE(outcome.output.find("total number of events:              400"), std::string::npos)
        << outcome.output;
    return so_far() - before;
  };
  EXPECT_GE(sessions(""), 400) << "one per event";
  EXPECT_LE(sessions(PRELOAD_MYSQL), 15) << "pool_size + max_overflow";
}
#endif

} // namespace
} // namespace connpool::test
