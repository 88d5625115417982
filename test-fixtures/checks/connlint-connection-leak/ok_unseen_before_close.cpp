// A call that is not seen stands before the release of a member, and before its connect.
#include <mysql.h>

class Base {
public:
  virtual ~Base() {}
  virtual int log(int Level);
};

class Link : public Base {
public:
  Link() : Handle(mysql_init(nullptr)) {
    if (!connect())
      close();
  }
  ~Link() { close(); }

private:
  bool connect() {
    log(1);
    return mysql_real_connect(Handle, "h", "u", "p", "d", 0, nullptr, 0) != nullptr;
  }
  void close() {
    log(2);
    mysql_close(Handle);
    Handle = nullptr;
  }
  MYSQL *Handle;
};

void use() {
  Link Made;
}
