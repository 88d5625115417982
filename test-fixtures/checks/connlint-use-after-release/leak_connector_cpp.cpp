// Connector/C++: objects that are used after they were deleted.
#include <cppconn/driver.h>
#include <memory>

void statement(sql::Connection &Conn) {
  sql::Statement *Statement = Conn.createStatement();
  delete Statement;
  Statement->execute("SELECT 1"); // want "statement 'Statement' is used after the release" [connlint-use-after-release]
}

int result(sql::Statement &Statement) {
  std::unique_ptr<sql::ResultSet> Owner(Statement.executeQuery("SELECT 1"));
  sql::ResultSet *Rows = Owner.get();
  Owner.reset();
  return Rows->getInt("n"); // want "result 'Rows' is used after" [connlint-use-after-release]
}
