// What the compiler dropped may have taken the connection, or was given it in a closure.
#include "not_there.h"
#include <libpq-fe.h>
#include <stdexcept>

struct Session;

lib::Handle<Session> open(const char *Dsn) {
  auto Conn = PQconnectdb(Dsn);
  if (PQstatus(Conn) != CONNECTION_OK) {
    PQfinish(Conn);
    throw std::runtime_error("no connection");
  }
  return lib::Handle<Session>(std::make_shared<Session>(Conn)); // ok: the handle has it
}

void later(const char *Dsn, lib::Loop *Loop) {
  PGconn *Conn = PQconnectdb(Dsn);
  if (Loop)
    Loop->queue([Self = shared_from_this(), Conn] { Self->use(Conn); });
  else
    PQfinish(Conn);
}
