// Values, rows and texts live in their result.
#include <app.h>
#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdlib.h>

int value(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT count(*) FROM orders");
  const char *text = PQgetvalue(res, 0, 0);
  PQclear(res);
  return atoi(text); // want "'res'" [connlint-use-after-release]
}

void row(MYSQL *my) {
  MYSQL_RES *rows = mysql_store_result(my);
  if (rows == NULL)
    return;
  MYSQL_ROW first = mysql_fetch_row(rows);
  mysql_free_result(rows);
  if (first)
    app_log(first[0]); // want "'rows'" [connlint-use-after-release]
}

void column(sqlite3 *db) {
  sqlite3_stmt *stmt = NULL;
  if (sqlite3_prepare_v2(db, "SELECT name FROM t", -1, &stmt, NULL) != SQLITE_OK)
    return;
  const unsigned char *name = NULL;
  if (sqlite3_step(stmt) == SQLITE_ROW)
    name = sqlite3_column_text(stmt, 0);
  sqlite3_finalize(stmt);
  if (name)
    app_log((const char *)name); // want "'stmt'" [connlint-use-after-release]
}
