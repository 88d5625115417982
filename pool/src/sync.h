// sync.h - the primitives under the slot queue: atomics, mutex, clock, sleeping and fences.
//
// The queue takes them as a template parameter, so that a test can put a scheduler of its
// own underneath and go through every interleaving.
#ifndef CONNPOOL_SYNC_H
#define CONNPOOL_SYNC_H

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace connpool::detail {

struct Sync {
  template <class T> using Atomic = std::atomic<T>;
  using Mutex = std::mutex;
  using Duration = std::chrono::nanoseconds;
  using TimePoint = std::chrono::time_point<std::chrono::steady_clock, Duration>;

  static TimePoint now() noexcept { return std::chrono::steady_clock::now(); }

  /// A store before this and a load after it are not swapped, provided that the other side
  /// runs heavy_fence() between its own store and load. Free of charge where the kernel
  /// helps.
  static void light_fence() noexcept {
    if (asymmetric)
      std::atomic_signal_fence(std::memory_order_seq_cst);
    else
      std::atomic_thread_fence(std::memory_order_seq_cst);
  }
  static void heavy_fence() noexcept;

  /// Sleeps while `word` is `value`, until woken or until `until`. May return early.
  static void sleep(Atomic<std::uint32_t> &word, std::uint32_t value, TimePoint until) noexcept;
  /// Wakes the thread that sleeps on `word`. The word may be gone: nothing is read from it.
  static void wake(Atomic<std::uint32_t> &word) noexcept;

  /// Whether heavy_fence() interrupts every other processor, so that the other side needs
  /// none.
  static const bool asymmetric;
};

} // namespace connpool::detail

#endif
