// Connector/C++: one delete each; null may be deleted.
#include <cppconn/driver.h>
#include <memory>

void once(bool Failed) {
  sql::Connection *Conn = get_driver_instance()->connect("tcp://db", "user", "word");
  if (Failed) {
    delete Conn;
    Conn = nullptr;
  }
  delete Conn;
}

void released(sql::Connection &Conn) {
  std::unique_ptr<sql::Statement> Owner(Conn.createStatement());
  delete Owner.release();
}

void again() {
  for (int Round = 0; Round < 3; ++Round) {
    sql::Connection *Conn = get_driver_instance()->connect("tcp://db", "user", "word");
    delete Conn;
  }
}
