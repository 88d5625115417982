// Client libraries in C++ throw: plain handles that are held meanwhile are lost.
#include <libpq-fe.h>
#include <pqxx/pqxx>

void heap(const std::string &Dsn) {
  auto *Own = new pqxx::connection(Dsn);
  pqxx::work Work(*Own); // want "connection .* is still held when pqxx::work::work throws" [connlint-leak-on-exception]
  delete Own;
}

void mixed(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  pqxx::connection Own(Dsn); // want "connection 'Conn' .* pqxx::connection::connection throws" [connlint-leak-on-exception]
  PQfinish(Conn);
}
