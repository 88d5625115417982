// A coroutine may be destroyed while it waits: that is a way out, and only objects with
// destructors are cleaned up. co_return is one as well.
#include <libpq-fe.h>
#include <task.h>

task<int> waits(const char *dsn) {
  PGconn *c = PQconnectdb(dsn);
  co_await wait_for(1); // want "while the coroutine waits here" [connlint-connection-leak]
  PQfinish(c);
  co_return 1;
}

task<int> returns(const char *dsn) {
  PGconn *c = PQconnectdb(dsn);
  if (PQstatus(c) != CONNECTION_OK)
    co_return 0; // want "not released here" [connlint-connection-leak]
  PQfinish(c);
  co_return 1;
}

task<PGconn *> open(const char *dsn) {
  PGconn *c = PQconnectdb(dsn);
  if (PQstatus(c) == CONNECTION_OK)
    co_return c;
  PQfinish(c);
  co_return nullptr;
}

task<int> awaits(const char *dsn) {
  PGconn *c = co_await open(dsn);
  if (!c)
    co_return 0;
  if (PQserverVersion(c) < 90000)
    co_return 1; // want "not released on this way out" [connlint-connection-leak]
  PQfinish(c);
  co_return 2;
}
