// A result that a function given as an argument returns, and the helper hands back; codes
// that are never returned.
#include <app.h>
#include <mysql.h>
#include <sqlite3.h>

static MYSQL_RES *ask(MYSQL *conn, MYSQL_RES *take(MYSQL *), const char *sql) {
  if (mysql_query(conn, sql))
    return 0;
  return take(conn);
}

MYSQL_RES *stored(MYSQL *conn) {
  return ask(conn, mysql_store_result, "SELECT 1"); // ok: handed on
}

int once(sqlite3 *db) {
  sqlite3_stmt *stmt = 0;
  if (sqlite3_prepare_v2(db, "SELECT 1", -1, &stmt, 0) != SQLITE_OK)
    return -1;
  if (sqlite3_step(stmt) != SQLITE_ROW) {
    sqlite3_finalize(stmt);
    return -1;
  }
  int value = sqlite3_column_int(stmt, 0);
  if (sqlite3_clear_bindings(stmt) != SQLITE_OK)
    return -1; // ok: it never fails
  sqlite3_finalize(stmt);
  return value;
}
