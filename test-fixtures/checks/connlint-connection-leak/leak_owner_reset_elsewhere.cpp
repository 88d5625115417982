// A helper takes the connection out of the owner, and nobody has it.
#include <libpq-fe.h>
#include <memory>

using Owner = std::unique_ptr<PGconn, decltype(&PQfinish)>;

static bool reopen(Owner &Conn, const char *Dsn) {
  Conn.release(); // want "connection .* from release is discarded" [connlint-connection-leak]
  Conn.reset(PQconnectdb(Dsn));
  return PQstatus(Conn.get()) == CONNECTION_OK;
}

bool one_of(const char *A, const char *B) {
  Owner Conn(nullptr, &PQfinish);
  return reopen(Conn, A) || reopen(Conn, B); // want "overwritten" [connlint-connection-leak]
}
