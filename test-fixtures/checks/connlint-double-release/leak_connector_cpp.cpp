// Connector/C++: deleted twice.
#include <cppconn/driver.h>
#include <memory>

void twice(bool Failed) {
  sql::Connection *Conn = get_driver_instance()->connect("tcp://db", "user", "word");
  if (Failed)
    delete Conn;
  delete Conn; // want "connection 'Conn' is released a second time" [connlint-double-release]
}

void byOwner(sql::Connection &Conn) {
  std::unique_ptr<sql::Statement> Owner(Conn.createStatement());
  delete Owner.get();
} // want "statement .* is released a second time" [connlint-double-release]
