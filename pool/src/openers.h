// openers.h - the threads that open and close connections, so that no borrower waits for
// either.
//
// They are started when there is work, and end after a while without any. After a failure
// one of them at a time tries again, with growing pauses.
#ifndef CONNPOOL_OPENERS_H
#define CONNPOOL_OPENERS_H

#include "connpool/error.h"
#include "slot.h"
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace connpool::detail {

class Openers {
public:
  explicit Openers(Core &core) : core_(core), random_(std::random_device{}()) {}

  /// Somebody may need a connection that is not there: looks, and sets a thread to work.
  void poke() noexcept;
  /// Closes the connection of a held slot, then empties the slot or opens another one in
  /// it.
  void close_later(Slot &slot, bool replace) noexcept;
  /// Runs work that may wait for the server on one of the threads.
  void run_later(std::function<void()> work) noexcept;
  /// No new connections; threads end when all that has to be closed is closed.
  void stop() noexcept;
  /// True when the last thread has ended before `until`.
  bool wait_until_stopped(TimePoint until);
  /// The last attempt failed, and the next one is not due yet.
  bool pausing() const noexcept;
  /// How the last attempt failed; empty after a success.
  std::string last_error() const;
  /// Throws the last error again, for a borrower that was sent away because of it.
  [[noreturn]] void throw_last_error() const;

  /// Around fork.
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }

private:
  struct Closing {
    Slot *slot;
    bool replace;
  };

  void work() noexcept;
  /// The next step of one thread; false when there is nothing to do.
  bool step(std::unique_lock<std::mutex> &lock);
  void close_one(std::unique_lock<std::mutex> &lock);
  void open_one(std::unique_lock<std::mutex> &lock, Slot &slot);
  void succeeded(Slot &slot, TimePoint began);
  void failed(Slot &slot, const ConnectError &error);
  bool may_try(TimePoint now) const;
  unsigned wanted() const;
  void staff();
  TimePoint expiry(TimePoint now);
  std::chrono::nanoseconds pause();
  double fraction(double from, double to);

  Core &core_;
  mutable std::mutex mutex_;
  std::condition_variable change_;  ///< work has come
  std::condition_variable stopped_; ///< a thread has ended
  // All of these under mutex_.
  std::vector<Closing> closing_;
  std::deque<std::function<void()>> work_;
  unsigned threads_ = 0;
  unsigned resting_ = 0; ///< threads that wait for work
  unsigned opening_ = 0;
  unsigned owed_ = 0;     ///< connections that were lost or expired and are to be replaced
  unsigned failures_ = 0; ///< in a row
  TimePoint next_try_{};
  std::atomic<TimePoint> pausing_until_{TimePoint{}};
  bool stop_ = false;
  std::string last_error_;
  std::minstd_rand random_;
};

} // namespace connpool::detail

#endif
