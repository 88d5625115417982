// Sessions by value and in owners leak on no way; positions that are given back or handed on.
#include <SQLiteCpp/SQLiteCpp.h>
#include <memory>
#include <pqxx/pqxx>
#include <soci/soci.h>
#include <vector>

int value(const std::string &Dsn, bool Busy) {
  pqxx::connection Own(Dsn);
  if (Busy)
    return 1;
  return pqxx::work(Own).exec("SELECT 1").size();
}

std::unique_ptr<pqxx::connection> owner(const std::string &Dsn) {
  return std::make_unique<pqxx::connection>(Dsn);
}

class Keeper {
public:
  void add(const std::string &Dsn) {
    All.push_back(std::make_unique<pqxx::connection>(Dsn));
    All.emplace_back(new pqxx::connection(Dsn));
  }

private:
  std::vector<std::unique_ptr<pqxx::connection>> All;
};

int comma(const std::string &Dsn) { return pqxx::connection{Dsn}, 0; }

void adopt(pqxx::connection *Own);

void given(const std::string &Dsn) {
  auto *Own = new pqxx::connection(Dsn);
  adopt(Own); // ok: whoever gets the pointer may delete it
}

SQLite::Database open() {
  SQLite::Database Own("shop.db");
  Own.exec("PRAGMA foreign_keys = ON");
  return Own;
}

std::size_t position(soci::connection_pool &Own) { return Own.lease(); }

bool tried(soci::connection_pool &Own) {
  std::size_t Position;
  if (!Own.try_lease(Position, 100))
    return false;
  Own.give_back(Position);
  return true;
}
