// An object that is connected anew is closed before: here, in a helper, or where it was found open.
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
    mysql_close(&my);
    if (!open_it(&my))
      return -1;
  }
  mysql_close(&my);
  return failed;
}

int first_of(const char **hosts, MYSQL *my) {
  for (; *hosts; ++hosts) {
    mysql_init(my);
    if (mysql_real_connect(my, *hosts, "shop", NULL, "shop", 0, NULL, 0) != NULL)
      return 0;
    mysql_close(my);
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
  if (s->open)
    mysql_close(&s->my);
  s->open = open_it(&s->my);
  return s->open ? mysql_query(&s->my, sql) : -1;
}

void set_up(struct store *s) {
  mysql_init(&s->my);
  mysql_init(&s->my);
  s->open = mysql_real_connect(&s->my, "db", "shop", NULL, "shop", 0, NULL, 0) != NULL;
}
