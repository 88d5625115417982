// The client's header is missing: products of unknown values are products.
#include <nowhere/client.h>

int load(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  int area = WIDTH * HEIGHT, twice = 0;
  if (WIDTH * HEIGHT == area)
    twice = scale * area;
  PQfinish(conn); // ok: on every path
  return twice;
}

int half(int n) {
  int sum = n;
  sum = sum + WIDTH * n; // ok: no declaration
  return sum;
}
