// models: dbpool.yaml
// Whoever calls the function rolls back what it has left open.
#include <dbpool.h>

static int run(PGconn *conn, const char *sql) {
  PGresult *result = PQexec(conn, sql);
  int ok = PQresultStatus(result) == PGRES_COMMAND_OK;
  PQclear(result);
  return ok ? 0 : -1;
}

static int merge(PGconn *conn, int count) {
  if (run(conn, "BEGIN") != 0)
    return -1;
  if (count < 0)
    return run(conn, "ROLLBACK");
  return run(conn, "COMMIT");
}

int handle(dbpool *pool, int count) {
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return -1;
  int code = merge(conn, count);
  dbpool_release(pool, conn);
  return code;
}
