// Ownership attributes of the compiler, where the type is a client library's.
#include <libpq-fe.h>

PGconn *dial(const char *where) __attribute__((ownership_returns(malloc)));
void hang_up(int how, PGconn *conn) __attribute__((ownership_takes(malloc, 2)));

int leak(int n) {
  PGconn *conn = dial("shop");
  if (!conn)
    return -1;
  if (n > 3)
    return 0; // want "connection 'conn' from dial" [connlint-connection-leak]
  hang_up(0, conn);
  return 1;
}
