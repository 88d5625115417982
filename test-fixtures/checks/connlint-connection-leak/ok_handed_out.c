// A function of another file hands out a connection, or shares one that is only closed when it is
// broken.
#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>

PGconn *establish(const char *user);
PGconn *shared(const char *user);
void forget_shared(const char *user);

bool is_newer(const char *user) {
  PGconn *conn = establish(user);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return false;
  }
  int version = PQserverVersion(conn);
  PQfinish(conn);
  return version > 90000;
}

int use(const char *user) {
  PGconn *conn = shared(user);
  if (conn == NULL)
    return -1;
  if (PQserverVersion(conn) < 90000) {
    PQfinish(conn);
    forget_shared(user);
    return -1;
  }
  if (PQserverVersion(conn) < 100000)
    return -2;
  return PQsocket(conn);
}

bool refresh(const char *user) {
  PGconn *conn = shared(user);
  if (PQstatus(conn) != CONNECTION_BAD)
    return true;
  PQfinish(conn);
  forget_shared(user);
  return false;
}
