// Checked by status, by code, by a helper; closing and asking for the error need no check.
#include <app.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stddef.h>

static int usable(PGconn *conn) { return conn && PQstatus(conn) == CONNECTION_OK; }

int libpq_status(const char *dsn) {
  int sent = 0;
  PGconn *conn = PQconnectdb(dsn);
  if (usable(conn))
    sent = PQsendQuery(conn, "SELECT 1");
  else
    app_log(PQerrorMessage(conn));
  PQfinish(conn);
  return sent;
}

int sqlite_code(const char *file) {
  sqlite3 *db = NULL;
  int rc = sqlite3_open(file, &db);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec(db, "VACUUM", NULL, NULL, NULL);
  else
    app_log(sqlite3_errmsg(db));
  sqlite3_close(db);
  return rc;
}

int by_handle(sqlite3 *db) {
  sqlite3_stmt *stmt = NULL;
  sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, NULL);
  if (!stmt)
    return -1;
  int rc = sqlite3_step(stmt);
  sqlite3_finalize(stmt);
  return rc;
}

int a_parameter(PGconn *conn) { return PQsendQuery(conn, "SELECT 1"); }
