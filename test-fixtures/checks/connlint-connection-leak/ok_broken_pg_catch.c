// A handler of the server, where no header tells what that is: the connect has failed, and gave nothing.
#include "not_there.h"
#include <libpq-fe.h>

int wait_for(const char *text) {
  PGconn *conn = NULL;
  PG_TRY();
  {
    prepare_to(text);
    conn = PQconnectdb(text);
  }
  PG_CATCH();
  {
    FlushErrorState();
    conn = NULL;
  }
  PG_END_TRY();
  if (conn == NULL)
    return -1;
  PQfinish(conn);
  return 0;
}
