// A loop of a macro that no header tells of: its "continue" and "break" belong to it.
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
      continue;
    }
    failed += PQcmdTuples(result)[0] == '0';
    PQclear(result);
  }
  return failed;
}

int first(List *tasks) {
  Cell *cell = 0;
  EACH_OF(cell, tasks, next) {
    PGresult *result = PQexec(connection_of(cell), "DELETE FROM t");
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
      PQclear(result);
      break;
    }
    PQclear(result);
  }
  return 0;
}
