// A binding of a script language: the handle lies in a cell that the collector has made, and frees.
#include <libpq-fe.h>
void **cell_new(void);
void stack_push(void **cell);
static void return_connection(PGconn *conn) {
  void **cell = cell_new();
  *cell = conn;
  stack_push(cell);
}
void script_connect(const char *dsn) {
  return_connection(PQconnectdb(dsn)); // ok: the collector has it
}
