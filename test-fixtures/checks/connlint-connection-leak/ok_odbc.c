// ODBC: disconnected and freed on every way.
#include <sql.h>

int connect_report(SQLHENV env, SQLCHAR *dsn) {
  SQLHDBC dbc = SQL_NULL_HANDLE;
  SQLRETURN rc = SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc);
  if (rc != SQL_SUCCESS && rc != SQL_SUCCESS_WITH_INFO)
    return -1;
  rc = SQLConnect(dbc, dsn, SQL_NTS, dsn, SQL_NTS, dsn, SQL_NTS);
  if (SQL_SUCCEEDED(rc))
    SQLDisconnect(dbc);
  SQLFreeHandle(SQL_HANDLE_DBC, dbc);
  return SQL_SUCCEEDED(rc) ? 0 : -1;
}
