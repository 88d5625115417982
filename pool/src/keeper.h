// keeper.h - the thread that looks at all slots every now and then.
//
// It marks connections that were idle for a while, closes those that were idle for too long
// or are too old, finds those the server has hung up on, and reports those that are out for
// too long. Because it does, a checkout and a checkin need no clock. It never waits for a
// server.
#ifndef CONNPOOL_KEEPER_H
#define CONNPOOL_KEEPER_H

#include "slot.h"
#include <condition_variable>
#include <mutex>

namespace connpool::detail {

class Keeper {
public:
  explicit Keeper(Core &core);

  void start();
  /// Looks at everything now.
  void poke() noexcept;
  /// A slot was taken, or somebody waits: wakes the thread when it had nothing to watch.
  void notice_use() noexcept {
    std::atomic_thread_fence(std::memory_order_seq_cst); // pairs with the one in work()
    if (dozing_.load(std::memory_order_relaxed)) [[unlikely]]
      poke();
  }
  /// True when the thread has ended before `until`; it does once the pool closes and all
  /// connections are closed.
  bool wait_until_stopped(TimePoint until);

  /// Around fork.
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }

private:
  void work() noexcept;
  /// True when something is in use, so that the next look has to be soon.
  bool look_at_all(TimePoint now);
  void look_at_busy(Slot &slot, TimePoint now);
  void look_at_idle(Slot &slot, TimePoint now);
  /// Notes what the slot is doing; true when that is not what it did at the last look.
  static bool changed(Slot &slot, bool busy, TimePoint now);
  /// Takes an idle slot out of circulation.
  static bool take(Slot &slot);
  /// True when no slot has a connection any more.
  bool close_idle_ones();

  Core &core_;
  /// Between two looks when nothing is in use: then only hang-ups and ages change.
  const std::chrono::nanoseconds idle_period_;
  const std::chrono::nanoseconds busy_period_;
  TimePoint hints_renewed_{};
  std::atomic<bool> dozing_{false};
  std::mutex mutex_;
  std::condition_variable change_;
  bool poked_ = false;
  bool stopped_ = true;
};

} // namespace connpool::detail

#endif
