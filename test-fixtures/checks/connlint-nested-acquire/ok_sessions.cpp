// Sessions of client libraries by value: one after the other, copies, and default ones.
#include <Poco/Data/SessionPool.h>
#include <mysqlx/xdevapi.h>
#include <nanodbc/nanodbc.h>
#include <pqxx/pqxx>
#include <soci/soci.h>

void soci_(soci::connection_pool &Own) {
  for (int Round = 0; Round < 2; ++Round) {
    soci::session Each(Own);
    Each << "SELECT 1";
  }
}

void fill(soci::connection_pool &Own) {
  for (std::size_t Index = 0; Index < 4; ++Index)
    Own.at(Index).open("postgresql", "dbname=shop");
}

void sociDefault() {
  for (int Round = 0; Round < 2; ++Round) {
    soci::session Each;
    Each.open("sqlite3", "shop.db");
    Each.close();
  }
}

void pocoCopies(Poco::Data::SessionPool &Own) {
  for (int Round = 0; Round < 2; ++Round) {
    Poco::Data::Session First = Own.get();
    Poco::Data::Session Second = First; // ok: the same session
    Second = First;
  }
}

void pocoTemporaries(Poco::Data::SessionPool &Own) {
  Own.get() << "SELECT 1", Poco::Data::Keywords::now;
  Own.get() << "SELECT 2", Poco::Data::Keywords::now;
}

void mysql(mysqlx::Client &Own) {
  mysqlx::Session First = Own.getSession();
  First.close();
  mysqlx::Session Second = Own.getSession();
}

void libpqxx() {
  pqxx::connection First("dbname=shop");
  pqxx::connection Second("dbname=users");
}

pqxx::connection open(const std::string &Dsn) {
  pqxx::connection New(Dsn);
  return New;
}

void odbc(const std::string &Dsn) {
  nanodbc::connection First(Dsn);
  nanodbc::connection Copy(First);
  nanodbc::connection Empty;
  Empty = Copy;
}
