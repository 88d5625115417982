// The flag says that there is one.
#include <sql.h>

void give_back(SQLHENV environment);

static SQLHENV environment = SQL_NULL_HANDLE;
static int connected = 0;

static void disconnect(void) {
  give_back(environment);
  connected = 0;
}

static int init(void) {
  if (environment != SQL_NULL_HANDLE && connected == 1) {
    // want+1 "overwritten while it is still held" [connlint-connection-leak]
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment)))
      return -1;
  }
  connected = 1;
  return 0;
}

int begin(void) { return init(); }

int end(void) {
  if (connected)
    disconnect();
  return 0;
}
