// What a handler does counts: one that goes on, one that throws another type, one too far out.
#include <app.h>
#include <libpq-fe.h>
#include <stdexcept>

struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

static void fail(int N) {
  if (N < 0)
    throw Broken("negative");
}

int translated(const char *Dsn, int N) {
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    fail(N);
  } catch (const Broken &) {
    throw std::logic_error("translated"); // want "'Conn'" [connlint-leak-on-exception]
  }
  PQfinish(Conn);
  return 0;
}

int too_far_out(const char *Dsn, int N) {
  try {
    PGconn *Conn = PQconnectdb(Dsn);
    fail(N);
    PQfinish(Conn);
  } catch (const std::exception &) {
    return -1; // want "connection 'Conn'" [connlint-connection-leak]
  }
  return 0;
}

int inner_only(const char *Dsn, int N) {
  PGconn *Conn = PQconnectdb(Dsn);
  try {
    try {
      fail(N); // want "'Conn'" [connlint-leak-on-exception]
    } catch (const std::logic_error &) {
      app_log("logic");
    }
  } catch (int) {
    app_log("number");
  }
  PQfinish(Conn);
  return 0;
}
