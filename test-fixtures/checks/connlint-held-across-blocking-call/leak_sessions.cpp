// Sessions and leases by value, held while the thread waits.
#include <Poco/Data/SessionPool.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <connpool/pool.h>
#include <mutex>
#include <nanodbc/nanodbc.h>
#include <pqxx/pqxx>
#include <soci/soci.h>
#include <unistd.h>

void connpool_(connpool::Pool &Own) {
  connpool::Lease Held = Own.checkout();
  connpool::execute(*Held, "SELECT 1");
  sleep(1); // want "lease 'Held' from connpool::Pool::checkout is held across sleep" [connlint-held-across-blocking-call]
}

void soci_(soci::connection_pool &Own, std::mutex &Lock) {
  soci::session Held(Own);
  Lock.lock(); // want "pooled session 'Held'" [connlint-held-across-blocking-call]
  Held << "SELECT 1";
  Lock.unlock();
}

void poco(Poco::Data::SessionPool &Own) {
  Poco::Data::Session Held = Own.get();
  sleep(1); // want "pooled session 'Held'" [connlint-held-across-blocking-call]
}

void libpqxx(const std::string &Dsn) {
  pqxx::connection Held(Dsn);
  pqxx::work Work(Held);
  Work.commit();
  sleep(1); // want "connection 'Held'" [connlint-held-across-blocking-call]
}

void sqlite() {
  SQLite::Database Held("shop.db");
  sleep(1); // want "database 'Held'" [connlint-held-across-blocking-call]
}

void odbc(const std::string &Dsn) {
  nanodbc::connection Held(Dsn);
  nanodbc::just_execute(Held, "DELETE FROM t");
  sleep(1); // want "connection 'Held'" [connlint-held-across-blocking-call]
}
