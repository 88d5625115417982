// Connector/C++: owners, deletes on every way out, and objects that closed their connection.
#include <cppconn/driver.h>
#include <memory>

int owners() {
  std::unique_ptr<sql::Connection> Conn(get_driver_instance()->connect("tcp://db", "user", "word"));
  Conn->setSchema("shop"); // ok: the owner deletes it when this throws
  std::unique_ptr<sql::Statement> Statement(Conn->createStatement());
  std::unique_ptr<sql::ResultSet> Rows(Statement->executeQuery("SELECT 1"));
  int Sum = 0;
  while (Rows->next())
    Sum += Rows->getInt("n");
  return Sum;
}

std::shared_ptr<sql::Connection> shared() {
  return std::shared_ptr<sql::Connection>(get_driver_instance()->connect("tcp://db", "user", "word"));
}

int deleted() {
  sql::Connection *Conn = nullptr;
  try {
    Conn = get_driver_instance()->connect("tcp://db", "user", "word");
    Conn->setSchema("shop");
  } catch (sql::SQLException &Error) {
    delete Conn;
    return Error.getErrorCode();
  }
  delete Conn;
  return 0;
}

int closed(bool Busy) {
  sql::Connection *Conn = get_driver_instance()->connect("tcp://db", "user", "word");
  Conn->close(); // ok: what is left is memory
  if (Busy)
    return 1;
  delete Conn;
  return 0;
}

class Shop {
public:
  Shop() : Conn(get_driver_instance()->connect("tcp://db", "user", "word")) {}
  ~Shop() { delete Conn; }
  void use() { Conn->setSchema("shop"); }

private:
  sql::Connection *Conn;
};

void member() {
  Shop Own;
  Own.use();
}

void give(sql::Connection *Conn);

void given() { give(get_driver_instance()->connect("tcp://db", "user", "word")); }
