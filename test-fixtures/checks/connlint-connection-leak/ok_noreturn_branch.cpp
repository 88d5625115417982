// A branch of an expression that does not return, as in assert, and a release after it.
#include <libpq-fe.h>

[[noreturn]] void fail(const char *what);

#define expect(ok) (static_cast<bool>(ok) ? void(0) : fail(#ok))

void checked(int code) {
  PGconn *conn = PQconnectdb("dbname=shop");
  expect(code != 0);
  PQfinish(conn);
}

void failed(bool ready) {
  PGconn *conn = PQconnectdb("dbname=shop");
  if (!ready)
    expect(false); // ok: the process ends
  else
    PQfinish(conn);
}

bool both(bool ready) {
  PGconn *conn = PQconnectdb("dbname=shop");
  bool answer = ready || (fail("not ready"), false);
  PQfinish(conn);
  return answer;
}
