// An allocation of ODBC that is not SQL_SUCCESS has allocated nothing.
#include <sql.h>
int open_session(SQLHENV *out, SQLHDBC *session) {
  SQLHENV env;
  if (SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env) != SQL_SUCCESS)
    return -1; // ok: there is none
  SQLHDBC dbc;
  if (SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc) != SQL_SUCCESS) {
    SQLFreeHandle(SQL_HANDLE_ENV, env);
    return -1; // ok: only the environment was there
  }
  *out = env;
  *session = dbc;
  return 0;
}
