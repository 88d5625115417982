// models: dbpool.yaml
// Finished before the connection goes back, in a loop with an early stop.
#include <app.h>
#include <dbpool.h>

static int run(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  int ok = PQresultStatus(res) == PGRES_COMMAND_OK;
  PQclear(res);
  return ok;
}

int cancel_all(dbpool *pool, int n) {
  int i = 0;
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return -1;
  if (run(conn, "BEGIN")) {
    for (i = 0; i < n; i++)
      if (!run(conn, "CALL cancel_one()") || app_flag("stop"))
        break;
    run(conn, i == n ? "COMMIT" : "ROLLBACK");
  }
  dbpool_release(pool, conn);
  return i;
}
