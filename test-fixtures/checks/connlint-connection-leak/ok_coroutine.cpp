// Twin of leak_coroutine.cpp: owned while it waits, given to whoever awaits or asks for the
// next one, or in a coroutine that nobody can destroy.
#include <libpq-fe.h>
#include <memory>
#include <task.h>

struct closer {
  void operator()(PGconn *c) const { PQfinish(c); }
};
using owner = std::unique_ptr<PGconn, closer>;

task<int> waits(const char *dsn) {
  owner c(PQconnectdb(dsn));
  co_await wait_for(1);
  co_return PQstatus(c.get()) == CONNECTION_OK;
}

task<int> closed_first(const char *dsn) {
  PGconn *c = PQconnectdb(dsn);
  int ok = PQstatus(c) == CONNECTION_OK;
  PQfinish(c);
  co_await wait_for(1);
  co_return ok;
}

task<PGconn *> open(const char *dsn) { co_return PQconnectdb(dsn); }

task<owner> open_owned(const char *dsn) {
  owner c(PQconnectdb(dsn));
  if (PQstatus(c.get()) != CONNECTION_OK)
    co_return nullptr;
  co_return c;
}

task<int> awaits(const char *dsn) {
  owner c(co_await open(dsn));
  co_await wait_for(1);
  c.reset();
  owner second = co_await open_owned(dsn);
  co_return second != nullptr;
}

task<PGconn *> all(const char *dsn) {
  for (int i = 0; i < 3; ++i)
    co_yield PQconnectdb(dsn);
  co_return nullptr;
}

detached in_background(const char *dsn) {
  PGconn *c = PQconnectdb(dsn);
  co_await wait_for(1); // ok: it goes on
  PQfinish(c);
}
