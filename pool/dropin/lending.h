// lending.h - what the stand-ins for every client library share: the pools, by what makes
// two sessions alike, and which of the program's handles are lent ones.
#ifndef CONNPOOL_LENDING_H
#define CONNPOOL_LENDING_H

#include "connpool/environment.h"
#include "connpool/error.h"
#include "connpool/pool.h"
#include <map>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <string>
#include <unordered_map>
#include <vector>

namespace connpool::dropin {

/// Fails at once where a pool would keep trying: old code expects that.
class Impatient final : public Driver {
public:
  explicit Impatient(std::shared_ptr<Driver> inner) : inner_(std::move(inner)) {}
  std::unique_ptr<Connection> connect(std::chrono::milliseconds timeout) override {
    try {
      return inner_->connect(timeout);
    } catch (const ConnectError &error) {
      throw ConnectError(error.what(), ConnectError::Kind::Permanent);
    }
  }
  std::string target() const override { return inner_->target(); }

private:
  const std::shared_ptr<Driver> inner_;
};

/// The options in the environment; sessions are reset between borrowers.
inline PoolOptions pool_options(const char *name) {
  PoolOptions options = options_from_environment();
  options.name = name;
  options.reset_on_return = ResetLevel::Full;
  options.leak_threshold = PoolOptions::never; // a long life was no mistake so far
  if (!options.trace_checkouts)
    options.on_event = [](const Event &) {};
  return options;
}

/// `Lent` is what is kept with a handle while it is lent: its lease, for one.
/// Thread safety: every member may be called from every thread, and around a fork.
template <class Handle, class Lent> class Lending {
public:
  using Node = typename std::unordered_map<Handle *, Lent>::node_type;

  static Lending &instance() {
    static auto *lending = [] {
      pthread_atfork([] { instance().mutex_.lock(); }, [] { instance().mutex_.unlock(); },
                     [] { instance().mutex_.unlock(); });
      return new Lending; // outlives everything that the program does at its end
    }();
    return *lending;
  }

  /// The pool of sessions like this one; `make_driver` is called for the first. On failure:
  /// throws as Pool's constructor and options_from_environment.
  template <class MakeDriver>
  Pool &pool_for(const std::string &identity, const char *name, MakeDriver make_driver) {
    std::lock_guard lock(mutex_);
    auto pool = pools_.find(identity);
    if (pool == pools_.end())
      pool =
          pools_
              .emplace(identity, std::make_unique<Pool>(std::make_shared<Impatient>(make_driver()),
                                                        pool_options(name)))
              .first;
    return *pool->second;
  }

  void lend(Handle *handle, Lent lent) {
    std::lock_guard lock(mutex_);
    lent_.insert_or_assign(handle, std::move(lent));
  }
  bool is_lent(Handle *handle) {
    std::lock_guard lock(mutex_);
    return lent_.contains(handle);
  }
  /// Takes the handle out of the table of those that are lent; empty when it is not.
  Node take(Handle *handle) {
    std::lock_guard lock(mutex_);
    return lent_.extract(handle);
  }
  void put_back(Node node) {
    std::lock_guard lock(mutex_);
    lent_.insert(std::move(node));
  }
  /// The borrower has changed what cannot be undone: the session ends with its lease.
  void spoil(Handle *handle) {
    if (Node node = take(handle)) {
      node.mapped().lease.invalidate();
      put_back(std::move(node));
    }
  }

  /// Sends farewells to the server; not while the program still holds connections.
  void close_pools() {
    std::vector<Pool *> pools;
    {
      std::lock_guard lock(mutex_); // not while they are closed: that asks take()
      if (!lent_.empty())
        return;
      for (auto &[identity, pool] : pools_) {
        pools.push_back(pool.get());
        closed_.push_back(std::move(pool)); // another thread may be asking it
      }
      pools_.clear();
    }
    for (Pool *pool : pools)
      pool->close(std::chrono::milliseconds(500));
  }

private:
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Pool>> pools_; ///< under mutex_
  std::vector<std::unique_ptr<Pool>> closed_;          ///< under mutex_
  std::unordered_map<Handle *, Lent> lent_;            ///< under mutex_
};

} // namespace connpool::dropin

#endif
