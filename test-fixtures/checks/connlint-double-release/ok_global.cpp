// A global connection that may have been opened again by whoever was called in between.
#include <app.h>
#include <mysql.h>

MYSQL Link;
bool Linked = false;
void report(const char *Text);

bool dial() {
  if (Linked)
    return true;
  mysql_init(&Link);
  if (!mysql_real_connect(&Link, "db", "me", "", "shop", 0, nullptr, 0)) {
    report(mysql_error(&Link));
    mysql_close(&Link);
    return false;
  }
  Linked = true;
  return true;
}

bool redial() {
  if (Linked) {
    mysql_close(&Link);
    Linked = false;
  }
  if (!dial()) // ok: what dial closes is what it opened itself
    report("no link");
  return Linked;
}

int run(const char *Sql) {
  if (!Linked && !dial())
    return -1;
  while (mysql_query(&Link, Sql) != 0) // ok: redial has opened it
    if (mysql_ping(&Link) && !redial())
      report("waiting");
  return 0;
}
