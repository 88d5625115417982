// fork_guard.cpp - the list of all pools, and the handlers that run around fork.
#include "fork_guard.h"
#include "core.h"
#include <algorithm>
#include <pthread.h>
#include <vector>

namespace connpool::detail {

namespace {

struct Watch {
  std::mutex mutex;
  std::vector<Core *> cores;                 ///< under mutex
  std::vector<std::shared_ptr<Core>> buried; ///< under mutex
};

Watch &watch_list() {
  static auto *watch = new Watch; // outlives every static pool
  return *watch;
}

void before_fork() {
  Watch &watch = watch_list();
  watch.mutex.lock();
  for (Core *core : watch.cores) {
    core->openers().lock();
    core->keeper().lock();
    core->queue().lock();
  }
}

void unlock_all() {
  Watch &watch = watch_list();
  for (Core *core : watch.cores) {
    core->queue().unlock();
    core->keeper().unlock();
    core->openers().unlock();
  }
  watch.mutex.unlock();
}

void in_child() {
  for (Core *core : watch_list().cores)
    if (!core->severed())
      core->sever();
  unlock_all();
}

} // namespace

void ForkGuard::watch(Core &core) {
  static const int registered = pthread_atfork(before_fork, unlock_all, in_child);
  static_cast<void>(registered);
  Watch &watch = watch_list();
  std::lock_guard lock(watch.mutex);
  watch.cores.push_back(&core);
}

void ForkGuard::forget(Core &core) noexcept {
  Watch &watch = watch_list();
  std::lock_guard lock(watch.mutex);
  std::erase(watch.cores, &core);
}

void ForkGuard::bury(std::shared_ptr<Core> core) {
  Watch &watch = watch_list();
  std::lock_guard lock(watch.mutex);
  watch.buried.push_back(std::move(core));
}

std::mutex &ForkGuard::mutex() {
  static auto *mutex = new std::mutex;
  return *mutex;
}

} // namespace connpool::detail
