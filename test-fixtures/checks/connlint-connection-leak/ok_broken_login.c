// A function connects what it is given, and returns it: here a part of an object that is not known.
#include "not_there.h"
#include <mysql.h>

static MYSQL *connect_given(MYSQL *db, const char *host) {
  mysql_init(db);
  return mysql_real_connect(db, host, 0, 0, 0, 0, 0, 0);
}

int login(session_t *session, const char *host) {
  int result = connect_given(session->db, host) ? 1 : 0;
  return result;
}
