// A statement in a static is dropped by the callback that makes it, not only when the module goes.
#include "sql.h"

static SQLHDBC con;
static SQLHSTMT st;
static int connected;

int register_sink(int (*sink)(SQLCHAR *));

static int write_row(SQLCHAR *sql) {
  if (SQLAllocHandle(SQL_HANDLE_STMT, con, &st) != SQL_SUCCESS)
    return -1;
  if (SQLExecDirect(st, sql, SQL_NTS) != SQL_SUCCESS) {
    SQLFreeHandle(SQL_HANDLE_STMT, st);
    return -1;
  }
  if (connected)
    SQLFetch(st);
  SQLFreeHandle(SQL_HANDLE_STMT, st);
  return 0;
}

int load(void) { return register_sink(write_row); }

int unload(void) {
  if (connected)
    SQLDisconnect(con);
  return 0;
}
