// The functions stand in a table; one that the unit changes is not followed.
#include <libpq-fe.h>
#include <stddef.h>

struct driver {
  const char *name;
  void *(*open)(const char *dsn);
  void (*close)(void *handle);
};

static void *pg_open(const char *dsn) {
  PGconn *conn = PQconnectdb(dsn);
  if (PQstatus(conn) == CONNECTION_OK)
    return conn;
  PQfinish(conn);
  return NULL;
}

static void pg_close(void *handle) { PQfinish(handle); }
static void keep_open(void *handle) { (void)handle; }

static const struct driver pg = {"pg", pg_open, pg_close};
static struct driver drivers[] = {{.name = "pg", .open = pg_open, .close = keep_open}};

void use_close(void) { drivers[0].close = pg_close; }

int direct(const char *dsn, int early) {
  void *handle = pg.open(dsn);
  if (handle == NULL)
    return -1;
  if (early) {
    pg.close(handle);
    return -2;
  }
  pg.close(handle);
  return 0;
}

int element(const char *dsn) {
  void *handle = drivers[0].open(dsn);
  if (handle == NULL)
    return -1;
  drivers[0].close(handle);
  return 0;
}
