// Connector/C++: statements and results are the caller's to delete.
#include <cppconn/driver.h>

int ask(sql::Connection &Conn) {
  try {
    sql::Statement *Statement = Conn.createStatement();
    sql::ResultSet *Rows = Statement->executeQuery("SELECT 1");
    int First = Rows->next() ? Rows->getInt("n") : 0;
    delete Rows;
    return First; // want "statement 'Statement' from sql::Connection::createStatement" [connlint-result-leak]
  } catch (sql::SQLException &) {
    return -1; // want "result 'Rows'" [connlint-result-leak]
  }
}

bool run(sql::Connection &Conn) {
  return Conn.createStatement()->execute("DELETE FROM t"); // want "statement" [connlint-result-leak]
}

bool catalogs(sql::Connection &Conn) {
  sql::ResultSet *Names = Conn.getMetaData()->getCatalogs();
  return Names != nullptr; // want "result 'Names' from sql::DatabaseMetaData::getCatalogs" [connlint-result-leak]
}
