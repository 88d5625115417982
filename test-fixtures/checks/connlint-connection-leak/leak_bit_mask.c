// What was opened is kept in bits; one bit is forgotten.
#include <libpq-fe.h>
#include <mysql.h>
#include <stddef.h>

enum { HAVE_PG = 1, HAVE_MY = 2 };

int copy_all(const char *dsn, const char *host) {
  unsigned have = 0;
  PGconn *pg = NULL;
  MYSQL *my = NULL;
  pg = PQconnectdb(dsn);
  have |= HAVE_PG;
  my = mysql_init(NULL);
  if (my)
    have |= HAVE_MY;
  if (my)
    mysql_real_connect(my, host, "c", "", "c", 0, NULL, 0);
  if (have & HAVE_MY)
    mysql_close(my);
  return have != 0; // want "'pg'" [connlint-connection-leak]
}
