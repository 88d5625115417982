// An owner that takes what an undeclared function returns: no null pointer, whatever it is turned into.
#include "not_there.h"
#include <memory>

int shared(PGconn *conn) {
  std::shared_ptr<PGresult> rows(PQexec(conn, "SELECT 1"), PQclear);
  return PQntuples(rows.get());
}

int as_value(PGconn *conn) {
  auto rows = std::shared_ptr<PGresult>(PQexec(conn, "SELECT 1"), &PQclear);
  return PQntuples(rows.get());
}

int by_lambda(PGconn *conn) {
  std::shared_ptr<PGresult> rows{PQexec(conn, "SELECT 1"), [](PGresult *r) { PQclear(r); }};
  return PQntuples(rows.get());
}
