// What a function releases depends on what its caller says.
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
  SQLExecDirect(Stmt, (SQLCHAR *)"SELECT 1", SQL_NTS);
  drop(Stmt, SQL_HANDLE_STMT); // ok: a statement it is
}
