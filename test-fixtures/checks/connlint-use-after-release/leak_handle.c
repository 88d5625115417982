// The connection is used after its release.
#include <app.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stddef.h>

int late_error(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    app_log(PQerrorMessage(conn)); // want "'conn'" [connlint-use-after-release]
    return -1;
  }
  PQfinish(conn);
  return 0;
}

int late_step(sqlite3 *db) {
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL) != SQLITE_OK)
    return -1;
  sqlite3_finalize(stmt);
  return sqlite3_step(stmt); // want "'stmt'" [connlint-use-after-release]
}
