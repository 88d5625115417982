// Connector/C++: statements and results that are deleted, in owners and without.
#include <cppconn/driver.h>
#include <memory>

int ask(sql::Connection &Conn) {
  sql::Statement *Statement = nullptr;
  sql::ResultSet *Rows = nullptr;
  int First = -1;
  try {
    Statement = Conn.createStatement();
    Rows = Statement->executeQuery("SELECT 1");
    First = Rows->next() ? Rows->getInt("n") : 0;
  } catch (sql::SQLException &) {
  }
  delete Rows;
  delete Statement;
  return First;
}

int prepared(sql::Connection &Conn) {
  std::unique_ptr<sql::PreparedStatement> Statement(Conn.prepareStatement("SELECT ?"));
  Statement->setInt(1, 2);
  std::shared_ptr<sql::ResultSet> Rows(Statement->executeQuery());
  std::unique_ptr<sql::ResultSet> More(Statement->getResultSet());
  return Rows->next() + More->next();
}
