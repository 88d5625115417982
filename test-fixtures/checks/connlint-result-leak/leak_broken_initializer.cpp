// The object that is made with something undeclared only gets a text and a number.
#include <libpq-fe.h>
#include <memory>
#include <string>

int looks(PGconn *Conn) {
  auto *const Rows = PQexec(Conn, "SELECT 1");
  const std::shared_ptr<std::string> First{missing::copy(PQgetvalue(Rows, 0, 0)), missing::drop};
  return PQntuples(Rows); // want "result 'Rows'" [connlint-result-leak]
}
