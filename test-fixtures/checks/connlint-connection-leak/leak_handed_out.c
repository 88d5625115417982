// A function of another file hands out a connection: the one that gets it closes it, but not on
// every way out.
#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>

PGconn *establish(const char *user);
bool open_connection(const char *user, PGconn **conn);

bool is_newer(const char *user) {
  PGconn *conn = establish(user);
  if (PQstatus(conn) != CONNECTION_OK)
    return false; // want "is not released" [connlint-connection-leak]
  int version = PQserverVersion(conn);
  PQfinish(conn);
  return version > 90000;
}

bool is_known(const char *user) {
  PGconn *conn = NULL;
  if (!open_connection(user, &conn))
    return false;
  if (PQserverVersion(conn) < 90000)
    return false; // want "is not released" [connlint-connection-leak]
  PQfinish(conn);
  return true;
}
