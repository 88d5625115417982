// The same in C++, with a variable of its own.
#include "not_there.h"
#include <libpq-fe.h>

int all(const QStringList &names, PGconn *conn) {
  foreach (const QString &name, names) {
    PGresult *result = PQexec(conn, "DELETE FROM t");
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
      PQclear(result);
      continue;
    }
    PQclear(result);
  }
  return 0;
}
