// The object that comes back is freed without the result in it.
#include <mysql.h>
#include <stdlib.h>
struct rows {
  MYSQL *conn;
  MYSQL_RES *result;
};
static void *select_rows(MYSQL *conn, const char *query) {
  struct rows *rows = 0;
  if (mysql_query(conn, query) == 0) {
    rows = calloc(1, sizeof *rows);
    rows->conn = conn;
    rows->result = mysql_store_result(conn);
  }
  return rows;
}
int has_rows(MYSQL *conn, const char *query) {
  struct rows *rows = select_rows(conn, query);
  if (rows)
    free(rows); // want "result .* freed" [connlint-result-leak]
  return 0;
}
