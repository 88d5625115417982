// ODBC frees the statements of a connection when it disconnects, in a helper as well.
#include <sql.h>
struct session {
  SQLHDBC dbc;
  SQLHSTMT statement;
};
static int reconnect(struct session *s, SQLCHAR *text) {
  SQLDisconnect(s->dbc);
  SQLRETURN code = SQLDriverConnect(s->dbc, 0, text, SQL_NTS, 0, 0, 0, SQL_DRIVER_NOPROMPT);
  return SQL_SUCCEEDED(code) ? 0 : -1;
}
int submit(struct session *s, SQLCHAR *text, SQLCHAR *query) {
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, s->dbc, &s->statement)))
    return -1;
  if (!SQL_SUCCEEDED(SQLExecDirect(s->statement, query, SQL_NTS))) {
    if (reconnect(s, text) != 0)
      return -1;
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, s->dbc, &s->statement))) // ok: the old one is gone
      return -1;
  }
  return 0; // ok: the session keeps its statement
}
