// The memory of a closed handle that lies in an object of our own is ours to overwrite.
#include <cstring>
#include <mysql.h>

class Driver {
public:
  ~Driver() { disconnect(); }
  void disconnect();

private:
  MYSQL Handle;
  bool Connected = false;
};

void Driver::disconnect() {
  if (!Connected)
    return;
  mysql_close(&Handle);
  memset(&Handle, 0, sizeof(Handle));
  Connected = false;
}

void local() {
  MYSQL Handle;
  mysql_init(&Handle);
  mysql_close(&Handle);
  memset(&Handle, 0, sizeof(Handle));
}
