// A loop fills an array, and one way out passes the releases of its slots.
#include <mysql.h>

int store(MYSQL *conn) {
  MYSQL_STMT *stmts[2] = {0, 0};
  const char *sql[2] = {"INSERT INTO orders VALUES (?)", "INSERT INTO items VALUES (?)"};
  int result = 0;
  for (int i = 0; i < 2; i++) {
    stmts[i] = mysql_stmt_init(conn);
    if (!stmts[i]) {
      result = -1;
      goto end;
    }
    if (mysql_stmt_prepare(stmts[i], sql[i], 30))
      return -1; // want "statement 'stmts' from mysql_stmt_init is not released" [connlint-result-leak]
  }
end:
  if (stmts[0])
    mysql_stmt_close(stmts[0]);
  if (stmts[1])
    mysql_stmt_close(stmts[1]);
  return result;
}
