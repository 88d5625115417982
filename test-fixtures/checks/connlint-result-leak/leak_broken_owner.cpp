// A call with an unknown name in its arguments gives a plain pointer, which nothing clears.
#include <libpq-fe.h>
#include <string>

struct Database {
  PGresult *query(const std::string &Sql);
  void use();
  PGconn *C;
};

PGresult *Database::query(const std::string &Sql) { return PQexec(C, Sql.c_str()); }

void Database::use() {
  PGresult *A = query("SELECT " + prefix());
  PQclear(A);
  query("DELETE " + prefix());             // want "result from Database::query is discarded" [connlint-result-leak]
  PGresult *B = query("SELECT " + prefix());
  B = query("SELECT " + prefix());         // want "result 'B'.* overwritten" [connlint-result-leak]
  PQclear(B);
}
