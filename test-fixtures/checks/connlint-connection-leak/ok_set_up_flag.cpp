// A helper closes by its own flag before it connects anew; whoever calls it need not know the flag.
#include "mysql.h"

static MYSQL Link;
bool Open = false;

void tell(const char *Text);

static bool connect() {
  if (Open)
    return true;
  mysql_init(&Link);
  if (!mysql_real_connect(&Link, "db", "shop", nullptr, "shop", 0, nullptr, 0)) {
    mysql_close(&Link);
    return false;
  }
  Open = true;
  return true;
}

static bool reconnect() {
  if (Open) {
    mysql_close(&Link);
    Open = false;
  }
  tell(connect() ? "anew" : "not");
  return Open;
}

int run(const char *Sql) {
  if (!Open && !connect())
    return -1;
  int Failed = mysql_query(&Link, Sql);
  tell("done");
  if (Failed && reconnect())
    Failed = mysql_query(&Link, Sql);
  return Failed;
}
