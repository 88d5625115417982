// An object in an element with a variable index is taken for another one each time.
#include "mysql.h"

struct slot {
  MYSQL mysql;
};

void close_twice(struct slot *slots, int i) {
  mysql_close(&slots[i].mysql);
  mysql_close(&slots[i].mysql); // miss: the same element
}
