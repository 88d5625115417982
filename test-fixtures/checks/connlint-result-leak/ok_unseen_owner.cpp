// Twin of leak_unseen_owner.cpp: released everywhere, or nowhere in the unit, so that nobody
// knows whose it is.
#include <libpq-fe.h>
#include <sqlite3.h>

PGresult *db_query(PGconn *conn, int what);
int db_fetch(PGconn *conn, const char *sql, PGresult **out);
PGresult *cached(PGconn *conn);

int cleared(PGconn *conn) {
  PGresult *res = db_query(conn, 1);
  int rows = PQntuples(res);
  PQclear(res);
  return rows;
}

int cleared_too(PGconn *conn) {
  PGresult *res = db_query(conn, 2);
  int rows = PQntuples(res);
  PQclear(res);
  return rows;
}

int fetched(PGconn *conn) {
  PGresult *res = nullptr;
  if (db_fetch(conn, "SELECT 1", &res) != 0)
    return -1;
  int rows = PQntuples(res);
  PQclear(res);
  return rows;
}

int fetched_too(PGconn *conn) {
  PGresult *res = nullptr;
  if (db_fetch(conn, "SELECT 2", &res) != 0)
    return -1;
  int rows = PQntuples(res);
  PQclear(res);
  return rows;
}

int borrowed(PGconn *conn) {
  PGresult *res = cached(conn);
  return PQntuples(res); // ok: nobody here releases what it returns
}
