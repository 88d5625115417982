// Twin of ok_broken_pg_catch.c: what fails comes after the connect.
#include "not_there.h"
#include <libpq-fe.h>

int wait_for(const char *text) {
  PGconn *conn = NULL;
  PG_TRY();
  {
    conn = PQconnectdb(text);
    prepare_to(text);
  }
  PG_CATCH();
  {
    FlushErrorState();
    conn = NULL; // want "'conn'" [connlint-connection-leak]
  }
  PG_END_TRY();
  if (conn == NULL)
    return -1;
  PQfinish(conn);
  return 0;
}
