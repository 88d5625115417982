// A helper that only rolls back leaves the statement where it is.
#include <sql.h>
struct session {
  SQLHDBC dbc;
  SQLHSTMT statement;
};
static int roll_back(struct session *s) {
  return SQL_SUCCEEDED(SQLEndTran(SQL_HANDLE_DBC, s->dbc, SQL_ROLLBACK)) ? 0 : -1;
}
int submit(struct session *s, SQLCHAR *query) {
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, s->dbc, &s->statement)))
    return -1;
  if (!SQL_SUCCEEDED(SQLExecDirect(s->statement, query, SQL_NTS))) {
    if (roll_back(s) != 0) {
      SQLFreeHandle(SQL_HANDLE_STMT, s->statement);
      return -1;
    }
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, s->dbc, &s->statement))) // want "statement .* is overwritten" [connlint-result-leak]
      return -1;
  }
  SQLFreeHandle(SQL_HANDLE_STMT, s->statement);
  return 0;
}
