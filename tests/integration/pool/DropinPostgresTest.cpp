// DropinPostgresTest.cpp - programs that keep their calls of libpq, with a pool behind
// them: one of ours, in three ways, and PostgreSQL's pgbench as Debian ships it.
#include "OnServer.h"
#include "RunProgram.h"
#include "connpool/libpq.h"
#include "connpool/query.h"
#include <fstream>

namespace connpool::test {
namespace {

class DropinPostgres : public OnServer<PostgresServer> {
protected:
  static Outcome old_client(const std::string &program, const std::string &preload,
                            const std::string &conninfo) {
    return run_preloaded(preload, program + " '" + conninfo + "'");
  }
  static std::unique_ptr<Connection> admin() {
    return libpq::driver(server_->conninfo())->connect(10s);
  }
  /// How many sessions there have ever been.
  static std::int64_t sessions_so_far(Connection &admin) {
    execute(admin, "SELECT pg_stat_clear_snapshot()");
    return *fetch_one<std::int64_t>(
        admin, "SELECT sessions FROM pg_stat_database WHERE datname = 'postgres'");
  }
};

const char *const reset_session =
    "same session: yes\nname: \ntable: error\nlistening: 0\n"
    "notification: no\nblocking: yes\ndefault verbosity: yes\n"
    "own notice processor: no\nasynchronous connect, same session: no\n";

TEST_F(DropinPostgres, RawProgramGetsANewSessionEachTime) {
  const Outcome raw = old_client(OLD_LIBPQ_CLIENT, "", server_->conninfo());
  EXPECT_EQ(raw.status, 0);
  EXPECT_NE(raw.output.find("same session: no"), std::string::npos) << raw.output;
}

TEST_F(DropinPostgres, WrappedProgramGetsItsSessionBackWithoutTraces) {
  const Outcome wrapped = old_client(WRAPPED_LIBPQ_CLIENT, "", server_->conninfo());
  EXPECT_EQ(wrapped.status, 0);
  EXPECT_EQ(wrapped.output, reset_session);
}

TEST_F(DropinPostgres, FailuresAreLibpqsOwn) {
  const auto wrong = server_->conninfo("user=nobody_there");
  const Outcome raw = old_client(OLD_LIBPQ_CLIENT, "", wrong);
  const Outcome wrapped = old_client(WRAPPED_LIBPQ_CLIENT, "", wrong);
  EXPECT_NE(raw.output.find("nobody_there"), std::string::npos);
  EXPECT_EQ(wrapped.output, raw.output);
  EXPECT_EQ(wrapped.status, 1);
  const auto began = Clock::now();
  EXPECT_EQ(old_client(WRAPPED_LIBPQ_CLIENT, "", "host=127.0.0.1 port=1").output,
            old_client(OLD_LIBPQ_CLIENT, "", "host=127.0.0.1 port=1").output);
  EXPECT_LT(Clock::now() - began, 5s) << "at once, as always";
  EXPECT_EQ(old_client(WRAPPED_LIBPQ_CLIENT, "", "nonsense").output,
            old_client(OLD_LIBPQ_CLIENT, "", "nonsense").output);
}

#ifdef PRELOAD_LIBPQ
TEST_F(DropinPostgres, PreloadedProgramGetsItsSessionBackWithoutTraces) {
  const Outcome preloaded = old_client(OLD_LIBPQ_CLIENT, PRELOAD_LIBPQ, server_->conninfo());
  EXPECT_EQ(preloaded.status, 0);
  EXPECT_EQ(preloaded.output, reset_session);
}

TEST_F(DropinPostgres, PgbenchAsDebianShipsItSharesSessions) {
  const auto own = admin();
  const std::string script = server_->folder() + "/select.sql";
  std::ofstream(script) << "SELECT 1;\n";
  const std::string pgbench = PostgresServer::program("pgbench") + " -n -C -c 4 -j 2 -t 100 -h " +
                              server_->folder() + " -p " + std::to_string(server_->port()) +
                              " -U tester -f " + script + " postgres";
  const auto sessions = [&](const std::string &command) {
    const std::int64_t before = sessions_so_far(*own);
    const Outcome outcome = run_program(command);
    EXPECT_EQ(outcome.status, 0) << outcome.output;
    EXPECT_NE(outcome.output.find("processed: 400/400"), std::string::npos) << outcome.output;
    // Counted when a session reports, at its end at the latest.
    std::int64_t now = 0, last = -1;
    EXPECT_TRUE(eventually([&] {
      std::this_thread::sleep_for(100ms);
      last = std::exchange(now, sessions_so_far(*own));
      return now == last && now > before;
    }));
    return now - before;
  };
  EXPECT_GE(sessions(pgbench), 400) << "one per transaction";
  EXPECT_LE(sessions("LD_PRELOAD=" PRELOAD_LIBPQ " " + pgbench), 15) << "pool_size + max_overflow";
}

TEST_F(DropinPostgres, TooManyAtOnceIsALibpqError) {
  const Outcome outcome = run_program(
      "DB_POOL_SIZE=1 DB_MAX_OVERFLOW=0 DB_POOL_TIMEOUT=0.2 LD_PRELOAD=" PRELOAD_LIBPQ " " +
      PostgresServer::program("pgbench") + " -n -c 2 -t 1 -h " + server_->folder() + " -p " +
      std::to_string(server_->port()) + " -U tester -f " + server_->folder() +
      "/select.sql postgres");
  EXPECT_NE(outcome.status, 0);
  EXPECT_NE(outcome.output.find("no_connection_of_pool"), std::string::npos) << outcome.output;
}
#endif

} // namespace
} // namespace connpool::test
