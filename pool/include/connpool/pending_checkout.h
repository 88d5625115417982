// pending_checkout.h - a checkout that waits without a thread: for event loops, such as
// connpool/asio.h.
#ifndef CONNPOOL_PENDING_CHECKOUT_H
#define CONNPOOL_PENDING_CHECKOUT_H

#include "connpool/pool.h"
#include <exception>
#include <functional>
#include <memory>

namespace connpool {

/// Joins the same queue as threads do. Whatever may wait for the server, such as a question
/// before or a rollback after the lease, is done by the pool's own threads.
class PendingCheckout {
public:
  /// Called once, from any thread, perhaps before start() returns: with a lease, or with
  /// what Pool::checkout would throw. It must not throw.
  using Done = std::function<void(std::exception_ptr, Lease)>;

  /// Never waits.
  static PendingCheckout start(Pool &pool, std::source_location where, Done done);

  /// Runs work that may wait for a server on one of the pool's threads.
  static void in_background(Pool &pool, std::function<void()> work);

  /// Ends it with PoolTimeout. Without effect when it is done, or about to be.
  void time_out() noexcept;
  /// Ends it without calling anybody, except when that is under way.
  void abandon() noexcept;

private:
  class State;
  explicit PendingCheckout(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

} // namespace connpool

#endif
