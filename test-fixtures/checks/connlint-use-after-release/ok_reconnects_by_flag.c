// A flag says whether the connection lives, and every function asks it.
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
static int reconnect(struct session *s) {
  if (s->connected)
    return 0;
  s->conn = PQconnectdb("dbname=shop");
  if (PQstatus(s->conn) != CONNECTION_OK) {
    PQfinish(s->conn);
    return -1;
  }
  s->connected = 1;
  return 0;
}
static int query(struct session *s, const char *text) {
  if (!s->connected && reconnect(s) != 0)
    return -1;
  if (PQsendQuery(s->conn, text) != 1) {
    if (PQstatus(s->conn) != CONNECTION_OK)
      disconnect(s);
    return -1;
  }
  return 0;
}
int hello(struct session *s) {
  query(s, "SELECT 1");
  if (query(s, "INSERT INTO greetings VALUES (1)") == 0) // ok: it connects anew
    return PQbackendPID(s->conn);
  return 0;
}
