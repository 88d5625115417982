// A callback that is given an object may move the result out of what was found through that object.
#include <libpq-fe.h>
struct holder {
  PGresult *result;
};
struct holder *holder_of(void *object);
int stream(void *object, PGconn *conn, int (*yield)(void *object)) {
  struct holder *holder = holder_of(object);
  while ((holder->result = PQgetResult(conn)) != 0) { // ok: the callback has moved the last one
    if (yield(object))
      return -1;
  }
  return 0;
}
