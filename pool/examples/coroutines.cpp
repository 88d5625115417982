// coroutines.cpp - many tasks on one thread and few connections, with coroutines of
// Boost.Asio, on PostgreSQL.
//
//   coroutines postgresql://user:password@host/database
#include <connpool/asio.h>
#include <connpool/libpq.h>
#include <cstdio>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

using namespace connpool;
using boost::asio::awaitable;
using boost::asio::use_awaitable;

/// The connection goes back with the lease, on every path.
awaitable<void> add_square(AsyncPool db, int number, std::int64_t &sum) {
  Lease lease = co_await db.async_checkout(use_awaitable);
  const ResultSet squares =
      co_await db.async_run(lease, "SELECT $1::int8 * $1::int8", bound(number), use_awaitable);
  sum += to_row<std::int64_t>(squares.columns, squares.rows.at(0));
}

/// A statement that takes too long is ended on the server as well.
awaitable<void> give_up(AsyncPool db) {
  Lease lease = co_await db.async_checkout(use_awaitable);
  const Limits soon{std::chrono::milliseconds(100)};
  try {
    co_await db.async_run(lease, "SELECT pg_sleep(60)", bound(), soon, use_awaitable);
  } catch (const QueryError &error) {
    std::printf("%s\n", error.what());
  }
}

int main(int count, char **words) {
  if (count != 2)
    return 2;
  boost::asio::io_context io; // outlives the pool, whose threads post to it
  PoolOptions options;
  options.pool_size = 3;
  options.max_overflow = 0;
  Pool pool(libpq::driver(words[1]), options);
  const AsyncPool db(io.get_executor(), pool);

  const auto rethrow = [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  };
  std::int64_t sum = 0;
  for (int i = 1; i <= 100; ++i)
    boost::asio::co_spawn(io, add_square(db, i, sum), rethrow);
  boost::asio::co_spawn(io, give_up(db), rethrow);
  io.run();
  std::printf("%lld with %u connections\n", static_cast<long long>(sum), pool.stats().size);
}
