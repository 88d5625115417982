// A struct on the stack dies with the connection in it.
#include <libpq-fe.h>
#include <stdlib.h>

struct job {
  PGconn *conn;
  int done;
};

int run(const char *dsn) {
  struct job job = {NULL, 0};
  job.conn = PQconnectdb(dsn);
  if (PQstatus(job.conn) != CONNECTION_OK)
    return -1; // want "job.conn" [connlint-connection-leak]
  PQfinish(job.conn);
  return 0;
}

struct job *make(const char *dsn) {
  struct job *job = calloc(1, sizeof *job);
  if (!job)
    return NULL;
  job->conn = PQconnectdb(dsn);
  if (PQstatus(job->conn) != CONNECTION_OK) {
    free(job); // want "conn" [connlint-connection-leak]
    return NULL;
  }
  return job;
}
