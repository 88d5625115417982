// The unit borrows sessions from a pool of its client library, and connects beside it.
#include <Poco/Data/SessionPool.h>
#include <soci/soci.h>

void soci_(soci::connection_pool &Own) {
  { soci::session(Own) << "SELECT 1"; }
  soci::session Beside("postgresql", "dbname=shop"); // want "soci::session::session bypasses the connection pool" [connlint-raw-connect]
}

void poco(Poco::Data::SessionPool &Own) {
  Own.get() << "SELECT 1", Poco::Data::Keywords::now;
  Poco::Data::Session Beside("SQLite", "shop.db"); // want "Poco::Data::Session::Session bypasses" [connlint-raw-connect]
}
