// Annotations count in a unit with compiler errors: here PGconn is an unknown name.
#define LEASE __attribute__((annotate("connlint: {acquire: {resource: libpq.connection}}")))
#include "not_there.h"

LEASE PGconn *lend(void);
__attribute__((annotate("connlint: release"))) void give_back(PGconn *conn);

int leak(int n) {
  PGconn *conn = lend();
  if (!conn)
    return -1;
  if (n > 3)
    return 0; // want "connection 'conn' from lend" [connlint-connection-leak]
  give_back(conn);
  return 1;
}
