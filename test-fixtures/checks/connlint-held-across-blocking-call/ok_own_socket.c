// ok_own_socket.c - a helper waits for the connection in the object that it is given.
#include <libpq-fe.h>
#include <poll.h>

struct listener {
  PGconn *conn;
  int seen;
};

static int await_input(PGconn *conn) {
  struct pollfd one = {PQsocket(conn), POLLIN, 0};
  return poll(&one, 1, -1);
}

static int await_notice(struct listener *from) {
  if (await_input(from->conn) < 0 || !PQconsumeInput(from->conn))
    return -1;
  return ++from->seen;
}

int listen_once(const char *dsn) {
  struct listener own = {PQconnectdb(dsn), 0};
  int seen = -1;
  if (PQstatus(own.conn) == CONNECTION_OK)
    seen = await_notice(&own);
  PQfinish(own.conn);
  return seen;
}
