// The connection is read from the object again after a callback that had the object: it is the same.
#include <mysql.h>
struct dao {
  MYSQL *conn;
};
int retry(struct dao *dao, int (*work)(struct dao *, void *), void *data, int rounds) {
  for (int round = 0;; round++) {
    if (mysql_query(dao->conn, "START TRANSACTION"))
      return -1;
    if (work(dao, data) == 0 && mysql_commit(dao->conn) == 0)
      return 0; // ok: committed
    mysql_rollback(dao->conn);
    if (round >= rounds)
      return -1; // ok: rolled back
  }
}
