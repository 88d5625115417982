// A macro of a header that is missing stands alone on a line; the statement behind it is whole.
#include "not_there.h"
#include <sql.h>

int connect(SQLHENV Environment, SQLHDBC *Out) {
  SQLHDBC Connection = SQL_NULL_HANDLE;
  SQLRETURN Code;
  Py_BEGIN_ALLOW_THREADS
  Code = SQLAllocHandle(SQL_HANDLE_DBC, Environment, &Connection);
  Py_END_ALLOW_THREADS
  if (!SQL_SUCCEEDED(Code))
    return -1; // ok: there is none
  *Out = Connection;
  return 0;
}
