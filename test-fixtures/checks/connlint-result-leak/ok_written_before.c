// What was written to is not null: the object that comes back without a type has the result in it.
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
  if (rows) {
    mysql_free_result(rows->result);
    free(rows);
  }
  return 0; // ok: without an object there is no result
}
