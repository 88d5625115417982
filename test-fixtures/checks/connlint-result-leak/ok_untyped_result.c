// A function that returns void* hands out whatever its callers ask for: that one of them frees a
// result says nothing of the others.
#include <mysql.h>
#define FREE(result) ((result) ? mysql_free_result(result) : (void)0)
void *without_lock(void *(*work)(void *), void *data);
static void *store(void *data) { return mysql_store_result(data); }
static void *ping(void *data) { return mysql_ping(data) == 0 ? data : 0; }
void drain(MYSQL *conn) {
  MYSQL_RES *result = without_lock(store, conn);
  FREE(result);
}
int is_alive(MYSQL *conn) {
  return without_lock(ping, conn) != 0; // ok: no result
}
