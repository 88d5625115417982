// Codes travel through variables and helpers before they decide.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stddef.h>

int by_step(const char *dsn, const char *file) {
  int step = 0;
  PGconn *conn = PQconnectdb(dsn);
  sqlite3 *db = NULL;
  if (PQstatus(conn) == CONNECTION_OK) {
    step = 1;
    if (sqlite3_open(file, &db) == SQLITE_OK)
      step = 2;
    else
      sqlite3_close(db);
  }
  if (step >= 2)
    sqlite3_close(db);
  PQfinish(conn);
  return step;
}

int code_survives(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  int failed = rc != SQLITE_OK;
  if (failed) {
    sqlite3_close(db);
    return rc;
  }
  rc = sqlite3_exec(db, "ANALYZE", NULL, NULL, NULL);
  sqlite3_close(db);
  return rc;
}
