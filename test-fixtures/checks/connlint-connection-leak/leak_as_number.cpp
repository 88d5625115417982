// Twin of ok_as_number.cpp: another number leaves.
#include <mysql.h>

typedef int (*SetVariable)(void *result, int kind, double number);

void *start(void *result, SetVariable set) {
  MYSQL *db = mysql_init(nullptr);
  set(result, 2, db ? 1 : 0);
  return nullptr; // want "'db'" [connlint-connection-leak]
}
