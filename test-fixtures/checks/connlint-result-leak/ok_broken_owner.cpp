// A call with an unknown name in its arguments still gives an owner, which clears the result.
#include <libpq-fe.h>
#include <memory>
#include <string>

using Result = std::shared_ptr<PGresult>;

struct Database {
  Result query(const std::string &Sql);
  void use();
  PGconn *C;
};

Result Database::query(const std::string &Sql) {
  PGresult *R = PQexec(C, Sql.c_str());
  if (PQresultStatus(R) == PGRES_COMMAND_OK) {
    PQclear(R);
    return Result();
  }
  return Result(R, PQclear);
}

void Database::use() {
  Result A = query("SELECT " + prefix()); // ok: A is an owner
  query("DELETE " + prefix());            // ok: the temporary clears it
  A = query("SELECT 2 " + prefix());      // ok: what A had is cleared
  A = query("SELECT 3 " + prefix());
  auto B = query("SELECT 4 " + prefix()); // ok: an owner, too
}

struct Closer {
  explicit Closer(PGresult *R) : R(R) {}
  Closer(Closer &&Other) : R(Other.R) { Other.R = nullptr; }
  Closer &operator=(Closer &&Other);
  ~Closer() { PQclear(R); }
  PGresult *R;
};

Closer run(PGconn *C, const std::string &Sql) { return Closer(PQexec(C, Sql.c_str())); }

void written(PGconn *C) {
  Closer A = run(C, "SELECT " + prefix());
  A = run(C, "SELECT " + prefix());
  run(C, prefix());
}
