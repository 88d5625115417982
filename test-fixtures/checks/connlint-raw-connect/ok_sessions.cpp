// A pool is filled, and other libraries connect as they like.
#include <libpq-fe.h>
#include <pqxx/pqxx>
#include <soci/soci.h>

void fill(soci::connection_pool &Own) {
  for (std::size_t Index = 0; Index < 4; ++Index)
    Own.at(Index).open("postgresql", "dbname=shop");
  soci::session(Own) << "SELECT 1";
}

void other(const char *Dsn) {
  pqxx::connection Own(Dsn);
  PGconn *Conn = PQconnectdb(Dsn);
  PQfinish(Conn);
}
