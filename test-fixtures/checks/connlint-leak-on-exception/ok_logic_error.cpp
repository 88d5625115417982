// std::stoi throws std::invalid_argument or std::out_of_range, and nothing else.
#include <libpq-fe.h>
#include <stdexcept>
#include <string>
int total(PGconn *Conn) {
  int Sum = 0;
  PGresult *Rows = PQexec(Conn, "SELECT price FROM items");
  try {
    Sum = std::stoi(PQgetvalue(Rows, 0, 0)); // ok: both derive from std::logic_error
  } catch (const std::logic_error &) {
    Sum = -1;
  }
  try {
    Sum += std::stoi(PQgetvalue(Rows, 1, 0)); // ok: one by one
  } catch (const std::invalid_argument &) {
  } catch (const std::out_of_range &) {
  }
  PQclear(Rows);
  return Sum;
}
