// Twin of ok_broken_foreach.c: nothing leaves the round, and one that does forgets.
#include "not_there.h"
#include <libpq-fe.h>

int all(List *tasks) {
  ListCell *cell = 0;
  int failed = 0;
  foreach(cell, tasks)
  {
    PGresult *result = PQexec(connection_of(cell), "DELETE FROM t");
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
      PQclear(result);
      failed++;
    }
    failed += PQcmdTuples(result)[0] == '0'; // want "'result'" [connlint-use-after-release]
    PQclear(result); // want "'result'" [connlint-double-release]
  }
  return failed;
}

int kept(List *tasks) {
  ListCell *cell = 0;
  foreach(cell, tasks)
  {
    PGresult *result = PQexec(connection_of(cell), "DELETE FROM t"); // want "'result'" [connlint-result-leak]
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
      count(tasks);
      continue;
    }
    PQclear(result);
  }
  return 0;
}
