// The memory of a closed handle that lies in an object of our own is ours to overwrite.
#include <cstring>
#include <mysql.h>

struct Driver {
  MYSQL Handle;
  bool Connected;
};

bool ping(const char *Host) {
  Driver D;
  mysql_init(&D.Handle);
  D.Connected = mysql_real_connect(&D.Handle, Host, 0, 0, 0, 0, 0, 0) != nullptr;
  bool Answers = D.Connected && mysql_ping(&D.Handle) == 0;
  if (D.Connected)
    mysql_close(&D.Handle);
  memset(&D.Handle, 0, sizeof(D.Handle));
  return Answers;
}
