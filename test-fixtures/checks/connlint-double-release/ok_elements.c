// Objects that lie in the elements of an array: each round of a loop closes another one.
#include "mysql.h"

struct slot {
  MYSQL mysql;
  int free;
};

struct slot *slots;
struct slot fixed[8];
int size;

static void disconnect(MYSQL *mysql) {
  if (mysql)
    mysql_close(mysql);
}

void close_through_a_pointer(void) {
  for (int i = 0; i < size; i++)
    mysql_close(&slots[i].mysql); // ok: another element each time
}

void close_by_a_helper(void) {
  for (int i = 0; i < size; i++)
    disconnect(&slots[i].mysql); // ok: another element each time
}

void close_in_an_array(void) {
  for (int i = 0; i < 8; i++)
    mysql_close(&fixed[i].mysql); // ok: another element each time
}

void close_plain_objects(MYSQL *all) {
  for (int i = 0; i < size; i++)
    mysql_close(all + i); // ok: another element each time
}

void close_all_then_connect_anew(const char *host) {
  for (int i = 0; i < size; i++) {
    mysql_init(&slots[i].mysql);
    mysql_real_connect(&slots[i].mysql, host, "shop", "", "shop", 0, 0, 0);
  }
  for (int i = 0; i < size; i++)
    mysql_close(&slots[i].mysql); // ok: another element each time
  for (int i = 0; i < size; i++)
    mysql_init(&slots[i].mysql);
}

void close_two(void) {
  mysql_close(&slots[0].mysql);
  mysql_close(&slots[1].mysql); // ok: another element
}
