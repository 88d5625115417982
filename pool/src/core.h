// core.h - the inside of a pool: slots and their queue, what happens at checkout and
// checkin when it is not the short way, and the counters.
//
// The Openers' threads open and close connections, the Keeper's thread looks after idle and
// late ones. A borrower's thread never waits for anything but its own connection.
#ifndef CONNPOOL_CORE_H
#define CONNPOOL_CORE_H

#include "connpool/error.h"
#include "connpool/options.h"
#include "connpool/stats.h"
#include "histogram.h"
#include "keeper.h"
#include "openers.h"
#include "slot.h"
#include <memory>
#include <span>

namespace connpool::detail {

/// The slot that this thread had last, per pool. Valid while the pool has the same key.
struct Hint {
  std::uint64_t key;
  Slot *slot;
};
extern constinit thread_local Hint hints[4] __attribute__((tls_model("initial-exec")));

/// Owned by its Pool and by the threads that work for it; ends when all slots are Empty.
class Core : public std::enable_shared_from_this<Core> {
public:
  Core(std::shared_ptr<Driver> driver, PoolOptions options);
  ~Core();

  void start();

  /// Slot::where and the counters are written by the caller.
  Slot *take_hinted() noexcept {
    const Hint &hint = hints[hint_index_];
    if (hint.key == hint_key_.load(std::memory_order_relaxed) && Queue::try_take(*hint.slot))
      return hint.slot;
    return nullptr;
  }
  /// On failure: throws as Pool::checkout.
  Slot &take_slowly(std::chrono::milliseconds timeout, const std::source_location &where);
  /// Whether the server is still behind a connection that was idle; clears what made it
  /// doubtful.
  bool vouch_for(Slot &slot) noexcept;
  /// Whether that waits for the server.
  bool asks_first(const Slot &slot) const noexcept;
  /// A borrower has waited for long enough: tells so, and throws PoolTimeout.
  [[noreturn]] void time_out(std::chrono::nanoseconds waited, const std::source_location &where);
  void give_back_slowly(Slot &slot) noexcept;
  std::unique_ptr<Connection> detach(Slot &slot);

  /// A connection was found lost, which makes all others suspect. *Requires* the slot is
  /// held.
  void lost(Slot &slot, std::string_view how) noexcept;
  /// Sends a connection to be closed; with `replace`, another one comes in its place.
  /// *Requires* the slot is held.
  void discard(Slot &slot, bool replace) noexcept;
  void renew() noexcept;
  /// True when everything was closed before `until`.
  bool close(TimePoint until);
  bool closing() const noexcept { return closing_.load(std::memory_order_acquire); }

  PoolStats stats() const;
  /// Never throws: an event handler that does is ignored.
  void tell(Event::Kind kind, const std::source_location &where = {},
            std::chrono::microseconds time = {}, std::string_view detail = {}) const noexcept;

  /// In the child of a fork: cuts the connections and forgets the threads.
  /// Async-signal-safe.
  void sever() noexcept;
  bool severed() const noexcept { return severed_; }
  /// A new time for hints: every thread chooses among the lowest slots again.
  void renew_hints() noexcept;

  std::span<Slot> slots() noexcept { return {slots_.get(), count_}; }
  std::span<const Slot> slots() const noexcept { return {slots_.get(), count_}; }
  Queue &queue() noexcept { return queue_; }
  Driver &driver() const noexcept { return *driver_; }
  const PoolOptions &options() const noexcept { return options_; }
  Openers &openers() noexcept { return openers_; }
  Keeper &keeper() noexcept { return keeper_; }
  std::uint32_t generation() const noexcept { return generation_.load(std::memory_order_relaxed); }
  /// Slots that have a connection, or get one.
  unsigned size() const noexcept;
  /// The same without those that are being closed.
  unsigned lasting() const noexcept;
  unsigned idle() const noexcept;
  bool failing() const noexcept { return openers_.pausing() && lasting() == 0; }

  struct Counters {
    std::atomic<std::uint64_t> waits{0}, timeouts{0}, refusals{0}, opened{0}, closed{0},
        connect_failures{0}, broken{0}, recycled{0}, leaks{0};
    AtomicHistogram wait, use, create;
  };
  Counters counters;

private:
  Slot &wait_for_slot(TimePoint since, TimePoint until, const std::source_location &where);
  void suspect_all() noexcept;
  unsigned count(std::initializer_list<SlotState> states) const noexcept;
  std::vector<Holder> longest_holders(std::size_t most) const;

  // Read by every checkout, written almost never.
  alignas(128) std::atomic<std::uint64_t> hint_key_{0};
  std::uint32_t hint_index_ = 0;
  bool severed_ = false;
  const unsigned count_;
  std::unique_ptr<Slot[]> slots_;
  Queue &queue_;

  const std::shared_ptr<Driver> driver_;
  const PoolOptions options_;
  std::atomic<std::uint32_t> generation_{0};
  std::atomic<bool> closing_{false};
  Openers openers_;
  Keeper keeper_;
};

} // namespace connpool::detail

#endif
