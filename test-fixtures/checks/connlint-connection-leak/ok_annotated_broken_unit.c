// Annotations count in a unit with compiler errors: here PGconn is an unknown name.
#define LEASE __attribute__((annotate("connlint: {acquire: {resource: libpq.connection}}")))
#include "not_there.h"

LEASE PGconn *lend(void);
__attribute__((annotate("connlint: release"))) void give_back(PGconn *conn);

int balanced(void) {
  PGconn *conn = lend();
  if (!conn)
    return -1;
  give_back(conn);
  return 1;
}
