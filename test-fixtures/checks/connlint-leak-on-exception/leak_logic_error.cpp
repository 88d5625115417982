// A handler for something else.
#include <libpq-fe.h>
#include <stdexcept>
#include <string>
int total(PGconn *Conn) {
  int Sum = 0;
  PGresult *Rows = PQexec(Conn, "SELECT price FROM items");
  try {
    Sum = std::stoi(PQgetvalue(Rows, 0, 0)); // want "'Rows'" [connlint-leak-on-exception]
  } catch (const std::runtime_error &) {
    Sum = -1;
  }
  PQclear(Rows);
  return Sum;
}
