// Twin of ok_broken_login.c: the memory is the function's own.
#include "not_there.h"
#include <mysql.h>
#include <stdlib.h>

static MYSQL *connect_given(MYSQL *db, const char *host) {
  mysql_init(db);
  return mysql_real_connect(db, host, 0, 0, 0, 0, 0, 0);
}

int login(session_t *session, const char *host) {
  MYSQL *db = malloc(sizeof(MYSQL));
  if (!db)
    return 0;
  int result = connect_given(db, host) ? 1 : 0;
  return result; // want "'db'" [connlint-connection-leak]
}
