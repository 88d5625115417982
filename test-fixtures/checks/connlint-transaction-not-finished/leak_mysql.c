// One label too low.
#include <mysql.h>

int cancel(MYSQL *my) {
  int rc = -1;
  if (mysql_query(my, "START TRANSACTION"))
    return -1;
  if (mysql_query(my, "DELETE FROM pending"))
    goto out;
  rc = mysql_commit(my);
out:
  return rc; // want "transaction" [connlint-transaction-not-finished]
}
