// Connector/C++: objects that are used before they are deleted, or are new ones.
#include <cppconn/driver.h>
#include <memory>

void statement(sql::Connection &Conn) {
  sql::Statement *Statement = Conn.createStatement();
  delete Statement;
  Statement = Conn.createStatement();
  delete Statement;
}

int result(sql::Statement &Statement) {
  std::unique_ptr<sql::ResultSet> Owner(Statement.executeQuery("SELECT 1"));
  Owner.reset(Statement.executeQuery("SELECT 2"));
  return Owner->getInt("n");
}
