// The struct lives on, or its member is released first.
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

struct job {
  PGconn *conn;
  int done;
};

static void job_close(struct job *job) {
  if (job->conn)
    PQfinish(job->conn);
  memset(job, 0, sizeof *job);
}

int run(const char *dsn) {
  struct job job = {0};
  job.conn = PQconnectdb(dsn);
  int ok = PQstatus(job.conn) == CONNECTION_OK;
  job_close(&job);
  return ok;
}

struct job *make(const char *dsn) {
  struct job *job = calloc(1, sizeof *job);
  if (!job)
    return NULL;
  job->conn = PQconnectdb(dsn);
  if (PQstatus(job->conn) != CONNECTION_OK) {
    job_close(job);
    free(job);
    return NULL;
  }
  return job; // ok: the caller owns the struct and what is in it
}

struct job by_value(const char *dsn) {
  struct job job = {PQconnectdb(dsn), 0};
  job.done = PQstatus(job.conn) != CONNECTION_OK;
  return job; // ok: returned with the handle inside
}

void copied(const char *dsn) {
  struct job first = {PQconnectdb(dsn), 0};
  struct job second = first;
  PQfinish(second.conn); // ok: the copy names the same connection
}
