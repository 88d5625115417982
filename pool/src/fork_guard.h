// fork_guard.h - makes every pool safe in the child of a fork.
//
// All pools are locked while the process is copied, so that the child finds them whole.
// There, connections are cut from the server sessions, which belong to the parent, and each
// pool is marked; a marked pool starts afresh at its next checkout.
#ifndef CONNPOOL_FORK_GUARD_H
#define CONNPOOL_FORK_GUARD_H

#include <memory>
#include <mutex>

namespace connpool::detail {

class Core;

class ForkGuard {
public:
  static void watch(Core &core);
  static void forget(Core &core) noexcept;
  /// Keeps a severed core for good: leases of the child may still point into it.
  static void bury(std::shared_ptr<Core> core);
  /// Held while a severed pool starts afresh.
  static std::mutex &mutex();
};

} // namespace connpool::detail

#endif
