// Ownership attributes of the compiler, where the type is a client library's.
#include <libpq-fe.h>

PGconn *dial(const char *where) __attribute__((ownership_returns(malloc)));
void hang_up(int how, PGconn *conn) __attribute__((ownership_takes(malloc, 2)));
void keep(PGconn *conn) __attribute__((ownership_holds(malloc, 1)));
char *copy(const char *text) __attribute__((ownership_returns(malloc)));

int balanced(int n) {
  PGconn *conn = dial(copy("shop")); // ok: memory is not our business
  if (!conn)
    return -1;
  if (n > 3)
    keep(conn);
  else
    hang_up(0, conn);
  return 1;
}
