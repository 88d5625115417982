// A coroutine that is not awaited at once, and a parameter that ends before it goes on.
#include <libpq-fe.h>
#include <memory>
#include <task.h>

struct closer {
  void operator()(PGconn *c) const { PQfinish(c); }
};
using owner = std::unique_ptr<PGconn, closer>;

task<PGconn *> open(const char *dsn) { co_return PQconnectdb(dsn); }

task<int> later(const char *dsn) {
  task<PGconn *> opening = open(dsn);
  co_await wait_for(1);
  PGconn *c = co_await opening;
  co_return PQstatus(c) == CONNECTION_OK; // miss: never closed
}

task<int> use(const owner &c) {
  co_await wait_for(1);
  co_return PQstatus(c.get()) == CONNECTION_OK; // miss: the owner may be gone
}

task<int> start(const char *dsn) {
  owner c(PQconnectdb(dsn));
  return use(c);
}
