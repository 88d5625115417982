// The value of a comma expression is its right side; the handle on the left is lost.
#include <libpq-fe.h>

int comma(const char *dsn, int n) {
  return (PQconnectdb(dsn), n + 1); // want "PQconnectdb" [connlint-connection-leak]
}
