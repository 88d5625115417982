// The destructor closes what the constructor has opened, and so does the constructor that fails.
#include <mysql.h>
#include <stdexcept>

class Stock {
public:
  Stock();
  ~Stock();

private:
  MYSQL *Handle;
};

Stock::Stock() : Handle(mysql_init(nullptr)) {
  if (!Handle)
    throw std::runtime_error("out of memory");
  if (!mysql_real_connect(Handle, "db", "shop", nullptr, "shop", 0, nullptr, 0)) {
    mysql_close(Handle);
    throw std::runtime_error("no warehouse");
  }
}

Stock::~Stock() { mysql_close(Handle); }
