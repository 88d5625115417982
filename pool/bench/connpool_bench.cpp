// connpool_bench.cpp - connpool in the comparison with other pools; Rounds.h says how to
// call it.
//
// Without URL the connections are empty: what is measured is the pool. With one, `host=…
// port=…` is PostgreSQL and `HOST-OR-SOCKET|PORT|USER|DATABASE` MariaDB. All features are
// on: liveness window, leak watch, lifetime, counters, rollback of forgotten transactions.
// Environment: NAME (row's name), FAIRNESS_MS, LOOK=1 (look at the socket each time),
// PING=1.
#include "Rounds.h"
#include "connpool/pool.h"
#include "null_driver.h"
#ifdef CONNPOOL_BENCH_SERVERS
#include "connpool/libpq.h"
#include "connpool/mysql.h"
#include <libpq-fe.h>
#include <mysql.h>
#endif

namespace {

using namespace connpool;

std::string variable(const char *name, const char *otherwise) {
  const char *value = std::getenv(name);
  return value ? value : otherwise;
}

PoolOptions options_for(const bench::Settings &s) {
  PoolOptions options;
  options.pool_size = s.pool;
  options.max_overflow = 0;
  options.min_idle = s.pool;
  options.fairness = std::chrono::milliseconds(std::stol(variable("FAIRNESS_MS", "2")));
  if (!variable("LOOK", "").empty())
    options.alive_window = std::chrono::milliseconds(0);
  if (!variable("PING", "").empty())
    options.ping_after = std::chrono::milliseconds(0);
  return options;
}

#ifdef CONNPOOL_BENCH_SERVERS
bool select_one(PGconn *handle) {
  PGresult *result = PQexec(handle, "SELECT 1");
  const bool good = PQresultStatus(result) == PGRES_TUPLES_OK;
  PQclear(result);
  return good;
}

bool select_one(MYSQL *handle) {
  if (mysql_query(handle, "SELECT 1") != 0)
    return false;
  MYSQL_RES *result = mysql_store_result(handle);
  mysql_free_result(result);
  return result != nullptr;
}

bool is_mysql(const bench::Settings &s) { return s.url.find('|') != std::string::npos; }

std::shared_ptr<Driver> driver_for(const bench::Settings &s) {
  if (!is_mysql(s))
    return libpq::driver(s.url);
  std::istringstream words(s.url);
  std::string port;
  mysql::Options options;
  std::getline(words, options.host, '|');
  std::getline(words, port, '|');
  std::getline(words, options.user, '|');
  std::getline(words, options.database, '|');
  if (options.host.starts_with('/'))
    options.socket = options.host;
  options.port = static_cast<unsigned>(std::stoul(port));
  return mysql::driver(options);
}
#endif

std::shared_ptr<Driver> make_driver(const bench::Settings &s) {
#ifdef CONNPOOL_BENCH_SERVERS
  if (s.scenario == "query")
    return driver_for(s);
#endif
  static_cast<void>(s);
  return std::make_shared<bench::NullDriver>();
}

void fill(Pool &pool, unsigned size) {
  while (pool.stats().idle < size)
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

} // namespace

int main(int count, char **words) {
  const auto settings = bench::Settings::parse(count, words);
  Pool pool(make_driver(settings), options_for(settings));
  fill(pool, settings.pool);
  const std::string name = variable("NAME", "connpool");
#ifdef CONNPOOL_BENCH_SERVERS
  if (settings.scenario == "query") {
    const bool mysql = is_mysql(settings);
    bench::run(name.c_str(), settings, [&](auto &&) {
      try {
        const Lease lease = pool.checkout();
        return mysql ? select_one(mysql::handle(lease)) : select_one(libpq::handle(lease));
      } catch (const Error &) {
        return false;
      }
    });
    return 0;
  }
#endif
  bench::run(name.c_str(), settings, [&](auto &&held) {
    const Lease lease = pool.checkout();
    held();
    return true;
  });
}
