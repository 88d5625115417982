// The SQL text goes through string objects.
#include <libpq-fe.h>
#include <string>

bool late() noexcept;

struct Database {
  PGconn *Conn;
  void run(const std::string &Sql) { PQclear(PQexec(Conn, Sql.c_str())); }
};

void parameter(Database &Db) {
  Db.run("BEGIN");
  if (late())
    Db.run("ROLLBACK");
  else
    Db.run("COMMIT");
}

void local(PGconn *Conn) {
  std::string Sql = "BEGIN";
  PQclear(PQexec(Conn, Sql.c_str()));
  Sql = "COMMIT";
  PQclear(PQexec(Conn, Sql.c_str()));
}
