// As in leak_memory_of_unseen_allocator.c; and a handle that a lookup hands out stays where it was,
// connected again or not.
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
  int failed = mysql_query(db, "SET NAMES utf8mb4");
  mysql_close(db);
  pool_forget(db);
  return failed ? -1 : 0;
}

MYSQL *handle_of(const char *shop);

static MYSQL *connected(const char *shop) {
  MYSQL *db = handle_of(shop);
  return mysql_real_connect(db, shop, "app", "secret", "orders", 0, NULL, 0) ? db : NULL;
}

int ping(const char *shop) {
  MYSQL *db = connected(shop);
  return db ? mysql_ping(db) : -1;
}
