// ODBC: a handle is there only after success; the kind is the first argument.
#include <sql.h>

int connect_report(SQLHENV env, SQLCHAR *dsn) {
  SQLHDBC dbc;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc)))
    return -1; // ok: nothing was allocated
  if (!SQL_SUCCEEDED(SQLConnect(dbc, dsn, SQL_NTS, dsn, SQL_NTS, dsn, SQL_NTS)))
    return -1; // want "'dbc'" [connlint-connection-leak]
  SQLDisconnect(dbc);
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  return 0;
}
