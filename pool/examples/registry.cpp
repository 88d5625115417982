// registry.cpp - two roles with budgets of their own, and a replica to read from; on SQLite,
// where the "replica" is the same file, opened for reading. Needs no server.
#include <connpool/query.h>
#include <connpool/registry.h>
#include <connpool/sqlite.h>
#include <cstdio>

using namespace connpool;

int main(int count, char **words) {
  const std::string file = count > 1 ? words[1] : "registry.db";
  PoolOptions web, background;
  web.pool_size = 8;
  background.pool_size = 1; // batch work never takes a connection from a request
  background.max_overflow = 0;

  PoolRegistry pools;
  pools.add("orders", {.primary = sqlite::driver(file),
                       .replicas = {sqlite::driver(file, {.read_only = true})},
                       .roles = {{"web", web}, {"background", background}}});
  pools.check_budgets();

  {
    const Lease batch = pools.checkout("orders", "background");
    execute(*batch, "CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY)");
    execute(*batch, "INSERT INTO orders DEFAULT VALUES");
  }
  pools.read("orders", "web", [](Connection &db) {
    std::printf("%d orders\n", *fetch_one<int>(db, "SELECT count(*) FROM orders"));
  });
  for (const PoolStats &each : pools.stats())
    std::printf("%s: %u of %u\n", each.name.c_str(), each.size, each.pool_size + each.max_overflow);
}
