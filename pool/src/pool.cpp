// pool.cpp - Pool and Lease: the short way of a checkout, and starting afresh after a fork.
#include "connpool/pool.h"
#include "check_options.h"
#include "core.h"
#include "fork_guard.h"
#include <stdexcept>

namespace connpool {

using detail::Core;
using detail::Slot;

namespace {

/// One checkout in this many of each connection is timed.
constexpr std::uint64_t timed_every = 64;

std::shared_ptr<Core> start(const std::shared_ptr<Driver> &driver, const PoolOptions &options) {
  auto core = std::make_shared<Core>(driver, options);
  core->start();
  return core;
}

void note_checkout(Slot &slot, const std::source_location &where) noexcept {
  slot.where.store(where, std::memory_order_relaxed);
  const std::uint64_t before = slot.checkouts.load(std::memory_order_relaxed);
  slot.checkouts.store(before + 1, std::memory_order_relaxed);
  if (before % timed_every == 0 || slot.core->options().trace_checkouts) [[unlikely]] {
    slot.timed_since = detail::Sync::now();
    slot.raise(detail::Timed);
  }
}

} // namespace

Pool::Pool(std::shared_ptr<Driver> driver, PoolOptions options) : driver_(std::move(driver)) {
  if (!driver_)
    throw std::invalid_argument("connpool: a pool needs a driver");
  detail::check_options(options);
  owner_ = start(driver_, options);
  core_.store(owner_.get(), std::memory_order_release);
}

Pool::~Pool() {
  if (owner_->severed())
    detail::ForkGuard::bury(std::move(owner_));
  else
    close(owner_->options().close_timeout);
}

Core &Pool::core() const {
  Core *core = core_.load(std::memory_order_acquire);
  if (!core->severed()) [[likely]]
    return *core;
  std::lock_guard lock(detail::ForkGuard::mutex());
  if (owner_->severed()) {
    auto fresh = start(driver_, owner_->options());
    detail::ForkGuard::bury(std::exchange(owner_, std::move(fresh)));
    core_.store(owner_.get(), std::memory_order_release);
  }
  return *owner_;
}

Lease Pool::checkout(std::source_location where) {
  Slot *slot = core_.load(std::memory_order_acquire)->take_hinted();
  if (!slot) [[unlikely]] {
    Core &core = this->core();
    slot = &core.take_slowly(core.options().timeout, where);
  }
  note_checkout(*slot, where);
  return Lease(slot);
}

Lease Pool::checkout(std::chrono::milliseconds timeout, std::source_location where) {
  Slot *slot = core_.load(std::memory_order_acquire)->take_hinted();
  if (!slot) [[unlikely]]
    slot = &core().take_slowly(timeout, where);
  note_checkout(*slot, where);
  return Lease(slot);
}

Lease Pool::lease(Slot &slot, const std::source_location &where) noexcept {
  note_checkout(slot, where);
  return Lease(&slot);
}

bool Pool::close(std::chrono::milliseconds timeout) {
  const auto now = detail::Sync::now();
  return core().close(timeout >= std::chrono::hours(24 * 365) ? detail::TimePoint::max()
                                                              : now + timeout);
}

void Pool::renew() { core().renew(); }
bool Pool::failing() const noexcept { return core_.load(std::memory_order_acquire)->failing(); }
PoolStats Pool::stats() const { return core().stats(); }
const PoolOptions &Pool::options() const noexcept {
  return core_.load(std::memory_order_acquire)->options();
}
Driver &Pool::driver() const noexcept { return *driver_; }

Connection &Lease::connection() const {
  if (!slot_)
    throw EmptyLease();
  return *slot_->connection;
}

void *Lease::native() const noexcept { return slot_ ? slot_->connection->native() : nullptr; }

void Lease::invalidate() noexcept {
  if (slot_)
    slot_->raise(detail::GivenUp);
}

std::unique_ptr<Connection> Lease::detach() {
  if (!slot_)
    throw EmptyLease();
  Slot &slot = *std::exchange(slot_, nullptr);
  return slot.core->detach(slot);
}

} // namespace connpool
