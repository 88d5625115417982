// Who connects anew without a disconnect leaves the statement behind.
#include <sql.h>

struct session {
  SQLHDBC link;
  SQLHSTMT statement;
};

static SQLRETURN reconnect(struct session *s, SQLCHAR *dsn) {
  SQLRETURN code = SQLConnect(s->link, dsn, SQL_NTS, 0, 0, 0, 0);
  if (!SQL_SUCCEEDED(code))
    return code;
  return SQLAllocHandle(SQL_HANDLE_STMT, s->link, &s->statement);
}

SQLRETURN run(struct session *s, SQLCHAR *dsn, SQLCHAR *text) {
  SQLRETURN code = reconnect(s, dsn);
  if (!SQL_SUCCEEDED(code))
    return code;
  code = SQLExecDirect(s->statement, text, SQL_NTS);
  if (!SQL_SUCCEEDED(code))
    code = reconnect(s, dsn); // want "overwritten" [connlint-result-leak]
  return code;
}
