// A call that is not seen stands where the release of the member is missing.
#include <mysql.h>

class Base {
public:
  virtual ~Base() {}
  virtual int log(int Level);
};

class Link : public Base {
public:
  Link() : Handle(mysql_init(nullptr)) { // want "nothing ever releases it" [connlint-connection-leak]
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
    Handle = nullptr;
  }
  MYSQL *Handle;
};

void use() {
  Link Made;
}
