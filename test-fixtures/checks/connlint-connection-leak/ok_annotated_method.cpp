// Methods, overloads and templates, annotated and used right.
#include "orderpool.h"
#include <mysql.h>

namespace shop {
class Pool {
public:
  [[clang::annotate("connlint: {acquire: {resource: lease, source: this}}")]] PGconn *get(int wait = 0);
  void put([[clang::annotate("connlint: release")]] PGconn *conn);
  void put(const char *remark, MYSQL *conn);
  void adopt(PGconn *&conn CONNLINT("release"));
};
template <class T> void drop(T *handle CONNLINT("release"));
} // namespace shop

int early(shop::Pool &pool, bool done) {
  PGconn *conn = pool.get();
  if (!conn)
    return 1;
  pool.put(conn);
  return done ? 0 : 2;
}

int two(shop::Pool &a, shop::Pool &b) {
  PGconn *one = a.get();
  if (!one)
    return 1;
  PGconn *other = b.get(1); // ok: another pool
  if (other)
    b.adopt(other);
  a.put(one);
  return 0;
}

int generic() {
  PGconn *conn = order_connect();
  if (!conn)
    return 1;
  shop::drop(conn);
  return 0;
}
