// models: dbpool.yaml
// Each round gives back what it took, break and continue included.
#include <dbpool.h>

int scan(dbpool *pool, int shards) {
  int n = 0;
  for (int i = 0; i < shards; i++) {
    PGconn *conn = dbpool_acquire(pool);
    if (!conn)
      break;
    PGresult *res = PQexec(conn, "SELECT 1");
    int rows = PQntuples(res);
    PQclear(res);
    dbpool_release(pool, conn);
    if (rows == 0)
      continue;
    n += rows;
  }
  return n;
}

int one_for_all_rounds(dbpool *pool, int rounds) {
  PGconn *conn = dbpool_acquire(pool);
  if (!conn)
    return -1;
  while (rounds-- > 0)
    PQclear(PQexec(conn, "SELECT 1"));
  dbpool_release(pool, conn);
  return 0;
}

void swap_each_round(dbpool *pool, int rounds) {
  PGconn *conn = dbpool_acquire(pool);
  while (conn && rounds-- > 0) {
    PQclear(PQexec(conn, "SELECT 1"));
    dbpool_release(pool, conn);
    conn = dbpool_acquire(pool);
  }
  dbpool_release(pool, conn);
}
