// A handle leaves as a number, and a number with a fraction at that.
#include <mysql.h>

typedef int (*SetVariable)(void *result, int kind, double number);

void *start(void *result, SetVariable set) {
  MYSQL *db = mysql_init(nullptr);
  set(result, 2, (long)db);
  return nullptr;
}
