// An unseen function whose header speaks of exceptions may throw. That is passed on through a
// function that is seen; through a second one it would be a guess about a guess.
#include <libpq-fe.h>
#include <stdexcept>

struct app_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
void validate(const char *text);

struct Checked {
  explicit Checked(const char *text) { validate(text); }
};

static void check_all(const char *text) { Checked checked(text); }

int direct(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  validate(dsn); // want "'conn'" [connlint-leak-on-exception]
  PQfinish(conn);
  return 0;
}

int once_removed(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  Checked checked(dsn); // want "'conn'" [connlint-leak-on-exception]
  PQfinish(conn);
  return 0;
}

int twice_removed(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  check_all(dsn); // ok: nothing says so here
  PQfinish(conn);
  return 0;
}
