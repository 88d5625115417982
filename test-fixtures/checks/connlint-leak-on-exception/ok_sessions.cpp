// Client libraries in C++ throw: sessions by value are closed then.
#include <pqxx/pqxx>
#include <soci/soci.h>

void value(const std::string &Dsn) {
  pqxx::connection Own(Dsn);
  pqxx::work Work(Own);
  Work.commit();
}

void pooled(soci::connection_pool &Own) {
  soci::session Session(Own);
  Session << "SELECT 1";
}
