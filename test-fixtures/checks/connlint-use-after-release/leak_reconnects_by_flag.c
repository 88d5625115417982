// The caller uses the connection although the query may have closed it.
#include <libpq-fe.h>
struct session {
  PGconn *conn;
  int connected;
};
static void disconnect(struct session *s) {
  if (!s->connected)
    return;
  PQfinish(s->conn);
  s->connected = 0;
}
static int query(struct session *s, const char *text) {
  if (PQsendQuery(s->conn, text) != 1) {
    disconnect(s);
    return -1;
  }
  return 0;
}
int hello(struct session *s) {
  if (query(s, "INSERT INTO greetings VALUES (1)") != 0 && s->connected == 0)
    return PQbackendPID(s->conn); // want "connection 's->conn' is used after the release" [connlint-use-after-release]
  return 0;
}
