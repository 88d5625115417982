// The connection is closed where it is null, and only there.
#include <sql.h>

static const SQLHDBC NoConnection = SQL_NULL_HANDLE;

int run(SQLHENV Env) {
  SQLHDBC Conn = NoConnection;
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, Env, &Conn)))
    return -1;
  if (Conn == NoConnection)
    SQLFreeHandle(SQL_HANDLE_DBC, Conn);
  return 0; // want "connection 'Conn'" [connlint-connection-leak]
}
