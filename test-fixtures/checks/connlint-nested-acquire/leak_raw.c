// Without a pool: two connections to one server from one function.
#include <libpq-fe.h>
#include <mysql.h>
#include <stddef.h>

int compare(const char *dsn) {
  int same = 0;
  PGconn *left = PQconnectdb(dsn);
  if (PQstatus(left) == CONNECTION_OK) {
    PGconn *right = PQconnectdb(dsn); // want "left|second" [connlint-nested-acquire]
    same = PQstatus(right) == CONNECTION_OK;
    PQfinish(right);
  }
  PQfinish(left);
  return same;
}

int by_host(const char *host) {
  MYSQL *a = mysql_init(NULL);
  MYSQL *b = mysql_init(NULL);
  int n = 0;
  if (a && mysql_real_connect(a, host, "u", "", "stock", 0, NULL, 0))
    if (b && mysql_real_connect(b, host, "u", "", "stock", 0, NULL, 0)) // want "second|'a'" [connlint-nested-acquire]
      n = 2;
  mysql_close(b);
  mysql_close(a);
  return n;
}
