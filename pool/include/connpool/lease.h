// lease.h - a borrowed connection. It goes back when the lease is destroyed, on every path.
#ifndef CONNPOOL_LEASE_H
#define CONNPOOL_LEASE_H

#include "connpool/driver.h"
#include <memory>
#include <utility>

namespace connpool {

namespace detail {
struct Slot;
void give_back(Slot &slot) noexcept;
} // namespace detail

/// Owns one checkout. Protocol: checkout (use)* (checkin | detach | destruction).
///
/// Thread safety: one thread at a time; it may be moved to and returned from another
/// thread. It may outlive its pool: the connection stays usable and is closed when the
/// lease ends.
class [[nodiscard]] Lease {
public:
  Lease() noexcept = default;
  Lease(Lease &&other) noexcept : slot_(std::exchange(other.slot_, nullptr)) {}
  Lease &operator=(Lease &&other) noexcept {
    if (this != &other) {
      checkin();
      slot_ = std::exchange(other.slot_, nullptr);
    }
    return *this;
  }
  Lease(const Lease &) = delete;
  Lease &operator=(const Lease &) = delete;
  ~Lease() { checkin(); }

  /// False when moved from, checked in or detached.
  explicit operator bool() const noexcept { return slot_ != nullptr; }

  /// The connection. On failure: throws EmptyLease.
  Connection &connection() const;
  Connection *operator->() const { return &connection(); }
  Connection &operator*() const { return connection(); }
  /// The client library's handle; null when empty. Must not be closed.
  void *native() const noexcept;

  /// Returns the connection. The second time it does nothing.
  void checkin() noexcept {
    if (slot_)
      detail::give_back(*std::exchange(slot_, nullptr));
  }
  /// The connection will be closed instead of lent again. The lease stays usable.
  void invalidate() noexcept;
  /// Takes the connection out of the pool for good; the pool may open another in its place.
  /// On failure: throws EmptyLease.
  std::unique_ptr<Connection> detach();

private:
  friend class Pool;
  explicit Lease(detail::Slot *slot) noexcept : slot_(slot) {}
  detail::Slot *slot_ = nullptr;
};

} // namespace connpool

#endif
