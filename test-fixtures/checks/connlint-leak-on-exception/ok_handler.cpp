// Handlers that release, in any order of types, and rethrow what they do not know.
#include <app.h>
#include <libpq-fe.h>
#include <stdexcept>

struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

static void fail(int N) {
  if (N < 0)
    throw Broken("negative");
  if (N == 0)
    throw 17;
}

int by_type(const char *Dsn, int N) {
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    fail(N);
  } catch (int) {
    PQfinish(Conn);
    return -1;
  } catch (const std::runtime_error &) { // ok: takes the derived type
    PQfinish(Conn);
    return -2;
  }
  PQfinish(Conn);
  return 0;
}

int rethrown(const char *Dsn, int N) {
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    fail(N);
    app_check(N);
  } catch (...) {
    PQfinish(Conn);
    throw; // ok: released
  }
  PQfinish(Conn);
  return 0;
}

int nested(const char *Dsn, int N) {
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    try {
      fail(N);
    } catch (const std::logic_error &) {
      app_log("not this one");
    }
  } catch (...) {
    app_log("this one"); // ok: and on to the release
  }
  PQfinish(Conn);
  return 0;
}

int never_thrown(const char *Dsn, int N) {
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    fail(N);
  } catch (const std::exception &) {
    app_log("broken");
  } catch (int) {
    app_log("number");
  }
  PQfinish(Conn); // ok: these are all types that fail throws
  return 0;
}

int around_it(const char *Dsn, int N) {
  int Rc = 0;
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    app_check(N);
  } catch (const std::exception &) { // ok: what app_check throws is taken to be one
    Rc = -1;
  }
  PQfinish(Conn);
  return Rc;
}
