// Connector/C++ reports errors by exceptions: plain pointers are lost then.
#include <cppconn/driver.h>
#include <memory>

void schema() {
  sql::Connection *Conn = get_driver_instance()->connect("tcp://db", "user", "word");
  Conn->setSchema("shop"); // want "connection 'Conn' .* is still held when sql::Connection::setSchema throws" [connlint-leak-on-exception]
  delete Conn;
}

int rows(sql::Connection &Conn) {
  std::unique_ptr<sql::Statement> Statement(Conn.createStatement());
  sql::ResultSet *Rows = Statement->executeQuery("SELECT 1");
  int Sum = 0;
  while (Rows->next())       // want "result 'Rows'" [connlint-leak-on-exception]
    Sum += Rows->getInt("n"); // step "getInt throws"
  delete Rows;
  return Sum;
}
