// The functions stand in a table that the unit does not change.
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

static const struct driver pg = {"pg", pg_open, pg_close};
static struct driver drivers[] = {{.name = "pg", .open = pg_open, .close = pg_close}};

int direct(const char *dsn, int early) {
  void *handle = pg.open(dsn);
  if (handle == NULL)
    return -1;
  if (early)
    return -2; // want "is not released" [connlint-connection-leak]
  pg.close(handle);
  return 0;
}

int through_pointer(const char *dsn, int early) {
  const struct driver *driver = &pg;
  void *handle = driver->open(dsn);
  if (handle == NULL)
    return -1;
  if (early)
    return -2; // want "is not released" [connlint-connection-leak]
  driver->close(handle);
  return 0;
}

int element(const char *dsn, int early) {
  void *handle = drivers[0].open(dsn);
  if (handle == NULL)
    return -1;
  if (early)
    return -2; // want "is not released" [connlint-connection-leak]
  drivers[0].close(handle);
  return 0;
}
