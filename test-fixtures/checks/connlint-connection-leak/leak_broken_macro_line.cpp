// The statement behind the macro tells that there is a connection.
#include "not_there.h"
#include <sql.h>

int connect(SQLHENV Environment, SQLHDBC *Out) {
  SQLHDBC Connection = SQL_NULL_HANDLE;
  SQLRETURN Code;
  Py_BEGIN_ALLOW_THREADS
  Code = SQLAllocHandle(SQL_HANDLE_DBC, Environment, &Connection);
  Py_END_ALLOW_THREADS
  if (SQL_SUCCEEDED(Code))
    return -1; // want "connection 'Connection'" [connlint-connection-leak]
  *Out = Connection;
  return 0;
}
