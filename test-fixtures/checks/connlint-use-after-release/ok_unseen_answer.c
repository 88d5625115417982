// Who releases and returns somebody's complaint has failed; who gets that leaves.
#include <libpq-fe.h>

struct job {
  PGconn *conn;
  PGresult *rows;
  int count;
};
int complain(const char *text);

static int prepare(struct job *j) {
  j->count = PQntuples(j->rows);
  if (j->count == 0)
    return 1;
  if (j->count > 9) {
    PQclear(j->rows);
    return complain("too many");
  }
  return PQresultStatus(j->rows) == PGRES_TUPLES_OK;
}

int run(struct job *j) {
  int sum = 0;
  if (!prepare(j))
    return -1;
  for (int i = 0; i < j->count; i++)
    sum += *PQgetvalue(j->rows, i, 0); // ok: the complaint has said no
  return sum;
}
