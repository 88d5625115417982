// A handle stored behind a parameter belongs to the receiver, also when the function then fails.
#include <libpq-fe.h>

struct session {
  PGconn *conn;
};

int session_open(struct session *session, const char *dsn) {
  session->conn = PQconnectdb(dsn);
  return PQstatus(session->conn) == CONNECTION_OK ? 0 : -1; // miss: callers forget it on failure
}
