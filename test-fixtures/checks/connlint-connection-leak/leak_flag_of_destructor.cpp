// As ok_flag_of_destructor.cpp, but what fails to connect is left to a destructor that will not close it.
#include "mysql.h"

class Link {
public:
  explicit Link(const char *Host) {
    Handle = mysql_init(nullptr); // want "failed connection 'Handle' from mysql_init is not released after the failure, and the destructor then leaves it alone" [connlint-connection-leak]
    if (!Handle)
      return;
    if (!mysql_real_connect(Handle, Host, "shop", nullptr, "shop", 0, nullptr, 0))
      return;
    Connected = true;
  }
  ~Link() {
    if (Connected)
      mysql_close(Handle);
  }

private:
  MYSQL *Handle = nullptr;
  bool Connected = false;
};

class Kept {
public:
  explicit Kept(const char *Host) {
    Mine = mysql_init(nullptr);
    if (Mine && mysql_real_connect(Mine, Host, "shop", nullptr, "shop", 0, nullptr, 0))
      Open = true;
  }
  ~Kept() {
    if (Open)
      log();
    if (Mine)
      mysql_close(Mine);
  }
  void log();

private:
  MYSQL *Mine = nullptr;
  bool Open = false;
};

class Later {
public:
  Later() { Other = mysql_init(nullptr); }
  ~Later() {
    if (Ready)
      mysql_close(Other);
  }
  bool connect(const char *Host) {
    Ready = mysql_real_connect(Other, Host, "shop", nullptr, "shop", 0, nullptr, 0) != nullptr;
    return Ready; // ok: who knows how often
  }

private:
  MYSQL *Other = nullptr;
  bool Ready = false;
};
