// As ok_static_until_unload.c, but only the last statement is dropped, when the module goes.
#include "sql.h"

static SQLHDBC con;
static SQLHSTMT st;
static int connected;

int register_sink(int (*sink)(SQLCHAR *));

static int write_row(SQLCHAR *sql) {
  if (SQLAllocHandle(SQL_HANDLE_STMT, con, &st) != SQL_SUCCESS) // want "statement 'st' from SQLAllocHandle stays held, and the next call of write_row overwrites it" [connlint-result-leak]
    return -1;
  if (SQLExecDirect(st, sql, SQL_NTS) != SQL_SUCCESS) {
    SQLFreeHandle(SQL_HANDLE_STMT, st);
    return -1;
  }
  if (connected)
    SQLFetch(st);
  return 0;
}

int load(void) { return register_sink(write_row); }

int unload(void) {
  if (connected) {
    SQLFreeHandle(SQL_HANDLE_STMT, st);
    SQLDisconnect(con);
  }
  return 0;
}
