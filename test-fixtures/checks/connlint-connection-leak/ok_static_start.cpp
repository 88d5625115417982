// Twin of leak_static_start.cpp: statics that are made on the first call live as long as the
// process or the thread.
#include <libpq-fe.h>
#include <memory>

struct closer {
  void operator()(PGconn *c) const { PQfinish(c); }
};

PGconn *shared(const char *dsn) {
  static PGconn *conn = PQconnectdb(dsn); // ok: once
  if (PQstatus(conn) != CONNECTION_OK)
    return nullptr;
  return conn;
}

PGconn *owned(const char *dsn) {
  static std::unique_ptr<PGconn, closer> conn(PQconnectdb(dsn)); // ok: once
  return conn.get();
}

PGconn *of_thread(const char *dsn) {
  thread_local std::unique_ptr<PGconn, closer> conn;
  if (!conn || PQstatus(conn.get()) != CONNECTION_OK)
    conn.reset(PQconnectdb(dsn)); // ok: the old one is closed
  return conn.get();
}
