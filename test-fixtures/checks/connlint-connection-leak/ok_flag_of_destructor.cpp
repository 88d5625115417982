// The destructor closes whatever the constructor has left: by the handle, or by a flag that is kept right.
#include "mysql.h"

class Link {
public:
  explicit Link(const char *Host) {
    Handle = mysql_init(nullptr);
    if (!Handle)
      return;
    if (!mysql_real_connect(Handle, Host, "shop", nullptr, "shop", 0, nullptr, 0)) {
      mysql_close(Handle);
      return;
    }
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
