// sync.cpp - the primitives on Linux: futex and membarrier.
#include "sync.h"
#include <climits>
#include <ctime>
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace connpool::detail {

namespace {

bool membarrier(int command) noexcept { return syscall(SYS_membarrier, command, 0, 0) == 0; }

std::uint32_t *address(std::atomic<std::uint32_t> &word) noexcept {
  static_assert(sizeof(word) == sizeof(std::uint32_t));
  return reinterpret_cast<std::uint32_t *>(&word);
}

} // namespace

const bool Sync::asymmetric = membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);

void Sync::heavy_fence() noexcept {
  if (asymmetric) {
    // Refused only before registration, which a new process image may have lost.
    if (membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED))
      return;
    membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);
    membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
  }
  std::atomic_thread_fence(std::memory_order_seq_cst);
}

void Sync::sleep(Atomic<std::uint32_t> &word, std::uint32_t value, TimePoint until) noexcept {
  // An absolute time, so that a signal does not start the wait anew.
  timespec at{};
  const timespec *limit = nullptr;
  if (until != TimePoint::max()) {
    const auto since_boot = until.time_since_epoch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since_boot);
    at.tv_sec = static_cast<time_t>(seconds.count());
    at.tv_nsec = static_cast<long>((since_boot - seconds).count());
    limit = &at;
  }
  syscall(SYS_futex, address(word), FUTEX_WAIT_BITSET_PRIVATE, value, limit, nullptr,
          FUTEX_BITSET_MATCH_ANY);
}

void Sync::wake(Atomic<std::uint32_t> &word) noexcept {
  syscall(SYS_futex, address(word), FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

} // namespace connpool::detail
