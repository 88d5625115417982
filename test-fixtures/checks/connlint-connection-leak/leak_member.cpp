// Only this file can close what the class keeps, and nothing here does.
#include <libpq-fe.h>
#include <mysql.h>
#include <sqlite3.h>

class Gateway {
public:
  bool start(const char *Dsn);
  bool connect(const char *Host);

private:
  PGconn *Side = nullptr;
  MYSQL Store;
};

bool Gateway::start(const char *Dsn) {
  Side = PQconnectdb(Dsn); // want "Side" [connlint-connection-leak]
  return PQstatus(Side) == CONNECTION_OK;
}

bool Gateway::connect(const char *Host) {
  mysql_init(&Store);
  return mysql_real_connect(&Store, Host, "shop", "", "shop", 0, nullptr, 0); // want "Store" [connlint-connection-leak]
}

class Pair {
public:
  bool open(const char *A, const char *B);
  ~Pair() { sqlite3_close(First); }

private:
  sqlite3 *First = nullptr;
  sqlite3 *Second = nullptr;
};

bool Pair::open(const char *A, const char *B) {
  sqlite3_close(First);
  int Ok = sqlite3_open(A, &First);
  return Ok == SQLITE_OK && sqlite3_open(B, &Second) == SQLITE_OK; // want "Second" [connlint-connection-leak]
}
