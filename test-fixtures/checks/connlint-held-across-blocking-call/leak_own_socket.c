// leak_own_socket.c - a helper waits for somebody else while the connection is held.
#include <libpq-fe.h>
#include <poll.h>

struct listener {
  int client;
  int seen;
};

static int await_client(struct listener *from) {
  struct pollfd one = {from->client, POLLIN, 0};
  if (poll(&one, 1, -1) < 0)
    return -1;
  return ++from->seen;
}

int serve_once(const char *dsn, int client) {
  PGconn *conn = PQconnectdb(dsn);
  struct listener other = {client, 0};
  int seen = -1;
  if (PQstatus(conn) == CONNECTION_OK)
    seen = await_client(&other); // want "is held across" [connlint-held-across-blocking-call]
  PQfinish(conn);
  return seen;
}
