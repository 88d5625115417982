// Sessions behind plain pointers, and positions of a pool that are given back by hand.
#include <pqxx/pqxx>
#include <soci/soci.h>

int heap(const std::string &Dsn, bool Busy) {
  auto *Own = new pqxx::connection(Dsn);
  if (Busy)
    return 1; // want "connection .*from pqxx::connection::connection is not released" [connlint-connection-leak]
  delete Own;
  return 0;
}

void position(soci::connection_pool &Own, bool Busy) {
  std::size_t Position = Own.lease();
  if (Busy)
    return; // want "pool position 'Position' from soci::connection_pool::lease is not released" [connlint-connection-leak]
  Own.give_back(Position);
}

bool tried(soci::connection_pool &Own, bool Busy) {
  std::size_t Position;
  if (!Own.try_lease(Position, 100))
    return false;
  if (Busy)
    return false; // want "pool position 'Position'" [connlint-connection-leak]
  Own.give_back(Position);
  return true;
}
