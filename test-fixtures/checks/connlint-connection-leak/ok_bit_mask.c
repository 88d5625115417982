// What was opened is kept in bits and closed by them.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stddef.h>

#define OPENED_PG 0x1u
#define OPENED_LITE 0x2u

int copy_all(const char *dsn, const char *file, int with_lite) {
  unsigned opened = 0;
  PGconn *pg = NULL;
  sqlite3 *lite = NULL;
  int rc = -1;
  pg = PQconnectdb(dsn);
  opened |= OPENED_PG;
  if (PQstatus(pg) != CONNECTION_OK)
    goto out;
  if (with_lite) {
    rc = sqlite3_open(file, &lite);
    opened |= OPENED_LITE;
    if (rc != SQLITE_OK)
      goto out;
  }
  rc = 0;
out:
  if (opened & OPENED_LITE)
    sqlite3_close(lite);
  if (opened & OPENED_PG)
    PQfinish(pg);
  return rc;
}

int option_bit(const char *dsn, unsigned options) {
  PGconn *pg = NULL;
  if (options & OPENED_PG)
    pg = PQconnectdb(dsn);
  if (options & OPENED_PG)
    PQfinish(pg);
  return 0;
}
