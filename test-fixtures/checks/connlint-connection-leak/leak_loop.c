// models: dbpool.yaml
// One way through the body keeps the lease of this round.
#include <dbpool.h>

int scan(dbpool *pool, int shards) {
  int n = 0;
  for (int i = 0; i < shards; i++) {
    PGconn *conn = dbpool_acquire(pool); // want "'conn'" [connlint-connection-leak]
    if (!conn)
      break; // ok: nothing is held in this round
    PGresult *res = PQexec(conn, "SELECT 1");
    int empty = PQntuples(res) == 0;
    PQclear(res);
    if (empty)
      continue; // keeps it: the next round overwrites the only name
    dbpool_release(pool, conn);
    n++;
  }
  return n;
}

int first_hit(dbpool *pool, int shards) {
  for (int i = 0; i < shards; i++) {
    PGconn *conn = dbpool_acquire(pool);
    if (!conn)
      return -1;
    PGresult *res = PQexec(conn, "SELECT 1");
    int hit = PQntuples(res) > 0;
    PQclear(res);
    if (hit)
      return i; // want "'conn'" [connlint-connection-leak]
    dbpool_release(pool, conn);
  }
  return -1;
}
