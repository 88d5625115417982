// A result that a function given as an argument returns, and the helper drops; codes that
// are returned.
#include <app.h>
#include <mysql.h>
#include <sqlite3.h>

static int ask(MYSQL *conn, int run(MYSQL *), const char *sql) {
  return mysql_query(conn, sql) ? -1 : run(conn);
}

static int drop(MYSQL *conn) {
  mysql_store_result(conn); // want "is discarded and never released" [connlint-result-leak]
  return 0;
}

int dropped(MYSQL *conn) { return ask(conn, drop, "SELECT 1"); }

int once(sqlite3 *db) {
  sqlite3_stmt *stmt = 0;
  if (sqlite3_prepare_v2(db, "SELECT ?", -1, &stmt, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_bind_int(stmt, 1, app_number()) != SQLITE_OK)
    return -1; // want "statement 'stmt'" [connlint-result-leak]
  sqlite3_finalize(stmt);
  return 0;
}
