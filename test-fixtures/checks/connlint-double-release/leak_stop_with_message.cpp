// What stops a server or a clock comes back.
#include <libpq-fe.h>

struct Server {
  void stop();
};
void timer_stop(const char *Name);

void first(PGconn *Conn, Server &S) {
  PGresult *R = PQexec(Conn, "x");
  if (PQresultStatus(R) != PGRES_COMMAND_OK) {
    PQclear(R);
    S.stop();
  }
  PQclear(R); // want "result 'R' is released a second time" [connlint-double-release]
}

void second(PGconn *Conn) {
  PGresult *R = PQexec(Conn, "x");
  if (PQresultStatus(R) != PGRES_COMMAND_OK) {
    PQclear(R);
    timer_stop("query");
  }
  PQclear(R); // want "result 'R' is released a second time" [connlint-double-release]
}
