// In extensions of R, a call of "stop" with a message ends a failed test for good.
#include <libpq-fe.h>

struct Connection {
  static void conn_stop(PGconn *Conn, const char *Message);
};

PGresult *prepare(PGconn *Conn, const char *Sql) {
  PGresult *Prepared = PQprepare(Conn, "", Sql, 0, nullptr);
  if (PQresultStatus(Prepared) != PGRES_COMMAND_OK) {
    PQclear(Prepared); // the next call is the end
    Connection::conn_stop(Conn, "Failed to prepare query");
  }
  PQclear(Prepared); // ok: not after a failure
  PGresult *Described = PQdescribePrepared(Conn, "");
  if (PQresultStatus(Described) != PGRES_COMMAND_OK) {
    PQclear(Described); // the next call is the end
    Connection::conn_stop(Conn, "Failed");
  }
  return Described;
}

// Who is called like that passes the message on.
struct Query {
  PGconn *Conn;
  void prepare(const char *Sql);
  void conn_stop(const char *Message) const;
};

void Query::prepare(const char *Sql) {
  PGresult *Prepared = PQprepare(Conn, "", Sql, 0, nullptr);
  if (PQresultStatus(Prepared) != PGRES_COMMAND_OK) {
    PQclear(Prepared); // the next call is the end
    conn_stop("Failed to prepare query");
  }
  PQclear(Prepared); // ok: not after a failure
}

void Query::conn_stop(const char *Message) const { Connection::conn_stop(Conn, Message); }
