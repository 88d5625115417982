// slot.h - one connection's place in the pool, and who may touch which part of it.
#ifndef CONNPOOL_SLOT_H
#define CONNPOOL_SLOT_H

#include "connpool/driver.h"
#include "slot_queue.h"
#include "sync.h"
#include <atomic>
#include <memory>
#include <source_location>

namespace connpool::detail {

class Core;
using TimePoint = Sync::TimePoint;

/// What a checkin has to look into before the slot is free again; bits of Slot::attention.
enum Attention : std::uint32_t {
  Expired = 1,     ///< too old, or the pool closes: close instead of lending again
  Suspect = 2,     ///< another connection was lost: look, and ask the server before the next use
  AskFirst = 4,    ///< idle for very long: ask the server before the next use
  GivenUp = 8,     ///< invalidated by its borrower
  Timed = 16,      ///< this checkout's duration goes into the histogram
  Late = 32,       ///< reported as a leak: report that it came back, too
  Reset = 64,      ///< the session is reset every time
  Severed = 128,   ///< a child's copy of what its parent had borrowed
  Elsewhere = 256, ///< its borrower must not wait: what may is done by another thread
};

/// Aligned so that two slots never share a cache line, nor a pair of lines fetched
/// together.
struct alignas(128) Slot : SlotCell<Sync> {
  // Anybody's.
  std::atomic<std::uint32_t> attention{0};
  std::atomic<std::uint64_t> checkouts{0};   ///< written by the holder
  std::atomic<std::source_location> where{}; ///< written by the holder

  // The holder's.
  std::unique_ptr<Connection> connection;
  std::uint32_t generation = 0; ///< of the pool when this connection was opened or last vouched for
  TimePoint timed_since{};      ///< with Attention::Timed

  // Set once.
  Core *core = nullptr;
  SlotQueue<Sync, Slot> *queue = nullptr;
  SlotState resting = SlotState::Free; ///< Stale when every borrower has to look

  // Written by the keeper's scan, or by whoever opens the connection before it is Free.
  std::atomic<TimePoint> expires{TimePoint::max()};
  std::atomic<TimePoint> unchanged_since{}; ///< when the scan saw these counts for the first time
  std::atomic<std::uint64_t> seen_checkouts{0};
  std::atomic<bool> seen_busy{false};

  void raise(Attention bit) noexcept { attention.fetch_or(bit, std::memory_order_relaxed); }
  bool lower(Attention bit) noexcept {
    return attention.fetch_and(~std::uint32_t{bit}, std::memory_order_relaxed) & bit;
  }
};

using Queue = SlotQueue<Sync, Slot>;

} // namespace connpool::detail

#endif
