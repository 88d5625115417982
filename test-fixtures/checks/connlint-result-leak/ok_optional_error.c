// The caller may give a place for the error, or none.
#include <libpq-fe.h>
#include <stddef.h>

struct error {
  int code;
  const char *message;
};

static void fetch(PGconn *conn, PGresult **out, struct error *error) {
  PGresult *result = PQexec(conn, "SELECT 1");
  if (PQresultStatus(result) != PGRES_TUPLES_OK) {
    if (error) {
      error->code = 2;
      error->message = "no rows";
    }
    PQclear(result);
    return;
  }
  *out = result;
}

int count(PGconn *conn) {
  struct error error = {0, NULL};
  PGresult *result = NULL;
  fetch(conn, &result, &error);
  if (error.code != 0)
    return -1;
  int rows = PQntuples(result);
  PQclear(result);
  return rows;
}

static PGconn *open_database(const char *dsn, struct error *error) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) == CONNECTION_OK)
    return conn;
  if (error)
    error->code = 1;
  PQfinish(conn);
  return NULL;
}

int ping(const char *dsn) {
  struct error error = {0, NULL};
  PGconn *conn = open_database(dsn, &error);
  if (error.code)
    return error.code;
  PQclear(PQexec(conn, "SELECT 1"));
  PQfinish(conn);
  return 0;
}
