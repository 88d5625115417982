// Twin of leak_pointer_to_lambda.cpp: the lambda releases.
#include <libpq-fe.h>
#include <memory>

int deleter(const char *dsn) {
  std::unique_ptr<PGconn, void (*)(PGconn *)> conn(PQconnectdb(dsn),
                                                   [](PGconn *c) { PQfinish(c); });
  return PQstatus(conn.get()) == CONNECTION_OK ? 0 : -1;
}

int called(const char *dsn) {
  auto close = +[](PGconn *c) { PQfinish(c); };
  PGconn *conn = PQconnectdb(dsn);
  int fd = PQstatus(conn) == CONNECTION_OK ? PQsocket(conn) : -1;
  close(conn);
  return fd;
}
