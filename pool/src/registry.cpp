// registry.cpp - pools by database and role, and readers that find a replica.
#include "connpool/registry.h"
#include <algorithm>
#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <stdexcept>

namespace connpool {

using std::chrono::milliseconds;

/// What one role has of one database.
class PoolRegistry::Group {
public:
  Group(const Database &database, PoolOptions options, const std::string &name) {
    options.name = name;
    primary = std::make_unique<Pool>(database.primary, options);
    options.timeout = std::min(options.timeout, database.replica_patience);
    for (const auto &driver : database.replicas) {
      options.name = name + "/replica" + std::to_string(replicas.size() + 1);
      replicas.push_back(std::make_unique<Pool>(driver, options));
    }
  }

  /// Calls `use` with the replicas in turn until one of them serves; then with the primary.
  template <class Use> auto read(Use use) const {
    const unsigned first = next_.fetch_add(1, std::memory_order_relaxed);
    for (std::size_t i = 0; i < replicas.size(); ++i) {
      Pool &replica = *replicas[(first + i) % replicas.size()];
      if (replica.failing())
        continue;
      try {
        return use(replica);
      } catch (const CheckoutError &) {
      } catch (const ConnectError &) {
      } catch (const QueryError &error) {
        if (error.kind() != QueryError::Kind::NotSent &&
            error.kind() != QueryError::Kind::OutcomeLost)
          throw;
      }
    }
    return use(*primary);
  }

  std::unique_ptr<Pool> primary;
  std::vector<std::unique_ptr<Pool>> replicas;

private:
  mutable std::atomic<unsigned> next_{0};
};

struct PoolRegistry::State {
  using Roles = std::map<std::string, Group, std::less<>>;
  mutable std::shared_mutex mutex;
  std::map<std::string, Roles, std::less<>> databases; ///< under mutex; nothing is erased
};

namespace {

template <class Map> [[noreturn]] void unknown(const char *what, const Map &map) {
  std::string text = std::string("connpool: no such ") + what + " in the registry; it has";
  for (const auto &[name, unused] : map)
    text += " '" + name + "'";
  throw std::out_of_range(map.empty() ? text + " none" : text);
}

} // namespace

PoolRegistry::PoolRegistry(unsigned processes)
    : processes_(processes), state_(std::make_unique<State>()) {
  if (processes == 0)
    throw std::invalid_argument("connpool: a registry is for at least one process");
}

PoolRegistry::~PoolRegistry() {
  for (Pool *pool : all())
    pool->close(milliseconds(0)); // all at once; each waits for its own in its destructor
}

void PoolRegistry::add(const std::string &name, Database database) {
  if (database.roles.empty())
    throw std::invalid_argument("connpool: database '" + name + "' has no role");
  std::unique_lock lock(state_->mutex);
  if (state_->databases.contains(name))
    throw std::invalid_argument("connpool: database '" + name + "' was added before");
  State::Roles roles;
  for (const auto &[role, options] : database.roles)
    roles.try_emplace(role, database, options, name + "/" + role);
  state_->databases.emplace(name, std::move(roles));
}

const PoolRegistry::Group &PoolRegistry::group(std::string_view database,
                                               std::string_view role) const {
  std::shared_lock lock(state_->mutex);
  const auto roles = state_->databases.find(database);
  if (roles == state_->databases.end())
    unknown("database", state_->databases);
  const auto found = roles->second.find(role);
  if (found == roles->second.end())
    unknown("role", roles->second);
  return found->second;
}

std::vector<Pool *> PoolRegistry::all() const {
  std::shared_lock lock(state_->mutex);
  std::vector<Pool *> pools;
  for (const auto &[unused, roles] : state_->databases)
    for (const auto &[also_unused, group] : roles) {
      pools.push_back(group.primary.get());
      for (const auto &replica : group.replicas)
        pools.push_back(replica.get());
    }
  return pools;
}

Pool &PoolRegistry::pool(std::string_view database, std::string_view role) const {
  return *group(database, role).primary;
}

Lease PoolRegistry::checkout(std::string_view database, std::string_view role,
                             std::source_location where) const {
  return pool(database, role).checkout(where);
}

Lease PoolRegistry::checkout_to_read(std::string_view database, std::string_view role,
                                     std::source_location where) const {
  return group(database, role).read([&](Pool &pool) { return pool.checkout(where); });
}

void PoolRegistry::read(std::string_view database, std::string_view role,
                        const std::function<void(Connection &)> &work, RetryOptions options) const {
  options.transaction.read_only = true;
  group(database, role).read([&](Pool &pool) { with_retry(pool, work, options); });
}

std::vector<PoolStats> PoolRegistry::stats() const {
  std::vector<PoolStats> stats;
  for (const Pool *pool : all())
    stats.push_back(pool->stats());
  std::ranges::sort(stats, {}, &PoolStats::name);
  return stats;
}

std::vector<ServerBudget> PoolRegistry::budgets() const {
  std::vector<ServerBudget> servers;
  for (Pool *pool : all()) {
    const std::string server = pool->driver().server();
    auto entry = std::ranges::find(servers, server, &ServerBudget::server);
    if (entry == servers.end())
      entry = servers.insert(servers.end(), {server, {0, 0}, {}});
    const Budget own = budget(*pool, processes_);
    entry->budget.wanted += own.wanted;
    // Users and databases may have limits of their own: the smallest one counts.
    if (own.admitted != 0 && (entry->budget.admitted == 0 || own.admitted < entry->budget.admitted))
      entry->budget.admitted = own.admitted;
    entry->pools.emplace_back(pool->options().name, own.wanted / processes_);
  }
  return servers;
}

void PoolRegistry::check_budgets() const {
  std::string text;
  for (const ServerBudget &each : budgets()) {
    if (each.budget.fits())
      continue;
    text += (text.empty() ? "connpool: " : "; ") + each.server + " admits " +
            std::to_string(each.budget.admitted) + " connections, and " +
            std::to_string(processes_) +
            (processes_ == 1 ? " process may open " : " processes may open ") +
            std::to_string(each.budget.wanted) + " (pool_size + max_overflow of each:";
    for (const auto &[pool, size] : each.pools)
      text += " " + pool + " " + std::to_string(size);
    text += ")";
  }
  if (!text.empty())
    throw BudgetExceeded(text);
}

bool PoolRegistry::close(milliseconds timeout) {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + std::min<milliseconds>(timeout, std::chrono::hours(24));
  const std::vector<Pool *> pools = all();
  for (Pool *pool : pools)
    pool->close(milliseconds(0));
  bool good = true;
  for (Pool *pool : pools) {
    const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
    good = pool->close(std::max(left, milliseconds(0))) && good;
  }
  return good;
}

} // namespace connpool
