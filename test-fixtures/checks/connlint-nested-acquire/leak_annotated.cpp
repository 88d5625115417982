// The same pool object twice: `source: this` in an annotation.
#include <libpq-fe.h>

struct Pool {
  [[clang::annotate("connlint: {acquire: {resource: lease, source: this}}")]] PGconn *get();
  void put([[clang::annotate("connlint: release")]] PGconn *conn);
};

int nested(Pool &pool) {
  PGconn *one = pool.get(); // step "acquired"
  if (!one)
    return 1;
  PGconn *two = pool.get(); // want "second connection from the same source" [connlint-nested-acquire]
  if (two)
    pool.put(two);
  pool.put(one);
  return 0;
}
