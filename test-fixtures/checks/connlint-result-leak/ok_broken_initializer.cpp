// Objects of known classes that are made with something that no header declares.
#include <libpq-fe.h>
#include <memory>

int braces(PGconn *Conn) {
  auto *const Rows = PQexec(Conn, "SELECT 1");
  const std::shared_ptr<PGresult> Owner{Rows, missing::clear};
  return PQntuples(Rows);
}

int parentheses(PGconn *Conn) {
  auto *const Rows = PQexec(Conn, "SELECT 2");
  std::unique_ptr<PGresult, decltype(&missing::clear)> Owner(Rows, &missing::clear);
  return PQntuples(Rows);
}

int deduced(PGconn *Conn) {
  auto *Rows = PQexec(Conn, "SELECT 3");
  std::unique_ptr Owner{Rows, missing::clear};
  return PQntuples(Rows);
}
