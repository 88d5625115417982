// A function that returns results, and whose results are freed elsewhere, hands them out.
#include <mysql.h>
MYSQL_RES *rows_without_lock(MYSQL *conn);
void drain(MYSQL *conn) {
  MYSQL_RES *result = rows_without_lock(conn);
  if (result)
    mysql_free_result(result);
}
int has_rows(MYSQL *conn) {
  MYSQL_RES *result = rows_without_lock(conn);
  if (!result)
    return -1;
  return mysql_num_rows(result) > 0; // want "result 'result' from rows_without_lock is not released" [connlint-result-leak]
}
