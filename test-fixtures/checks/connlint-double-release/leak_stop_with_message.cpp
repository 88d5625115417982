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

// Who passes no message on comes back.
struct Query {
  PGconn *Conn;
  void prepare(const char *Sql);
  void conn_stop(const char *Message) const;
};

void Query::prepare(const char *Sql) {
  PGresult *Prepared = PQprepare(Conn, "", Sql, 0, nullptr);
  if (PQresultStatus(Prepared) != PGRES_COMMAND_OK) {
    PQclear(Prepared);
    conn_stop("Failed to prepare query");
  }
  PQclear(Prepared); // want "result 'Prepared' is released a second time" [connlint-double-release]
}

void Query::conn_stop(const char *) const { timer_stop("query"); }
