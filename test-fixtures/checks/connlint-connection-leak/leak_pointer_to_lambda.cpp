// A lambda without captures as a plain function pointer: what it does with the handle counts.
#include <libpq-fe.h>
#include <memory>

int no_deleter(const char *dsn) {
  std::unique_ptr<PGconn, void (*)(PGconn *)> conn(PQconnectdb(dsn), [](PGconn *) {});
  return PQstatus(conn.get()) == CONNECTION_OK ? 0 : -1; // want "'conn'" [connlint-connection-leak]
}

int only_asked(const char *dsn) {
  int (*ask)(PGconn *) = [](PGconn *c) { return PQsocket(c); };
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    return -1; // want "'conn'" [connlint-connection-leak]
  int fd = ask(conn);
  PQfinish(conn);
  return fd;
}
