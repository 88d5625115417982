// The step counter says how far it came; one level is undone too little.
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stddef.h>

int prepare_job(const char *dsn, const char *file) {
  int step = 0;
  PGconn *conn = PQconnectdb(dsn);
  sqlite3 *db = NULL;
  if (PQstatus(conn) == CONNECTION_OK) {
    step = 1;
    if (sqlite3_open(file, &db) == SQLITE_OK)
      step = 2;
    else
      sqlite3_close(db);
  }
  switch (step) {
  case 2:
    sqlite3_close(db);
    PQfinish(conn);
    return 0;
  case 0:
    PQfinish(conn);
    return -1;
  }
  return -2; // want "'conn'" [connlint-connection-leak]
}
