// Two pools, and one after the other.
#include <libpq-fe.h>

struct Pool {
  [[clang::annotate("connlint: {acquire: {resource: lease, source: this}}")]] PGconn *get();
  void put([[clang::annotate("connlint: release")]] PGconn *conn);
};

int in_turn(Pool &pool, Pool &other) {
  PGconn *one = pool.get();
  if (!one)
    return 1;
  PGconn *two = other.get(); // ok: another pool
  if (two)
    other.put(two);
  pool.put(one);
  one = pool.get(); // ok: given back before
  if (one)
    pool.put(one);
  return 0;
}
