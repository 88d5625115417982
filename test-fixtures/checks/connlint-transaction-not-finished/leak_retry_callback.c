// Who gives up after the last round forgets to roll back.
#include <mysql.h>
struct dao {
  MYSQL *conn;
};
int work_on(struct dao *dao, void *data);
int retry(struct dao *dao, void *data) {
  if (mysql_query(dao->conn, "START TRANSACTION"))
    return -1;
  if (work_on(dao, data) == 0 && mysql_commit(dao->conn) == 0)
    return 0;
  return -1; // want "transaction is neither committed nor rolled back" [connlint-transaction-not-finished]
}
