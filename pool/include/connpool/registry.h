// registry.h - the pools of a program: several databases, a pool of its own for each role
// that uses one, and replicas to read from.
//
//   PoolRegistry pools(4);                        // processes that do the same
//   pools.add("orders", {.primary = libpq::driver(url),
//                        .replicas = {libpq::driver(replica_url)},
//                        .roles = {{"web", web_options}, {"background", small_options}}});
//   pools.check_budgets();
//   const Lease lease = pools.checkout("orders", "web");
//   pools.read("orders", "web", [](Connection &db) { … });
#ifndef CONNPOOL_REGISTRY_H
#define CONNPOOL_REGISTRY_H

#include "connpool/report.h"
#include "connpool/transaction.h"
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace connpool {

/// One database: where it is, and who uses it.
struct Database {
  std::shared_ptr<Driver> primary;
  /// Servers that have the same data, perhaps a little later, and only for reading.
  std::vector<std::shared_ptr<Driver>> replicas{};
  /// A role has pools of its own, so that no role can use up the connections of another.
  /// The options hold for its pool at the primary, and for one at each replica. Their names
  /// are set: `orders/web`, `orders/web/replica1`.
  std::map<std::string, PoolOptions, std::less<>> roles{{"default", {}}};
  /// A reader that waited this long for a replica goes to the next one, and to the primary
  /// in the end.
  std::chrono::milliseconds replica_patience{1'000};
};

/// What all pools of a program may open at one server, and what that admits.
struct ServerBudget {
  std::string server;
  Budget budget;
  /// (pool_size + max_overflow) of each pool, for one process.
  std::vector<std::pair<std::string, unsigned>> pools;
};

/// The pools may open more connections than a server admits; the text says which ones.
class BudgetExceeded : public Error {
  using Error::Error;
};

/// Thread safety: every member may be called from every thread at any time.
class PoolRegistry {
public:
  /// `processes`: how many processes have a registry like this one at the same time.
  explicit PoolRegistry(unsigned processes = 1);
  PoolRegistry(const PoolRegistry &) = delete;
  PoolRegistry &operator=(const PoolRegistry &) = delete;
  ~PoolRegistry();

  /// On failure: throws std::invalid_argument for a name that is taken, and as Pool's
  /// constructor.
  void add(const std::string &name, Database database);

  /// The role's pool at the primary; lives as long as the registry. On failure: throws
  /// std::out_of_range, which lists the names that there are.
  Pool &pool(std::string_view database, std::string_view role = "default") const;

  /// pool(…).checkout()
  Lease checkout(std::string_view database, std::string_view role = "default",
                 std::source_location where = std::source_location::current()) const;

  /// A connection to read from: of each replica in turn, of another one when that cannot be
  /// reached or has none to spare, of the primary when there is no other. On failure:
  /// throws as Pool::checkout of the primary.
  Lease checkout_to_read(std::string_view database, std::string_view role = "default",
                         std::source_location where = std::source_location::current()) const;

  /// Runs `work` in a read-only transaction, see with_retry; on the same connections as
  /// checkout_to_read. A replica that is lost meanwhile is replaced by the next one.
  void read(std::string_view database, std::string_view role,
            const std::function<void(Connection &)> &work, RetryOptions options = {}) const;

  /// Of every pool, sorted by name.
  std::vector<PoolStats> stats() const;

  /// One entry per server; asks each, over a connection of one of its pools. On failure:
  /// throws as budget().
  std::vector<ServerBudget> budgets() const;
  /// For the start of a program. On failure: throws BudgetExceeded, and as budgets().
  void check_budgets() const;

  /// Pool::close for all of them at once; `timeout` is for all of them together.
  bool close(std::chrono::milliseconds timeout);

private:
  class Group;
  const Group &group(std::string_view database, std::string_view role) const;
  std::vector<Pool *> all() const;
  struct State;
  const unsigned processes_;
  const std::unique_ptr<State> state_;
};

} // namespace connpool

#endif
