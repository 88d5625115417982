// pool.h - the pool: checkout, close, statistics.
#ifndef CONNPOOL_POOL_H
#define CONNPOOL_POOL_H

#include "connpool/error.h"
#include "connpool/lease.h"
#include "connpool/options.h"
#include "connpool/stats.h"
#include <atomic>
#include <memory>
#include <source_location>

namespace connpool {

namespace detail {
class Core;
} // namespace detail

class PendingCheckout;

/// Lends the connections of one driver.
///
/// Thread safety: every member may be called from every thread at any time.
/// After fork the child has an empty pool with the same options; it never touches the
/// sockets of its parent, and leases it inherited do nothing when they end.
class Pool {
public:
  /// Opens min_idle connections in the background and returns at once.
  /// On failure: throws std::invalid_argument for options that make no sense.
  explicit Pool(std::shared_ptr<Driver> driver, PoolOptions options = {});
  Pool(const Pool &) = delete;
  Pool &operator=(const Pool &) = delete;
  /// close(options.close_timeout)
  ~Pool();

  /// Borrows a connection; waits for options.timeout at most.
  /// On failure: throws PoolTimeout, PoolOverloaded, PoolClosed, or ConnectError when no
  /// connection exists and none can be made until someone acts.
  Lease checkout(std::source_location where = std::source_location::current());
  /// The same with a limit of its own: 0 does not wait, not even for the first connection
  /// to be opened; PoolOptions::never has no limit.
  Lease checkout(std::chrono::milliseconds timeout,
                 std::source_location where = std::source_location::current());

  /// Turns new borrowers away, wakes those who wait with PoolClosed, and waits for leases
  /// to come back. True when all connections were closed in time; the rest is closed as
  /// leases end.
  bool close(std::chrono::milliseconds timeout);

  /// Replaces every connection, those that are out when they come back: after a failover,
  /// or when credentials have changed. Does not wait.
  void renew();

  /// There is no connection, the last attempt to open one failed, and the next one is not
  /// due yet: whoever asks now waits for nothing.
  bool failing() const noexcept;
  /// Now; stops no borrower.
  PoolStats stats() const;
  /// Both live as long as the pool.
  const PoolOptions &options() const noexcept;
  Driver &driver() const noexcept;

private:
  friend class PendingCheckout;
  detail::Core &core() const;
  static Lease lease(detail::Slot &slot, const std::source_location &where) noexcept;
  std::shared_ptr<Driver> driver_;
  mutable std::shared_ptr<detail::Core> owner_; ///< replaced only in the child of a fork
  mutable std::atomic<detail::Core *> core_{nullptr};
};

} // namespace connpool

#endif
