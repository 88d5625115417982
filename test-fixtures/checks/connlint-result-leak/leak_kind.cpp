// The same function, on one way only.
#include <app.h>
#include <sql.h>

static void drop(SQLHANDLE &Handle, short Kind) {
  if (!Handle)
    return;
  SQLFreeHandle(Kind, Handle);
  Handle = nullptr;
}

void list(SQLHDBC Conn) {
  SQLHANDLE Stmt = nullptr;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, Conn, &Stmt)))
    return;
  if (SQLExecDirect(Stmt, (SQLCHAR *)"SELECT 1", SQL_NTS) != SQL_SUCCESS)
    return; // want "statement 'Stmt'" [connlint-result-leak]
  drop(Stmt, SQL_HANDLE_STMT);
}
