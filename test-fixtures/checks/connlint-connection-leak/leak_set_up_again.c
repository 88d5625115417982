// As ok_set_up_again.c, but each time mysql_init goes over what is still in the object.
#include "mysql.h"
#include <stddef.h>

static int open_it(MYSQL *my) {
  if (mysql_init(my) == NULL)
    return 0;
  if (mysql_real_connect(my, "db", "shop", NULL, "shop", 0, NULL, 0) == NULL) {
    mysql_close(my);
    return 0;
  }
  return 1;
}

int again(const char *sql) {
  MYSQL my;
  if (!open_it(&my) && !open_it(&my))
    return -1;
  int failed = mysql_query(&my, sql);
  if (failed) {
    if (!open_it(&my)) // want "connection 'my' from open_it is overwritten" [connlint-connection-leak]
      return -1;
  }
  mysql_close(&my);
  return failed;
}

int first_of(const char **hosts, MYSQL *my) {
  for (; *hosts; ++hosts) {
    mysql_init(my); // want "failed connection 'my' from mysql_real_connect is overwritten" [connlint-connection-leak]
    if (mysql_real_connect(my, *hosts, "shop", NULL, "shop", 0, NULL, 0) != NULL)
      return 0;
  }
  return -1;
}

struct store {
  MYSQL my;
  int open;
};

int query(struct store *s, const char *sql) {
  if (mysql_query(&s->my, sql) == 0)
    return 0;
  s->open = open_it(&s->my); // want "connection 's->my' is overwritten" [connlint-connection-leak]
  return s->open ? mysql_query(&s->my, sql) : -1;
}

void set_up(struct store *s) {
  mysql_init(&s->my);
  s->open = mysql_real_connect(&s->my, "db", "shop", NULL, "shop", 0, NULL, 0) != NULL;
}
