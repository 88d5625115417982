// Sessions and leases by value that are closed, moved away or gone before the thread waits.
#include <Poco/Data/SessionPool.h>
#include <connpool/pool.h>
#include <nanodbc/nanodbc.h>
#include <pqxx/pqxx>
#include <soci/soci.h>
#include <unistd.h>

void connpool_(connpool::Pool &Own) {
  connpool::Lease Held = Own.checkout();
  Held.checkin();
  sleep(1);
}

void handler() {
  try {
    pqxx::connection Held("dbname=shop");
    pqxx::work(Held).commit();
  } catch (...) {
    sleep(1); // ok: destroyed on the way here
  }
}

void soci_(soci::connection_pool &Own) {
  { soci::session(Own) << "SELECT 1"; }
  sleep(1);
}

void poco(Poco::Data::SessionPool &Own) {
  Poco::Data::Session Held = Own.get();
  Poco::Data::Session Same = Held; // ok: which of the two is the last is not followed
  sleep(1);
}

void libpqxx(const std::string &Dsn) {
  pqxx::connection Held(Dsn);
  Held.close();
  sleep(1);
}

class Worker {
public:
  explicit Worker(const std::string &Dsn) : Own(Dsn) {}
  void run() {
    pqxx::work(Own).commit();
    sleep(1); // ok: the object keeps it anyway
  }

private:
  pqxx::connection Own;
};
