// A helper that waits before it asks the same connection again does not hold it across the wait.
#include <libpq-fe.h>
#include <unistd.h>

struct store {
  PGconn *conn;
};

static int run(struct store *store, const char *sql) {
  for (int attempt = 0; attempt < 5; ++attempt) {
    PGresult *result = PQexec(store->conn, sql);
    ExecStatusType status = PQresultStatus(result);
    PQclear(result);
    if (status == PGRES_COMMAND_OK)
      return 0;
    sleep(1);
  }
  return -1;
}

int clean_up(const char *dsn) {
  struct store store = {PQconnectdb(dsn)};
  if (PQstatus(store.conn) != CONNECTION_OK) {
    PQfinish(store.conn);
    return -1;
  }
  int code = run(&store, "DELETE FROM logs");
  PQfinish(store.conn);
  return code;
}
