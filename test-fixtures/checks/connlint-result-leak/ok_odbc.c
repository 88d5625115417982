// Freed with the kind it was allocated with.
#include <sql.h>

int run(SQLHDBC dbc, SQLCHAR *sql) {
  SQLHSTMT stmt = SQL_NULL_HANDLE;
  SQLRETURN rc = SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt);
  if (!SQL_SUCCEEDED(rc))
    return -1;
  rc = SQLExecDirect(stmt, sql, SQL_NTS);
  SQLFreeHandle(SQL_HANDLE_STMT, stmt);
  return SQL_SUCCEEDED(rc) ? 0 : -1;
}
