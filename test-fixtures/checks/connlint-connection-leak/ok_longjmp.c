// What is released before the jump, or belongs to who is jumped to, is not lost; the end of the
// process frees everything.
#include <libpq-fe.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>

struct session {
  PGconn *conn;
  jmp_buf failed;
};

void connects(struct session *session, const char *dsn) {
  session->conn = PQconnectdb(dsn);
  if (PQstatus(session->conn) != CONNECTION_OK)
    longjmp(session->failed, 1);
}

int releases_first(const char *dsn, jmp_buf env) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    longjmp(env, 1);
  }
  PQfinish(conn);
  return 0;
}

int comes_back(const char *dsn) {
  jmp_buf env;
  PGconn *volatile conn = PQconnectdb(dsn);
  if (setjmp(env) == 0 && PQstatus(conn) != CONNECTION_OK)
    longjmp(env, 1);
  PQfinish(conn);
  return 0;
}

int ends(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) != CONNECTION_OK)
    exit(1);
  PQfinish(conn);
  return 0;
}
