// Two servers, two files, or one at a time.
#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>
#include <stddef.h>

int replicate(const char *from_dsn, const char *to_dsn) {
  PGconn *from = PQconnectdb(from_dsn);
  PGconn *to = PQconnectdb(to_dsn);
  int ok = PQstatus(from) == CONNECTION_OK && PQstatus(to) == CONNECTION_OK;
  PQfinish(to);
  PQfinish(from);
  return ok;
}

int other_database(const char *host) {
  MYSQL *a = mysql_init(NULL);
  MYSQL *b = mysql_init(NULL);
  int n = 0;
  if (a && mysql_real_connect(a, host, "u", "", "stock", 0, NULL, 0))
    n++;
  if (b && mysql_real_connect(b, host, "u", "", "audit", 0, NULL, 0))
    n++; // ok: another database of the host
  mysql_close(b);
  mysql_close(a);
  return n;
}

int two_files(void) {
  sqlite3 *a = NULL, *b = NULL;
  int ok = sqlite3_open("a.db", &a) == SQLITE_OK && sqlite3_open("b.db", &b) == SQLITE_OK;
  sqlite3_close(b);
  sqlite3_close(a);
  return ok;
}

int in_a_loop(const char *dsn) {
  int up = 0;
  for (int i = 0; i < 3; i++) {
    PGconn *conn = PQconnectdb(dsn);
    up += PQstatus(conn) == CONNECTION_OK;
    PQfinish(conn);
  }
  return up;
}
