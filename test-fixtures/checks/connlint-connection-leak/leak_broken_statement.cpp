// What the compiler dropped only asks the connection, or does not have it.
#include "not_there.h"
#include <libpq-fe.h>

struct Session;

int open(const char *Dsn) {
  auto Conn = PQconnectdb(Dsn);
  if (PQstatus(Conn) != CONNECTION_OK) {
    lib::show<Session>(PQerrorMessage(Conn));
    return -1; // want "'Conn'" [connlint-connection-leak]
  }
  PQfinish(Conn);
  return 0;
}

void later(const char *Dsn, lib::Loop *Loop) {
  PGconn *Conn = PQconnectdb(Dsn);
  if (Loop)
    Loop->queue([Self = shared_from_this()] { Self->use(); });
  else
    PQfinish(Conn);
} // want "'Conn'" [connlint-connection-leak]
