// Calls through a table of functions are not followed.
#include <libpq-fe.h>

struct driver {
  void *(*open)(const char *dsn);
  void (*close)(void *handle);
};

static void *pg_open(const char *dsn) { return PQconnectdb(dsn); }
static void pg_close(void *handle) { PQfinish(handle); }
static const struct driver pg = {pg_open, pg_close};

int run(const struct driver *driver, const char *dsn, int early) {
  void *handle = driver->open(dsn);
  if (early)
    return -1; // miss: the table says that this is a connection
  driver->close(handle);
  return 0;
}

int start(const char *dsn, int early) { return run(&pg, dsn, early); }
