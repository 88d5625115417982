// quickstart.cpp - a pool on SQLite: needs no server. README.md quotes it.
#include <connpool/pool.h>
#include <connpool/query.h>
#include <connpool/report.h>
#include <connpool/sqlite.h>
#include <connpool/transaction.h>
#include <cstdio>

using namespace connpool;

struct Order {
  int id;
  std::string customer;
  static constexpr auto fields = std::tuple(&Order::id, &Order::customer);
};

int main(int count, char **words) {
  PoolOptions options;
  options.pool_size = 5;     // kept
  options.max_overflow = 10; // more, for a rush
  Pool pool(sqlite::driver(count > 1 ? words[1] : "orders.db"), options);

  with_retry(pool, [](Connection &db) {
    execute(db, "CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, customer TEXT)");
    execute(db, "INSERT INTO orders (customer) VALUES (?)", "Ada");
  });

  const Lease lease = pool.checkout(); // goes back at the end of the scope, on every path
  for (const Order &order : fetch_all<Order>(*lease, "SELECT id, customer FROM orders"))
    std::printf("%d %s\n", order.id, order.customer.c_str());
  std::printf("%s\n", health_json(pool.stats()).c_str());
}
