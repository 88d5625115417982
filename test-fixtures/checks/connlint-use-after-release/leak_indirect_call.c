// A function that the caller gave is handed memory of a result.
#include <libpq-fe.h>

int mail(PGconn *conn, int (*send)(const char *)) {
  PGresult *result = PQexec(conn, "SELECT mail FROM people");
  const char *text = PQgetvalue(result, 0, 0);
  PQclear(result);
  return send(text); // want "memory of result 'result' is used" [connlint-use-after-release]
}
