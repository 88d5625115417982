// The object goes nowhere.
#include <sql.h>
#include <stdlib.h>
struct entry {
  int columns;
  SQLHSTMT statement;
};
struct session {
  SQLHDBC dbc;
  struct entry *entries[50];
};
int query(struct session *s, SQLCHAR *text) {
  SQLHSTMT statement;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, s->dbc, &statement)))
    return -1;
  struct entry *entry = malloc(sizeof *entry);
  entry->statement = statement;
  return SQL_SUCCEEDED(SQLExecDirect(statement, text, SQL_NTS)) ? 0 : -1; // want "statement .* is not released" [connlint-result-leak]
}
