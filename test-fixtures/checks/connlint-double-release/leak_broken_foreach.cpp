// Twin of ok_broken_foreach.cpp: the round goes on.
#include "not_there.h"
#include <libpq-fe.h>

int all(const QStringList &names, PGconn *conn) {
  foreach (const QString &name, names) {
    PGresult *result = PQexec(conn, "DELETE FROM t");
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
      PQclear(result);
    }
    PQclear(result); // want "'result'" [connlint-double-release]
  }
  return 0;
}
