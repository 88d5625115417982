// A statement handle is kept when the query fails.
#include <sql.h>

int run(SQLHDBC dbc, SQLCHAR *sql) {
  SQLHSTMT stmt;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)))
    return -1;
  if (SQLExecDirect(stmt, sql, SQL_NTS) == SQL_ERROR)
    return -1; // want "'stmt'" [connlint-result-leak]
  SQLFreeHandle(SQL_HANDLE_STMT, stmt);
  return 0;
}
