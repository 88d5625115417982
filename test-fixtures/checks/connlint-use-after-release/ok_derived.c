// Copied or read before the release.
#include <app.h>
#include <libpq-fe.h>
#include <mysql.h>
#include <stdlib.h>
#include <string.h>

int value(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT count(*) FROM orders");
  int n = atoi(PQgetvalue(res, 0, 0));
  PQclear(res);
  return n;
}

char *copied(PGconn *conn) {
  PGresult *res = PQexec(conn, "SELECT name FROM shop");
  char *name = strdup(PQgetvalue(res, 0, 0));
  PQclear(res);
  return name; // ok: our own memory
}

int row_seen(MYSQL *my) {
  MYSQL_RES *rows = mysql_store_result(my);
  if (rows == NULL)
    return -1;
  MYSQL_ROW first = mysql_fetch_row(rows);
  int seen = first != NULL;
  mysql_free_result(rows);
  return seen;
}
