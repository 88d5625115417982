// A thread that could not be started has not taken its argument over.
#include <libpq-fe.h>
#include <pthread.h>
#include <stdlib.h>

struct job {
  PGconn *conn;
};

static void *work(void *argument) {
  PQfinish(argument);
  return NULL;
}

static void *work_job(void *argument) {
  struct job *job = argument;
  PQfinish(job->conn);
  free(job);
  return NULL;
}

int run(const char *dsn) {
  pthread_t thread;
  PGconn *conn = PQconnectdb(dsn);
  if (pthread_create(&thread, NULL, work, conn) != 0)
    return -1; // want "is not released" [connlint-connection-leak]
  return pthread_detach(thread);
}

int run_job(const char *dsn) {
  pthread_t thread;
  struct job *job = malloc(sizeof *job);
  if (job == NULL)
    return -1;
  job->conn = PQconnectdb(dsn);
  if (pthread_create(&thread, NULL, work_job, job) != 0) {
    free(job); // want "" [connlint-connection-leak]
    return -1;
  }
  return pthread_detach(thread);
}
