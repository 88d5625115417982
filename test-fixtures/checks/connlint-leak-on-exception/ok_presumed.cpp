// Twin of leak_presumed.cpp: the unseen functions are a C library's, or said not to throw.
#include <libpq-fe.h>
#include <stdexcept>

struct app_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
void validate(const char *text) noexcept;
extern "C" void measure(const char *text);

struct Checked {
  explicit Checked(const char *text) { validate(text); }
};

int direct(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  validate(dsn);
  measure(dsn);
  Checked checked(dsn);
  PQfinish(conn);
  return 0;
}
