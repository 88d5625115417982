// Only a good connection goes into the cell.
#include <libpq-fe.h>
void **cell_new(void);
void stack_push(void **cell);
static void return_connection(PGconn *conn) {
  if (PQstatus(conn) != CONNECTION_OK)
    return;
  void **cell = cell_new();
  *cell = conn;
  stack_push(cell);
}
void script_connect(const char *dsn) {
  return_connection(PQconnectdb(dsn)); // want "connection from PQconnectdb is discarded" [connlint-connection-leak]
}
