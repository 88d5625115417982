// Methods, overloads and templates, annotated.
#include "orderpool.h"
#include <mysql.h>

namespace shop {
class Pool {
public:
  [[clang::annotate("connlint: {acquire: {resource: lease, source: this}}")]] PGconn *get(int wait = 0);
  void put([[clang::annotate("connlint: release")]] PGconn *conn);
  void put(const char *remark, MYSQL *conn);
};
template <class T> void drop(T *handle CONNLINT("release"));
} // namespace shop

int early(shop::Pool &pool, bool done) {
  PGconn *conn = pool.get();
  if (!conn)
    return 1;
  if (done)
    return 0; // want "lease 'conn' from shop::Pool::get" [connlint-connection-leak]
  pool.put(conn);
  return 0;
}

int overload(shop::Pool &pool) {
  PGconn *conn = pool.get(5);
  if (!conn)
    return 1;
  pool.put("not this one", nullptr);
  return 0; // want "lease 'conn' from shop::Pool::get" [connlint-connection-leak]
}

int generic(bool done) {
  PGconn *conn = order_connect();
  if (!conn)
    return 1;
  if (done)
    return 0; // want "connection 'conn' from order_connect" [connlint-connection-leak]
  shop::drop(conn);
  return 0;
}
