// Sessions of client libraries by value: a second one while the first is held.
#include <Poco/Data/SessionPool.h>
#include <mysqlx/xdevapi.h>
#include <pqxx/pqxx>
#include <soci/soci.h>

void soci_(soci::connection_pool &Own) {
  soci::session First(Own);
  soci::session Second(Own); // want "while pooled session 'First' is held" [connlint-nested-acquire]
  Second << "SELECT 1";
}

void poco(Poco::Data::SessionPool &Own) {
  Poco::Data::Session First = Own.get();
  First << "SELECT 1", Poco::Data::Keywords::now;
  Poco::Data::Session Second(Own.get()); // want "while pooled session 'First' is held" [connlint-nested-acquire]
}

void mysql(mysqlx::Client &Own) {
  mysqlx::Session First = Own.getSession();
  mysqlx::Session Second(Own.getSession()); // want "while pooled session 'First' is held" [connlint-nested-acquire]
}

void mysqlByConstructor(mysqlx::Client &Own) {
  mysqlx::Session First(Own);
  mysqlx::Session Second(Own); // want "while pooled session 'First' is held" [connlint-nested-acquire]
}

void libpqxx() {
  pqxx::connection First("dbname=shop");
  pqxx::work Work(First);
  pqxx::connection Second("dbname=shop"); // want "while connection 'First' is held" [connlint-nested-acquire]
}
