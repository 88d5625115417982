// Nobody else gets what the static has.
#include <mysql.h>

extern MYSQL *database;

int search(const char *query) {
  static MYSQL_RES *rows;
  if (!*query || mysql_query(database, query) != 0)
    return 0;
  rows = mysql_store_result(database); // want "the next call of search overwrites it" [connlint-result-leak]
  return rows ? 1 : 0;
}
