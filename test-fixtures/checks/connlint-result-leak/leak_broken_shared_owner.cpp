// Twin of ok_broken_shared_owner.cpp: an owner that only borrows.
#include "not_there.h"
#include <memory>

int shared(PGconn *conn) {
  std::shared_ptr<PGresult> rows(PQexec(conn, "SELECT 1"), PQclear);
  return PQntuples(rows.get());
}

int borrowed(PGconn *conn) {
  std::shared_ptr<PGresult> rows{PQexec(conn, "SELECT 1"), [](PGresult *) {}};
  return PQntuples(rows.get()); // want "result from PQexec is not released|result 'rows" [connlint-result-leak]
}
