// What was opened first is closed when the second one fails.
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
  int rc = sqlite3_open(file, db); // ok: the caller owns *db whatever the outcome
  mysql_close(my);
  return rc;
}
