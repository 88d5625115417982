// A global connection that is closed twice with nobody in between.
#include <app.h>
#include <mysql.h>

MYSQL Link;

bool dial() {
  mysql_init(&Link);
  if (!mysql_real_connect(&Link, "db", "me", "", "shop", 0, nullptr, 0))
    return false;
  if (mysql_query(&Link, "SET NAMES utf8mb4")) {
    mysql_close(&Link);
    mysql_close(&Link); // want "'Link' is released a second time" [connlint-double-release]
    return false;
  }
  return true;
}
