// The callback is not given the object: the result of the last round is lost.
#include <libpq-fe.h>
struct holder {
  PGresult *result;
};
struct holder *holder_of(void *object);
int stream(void *object, PGconn *conn, int (*yield)(int number)) {
  struct holder *holder = holder_of(object);
  int number = 0;
  while ((holder->result = PQgetResult(conn)) != 0) { // want "result .* is overwritten" [connlint-result-leak]
    if (yield(number++)) {
      PQclear(holder->result);
      return -1;
    }
  }
  return 0;
}
