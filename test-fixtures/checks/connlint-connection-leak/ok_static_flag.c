// A static handle and a static flag go together: while the flag is not set, what is left in the
// handle was freed.
#include <sql.h>

void give_back(SQLHENV environment);

static SQLHENV environment = SQL_NULL_HANDLE;
static int connected = 0;

static void disconnect(void) {
  give_back(environment);
  connected = 0;
}

static int init(void) {
  if (environment == SQL_NULL_HANDLE || connected == 0) {
    // ok: not connected, so there is none
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment)))
      return -1;
  }
  connected = 1;
  return 0;
}

int begin(void) { return connected ? 0 : init(); }

int end(void) {
  if (connected)
    disconnect();
  return 0;
}
