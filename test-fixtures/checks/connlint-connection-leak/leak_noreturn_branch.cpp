// A branch of an expression that does not return, as in assert: the other one goes on.
#include <libpq-fe.h>

[[noreturn]] void fail(const char *what);

#define expect(ok) (static_cast<bool>(ok) ? void(0) : fail(#ok))

void checked(int code) {
  PGconn *conn = PQconnectdb("dbname=shop");
  expect(code != 0);
} // want "connection 'conn' from PQconnectdb is not released on this way out" [connlint-connection-leak]

struct Order {
  int id;
  explicit Order(int number) : id(number) { expect(number > 0); }
};

void constructed(int number) {
  PGconn *conn = PQconnectdb("dbname=shop");
  Order order(number);
} // want "connection 'conn' from PQconnectdb is not released on this way out" [connlint-connection-leak]

bool both(bool ready) {
  PGconn *conn = PQconnectdb("dbname=shop");
  return ready || (fail("not ready"), false); // want "connection 'conn' from PQconnectdb is not released on this way out" [connlint-connection-leak]
}
