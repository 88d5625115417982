// The destructor closes nothing: that a constructor fails is the smaller mistake.
#include <mysql.h>
#include <stdexcept>

class Stock {
public:
  Stock();
  ~Stock();

private:
  MYSQL *Handle;
};

Stock::Stock() : Handle(mysql_init(nullptr)) { // want "stays in Stock" [connlint-connection-leak]
  if (!Handle)
    throw std::runtime_error("out of memory");
  if (!mysql_real_connect(Handle, "db", "shop", nullptr, "shop", 0, nullptr, 0))
    throw std::runtime_error("no warehouse"); // want "exception" [connlint-leak-on-exception]
}

Stock::~Stock() {}
