// The object is in a table of the caller's before the statement goes into it.
#include <sql.h>
#include <stdlib.h>
#include <string.h>
struct entry {
  int columns;
  SQLHSTMT statement;
};
struct session {
  SQLHDBC dbc;
  struct entry *entries[50];
};
int query(struct session *s, int slot, SQLCHAR *text) {
  SQLHSTMT statement;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, s->dbc, &statement)))
    return -1;
  struct entry *entry = malloc(sizeof *entry);
  memset(entry, 0, sizeof *entry);
  s->entries[slot] = entry;
  entry->statement = statement;
  return SQL_SUCCEEDED(SQLExecDirect(statement, text, SQL_NTS)) ? 0 : -1; // ok: in the table
}
