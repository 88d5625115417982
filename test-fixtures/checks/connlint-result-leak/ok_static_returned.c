// The static is only what the result is returned from: the callers release it.
#include <mysql.h>

extern MYSQL *database;

MYSQL_RES *search(const char *query) {
  static MYSQL_RES *rows;
  if (!*query || mysql_query(database, query) != 0)
    return 0;
  rows = mysql_store_result(database);
  return rows; // ok: whoever asked has it
}
