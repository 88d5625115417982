// The memory of the handle comes from an allocator that is not seen: who initialises it owns the
// connection in it.
#include <mysql.h>
#include <stddef.h>

void *pool_memory(size_t size);
void pool_forget(void *memory);

static MYSQL *open_handle(const char *host) {
  MYSQL *db = pool_memory(sizeof(MYSQL));
  mysql_init(db);
  if (!mysql_real_connect(db, host, "app", "secret", "orders", 0, NULL, 0)) {
    mysql_close(db);
    pool_forget(db);
    return NULL;
  }
  return db;
}

int set_names(const char *host) {
  MYSQL *db = open_handle(host);
  if (!db)
    return -1;
  if (mysql_query(db, "SET NAMES utf8mb4"))
    return -1; // want "connection 'db' from open_handle is not released" [connlint-connection-leak]
  mysql_close(db);
  pool_forget(db);
  return 0;
}
