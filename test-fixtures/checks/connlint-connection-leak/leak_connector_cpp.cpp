// Connector/C++: a connection in a plain pointer, forgotten on one way out.
#include <cppconn/driver.h>

int early(bool Busy) {
  sql::Connection *Conn = get_driver_instance()->connect("tcp://db", "user", "word");
  if (Busy)
    return 1; // want "connection 'Conn' from sql::Driver::connect is not released" [connlint-connection-leak]
  delete Conn;
  return 0;
}

int whenItThrows() {
  try {
    sql::Connection *Conn = get_driver_instance()->connect("tcp://db", "user", "word");
    Conn->setSchema("shop");
    delete Conn;
  } catch (sql::SQLException &Error) {
    return Error.getErrorCode(); // want "connection 'Conn'" [connlint-connection-leak]
  }
  return 0;
}

sql::Connection *open() { return get_driver_instance()->connect("tcp://db", "user", "word"); }

bool isThere() {
  sql::Connection *Conn = open();
  return !Conn->isClosed(); // want "connection 'Conn' from open" [connlint-connection-leak]
}
