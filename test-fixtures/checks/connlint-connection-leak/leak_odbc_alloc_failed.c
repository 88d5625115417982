// The second allocation fails, and the first one is forgotten.
#include <sql.h>
int open_session(SQLHENV *out, SQLHDBC *session) {
  SQLHENV env;
  if (SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env) != SQL_SUCCESS)
    return -1;
  SQLHDBC dbc;
  if (SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc) != SQL_SUCCESS)
    return -1; // want "environment 'env' from SQLAllocHandle is not released" [connlint-connection-leak]
  *out = env;
  *session = dbc;
  return 0;
}
