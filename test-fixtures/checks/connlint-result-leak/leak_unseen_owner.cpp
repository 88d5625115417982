// What unseen functions and methods hand out is released somewhere in the unit: so it has to be
// released everywhere.
#include <libpq-fe.h>
#include <sqlite3.h>

PGresult *db_query(PGconn *conn, int what);
int db_fetch(PGconn *conn, const char *sql, PGresult **out);

struct Database {
  int prepare(const char *sql, sqlite3_stmt **out);
  PGresult *query(const char *sql);
};

int cleared(PGconn *conn) {
  PGresult *res = db_query(conn, 1);
  int rows = PQntuples(res);
  PQclear(res);
  return rows;
}

int forgotten(PGconn *conn) {
  PGresult *res = db_query(conn, 2);
  return PQntuples(res); // want "'res'" [connlint-result-leak]
}

int fetched(PGconn *conn) {
  PGresult *res = nullptr;
  if (db_fetch(conn, "SELECT 1", &res) != 0)
    return -1; // ok: nobody knows whether there is one
  int rows = PQntuples(res);
  if (rows == 0)
    return 0; // want "'res'" [connlint-result-leak]
  PQclear(res);
  return rows;
}

int prepared(Database &db) {
  sqlite3_stmt *stmt;
  if (db.prepare("SELECT 1", &stmt) != SQLITE_OK)
    return -1; // ok: as above
  if (sqlite3_step(stmt) != SQLITE_ROW)
    return 0; // want "'stmt'" [connlint-result-leak]
  sqlite3_finalize(stmt);
  return 1;
}

int queried(Database &db) {
  PGresult *res = db.query("SELECT 1");
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    return -1; // want "'res'" [connlint-result-leak]
  PQclear(res);
  return 0;
}
