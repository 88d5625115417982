// Connector/C++: what throws finds nothing in plain pointers.
#include <cppconn/driver.h>
#include <memory>

int rows(sql::Connection &Conn) {
  std::unique_ptr<sql::Statement> Statement(Conn.createStatement());
  std::unique_ptr<sql::ResultSet> Rows(Statement->executeQuery("SELECT 1"));
  int Sum = 0;
  while (Rows->next())
    Sum += Rows->getInt("n");
  return Sum;
}

void text(sql::Connection &Conn, const char *Text) {
  sql::Statement *Statement = Conn.createStatement();
  sql::SQLString Copy(Text); // ok: a string does not ask the server
  delete Statement;
}
