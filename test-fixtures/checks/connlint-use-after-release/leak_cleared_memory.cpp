// The memory of a handle that the library allocated is gone when the handle is closed; and what
// only reads the memory of a closed one asks it something.
#include <cstring>
#include <mysql.h>

void clear() {
  MYSQL *Handle = mysql_init(nullptr);
  mysql_close(Handle);
  memset(Handle, 0, sizeof(MYSQL)); // want "after the release by memset" [connlint-use-after-release]
}

unsigned ask() {
  MYSQL Handle;
  mysql_init(&Handle);
  mysql_close(&Handle);
  return mysql_errno(&Handle); // want "after the release by mysql_errno" [connlint-use-after-release]
}
