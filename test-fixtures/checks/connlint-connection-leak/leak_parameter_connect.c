// An init function that fails must not leave the parameter half open for nobody.
#include <mysql.h>
#include <sqlite3.h>
#include <stddef.h>

int open_both(sqlite3 **db, const char *file, const char *host) {
  MYSQL *my = mysql_init(NULL);
  if (my == NULL)
    return -1;
  if (!mysql_real_connect(my, host, "s", "", "s", 0, NULL, 0)) {
    mysql_close(my);
    return -1;
  }
  if (sqlite3_open(file, db) != SQLITE_OK) // ok: the caller owns *db whatever the outcome
    return -1; // want "'my'" [connlint-connection-leak]
  mysql_close(my);
  return 0;
}
