// AsioCoroutineTest.cpp - the pool in coroutines, on PostgreSQL.
#include "OnServer.h"
#include "RunProgram.h"
#include "connpool/asio.h"
#include "connpool/libpq.h"
#include <boost/asio/awaitable.hpp>
#ifdef BOOST_ASIO_HAS_CO_AWAIT // of this Boost with this compiler
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace connpool::test {
namespace {

using boost::asio::awaitable;
using boost::asio::use_awaitable;

class Coroutines : public OnServer<PostgresServer> {
protected:
  template <class Work> void run_all(int count, Work work) {
    for (int i = 0; i < count; ++i)
      boost::asio::co_spawn(io_, work(i), [](std::exception_ptr error) {
        if (error)
          std::rethrow_exception(error);
      });
    io_.run();
  }
  boost::asio::io_context io_;
  Pool pool_{libpq::driver(server_->conninfo()), sized(3)};
  AsyncPool db_{io_.get_executor(), pool_};
};

TEST_F(Coroutines, LeasesGoBackOnEveryPath) {
  int good = 0, failed = 0;
  run_all(100, [&](int i) -> awaitable<void> {
    Lease lease = co_await db_.async_checkout(use_awaitable);
    try {
      const ResultSet rows = co_await db_.async_run(
          lease, i % 10 == 0 ? "SELECT nonsense, $1::int8" : "SELECT $1::int8", bound(i),
          use_awaitable);
      good += number(rows.rows.at(0).at(0)) == i;
    } catch (const QueryError &) {
      ++failed;
    }
  });
  EXPECT_EQ(good, 90);
  EXPECT_EQ(failed, 10);
  EXPECT_TRUE(eventually([&] { return pool_.stats().busy == 0; }));
  EXPECT_LE(pool_.stats().opened, 3u);
}

TEST_F(Coroutines, ForgottenTransactionsAreRolledBack) {
  libpq::driver(server_->conninfo())->connect(10s)->run("CREATE TABLE kept (n int)", {});
  run_all(20, [&](int i) -> awaitable<void> {
    Lease lease = co_await db_.async_checkout(use_awaitable);
    co_await db_.async_run(lease, "BEGIN", bound(), use_awaitable);
    co_await db_.async_run(lease, "INSERT INTO kept VALUES ($1)", bound(i), use_awaitable);
    if (i % 2 == 0)
      co_await db_.async_run(lease, "COMMIT", bound(), use_awaitable);
  });
  EXPECT_TRUE(eventually([&] { return pool_.stats().busy == 0; }));
  const Lease lease = pool_.checkout();
  EXPECT_EQ(number(lease->run("SELECT count(*) FROM kept", {}).rows[0][0]), 10);
  EXPECT_LE(pool_.stats().opened, 3u) << "the same connections go on";
}

TEST_F(Coroutines, TheExampleRuns) {
  const Outcome example = run_program(COROUTINES_EXAMPLE " '" + server_->conninfo() + "'");
  EXPECT_EQ(example.status, 0);
  EXPECT_TRUE(example.output.starts_with("connpool: no answer within 100 ms")) << example.output;
  EXPECT_NE(example.output.find("\n338350 with "), std::string::npos) << example.output;
}

} // namespace
} // namespace connpool::test
#endif
