// keeper.cpp - the regular look at all slots.
#include "keeper.h"
#include "bounded.h"
#include "core.h"
#include <thread>

namespace connpool::detail {

namespace {

using std::chrono::milliseconds;

/// Between two looks while the pool closes, should a checkin have slipped through unseen.
constexpr milliseconds closing_period{10};
/// Threads choose among the lowest slots again this often.
constexpr std::chrono::seconds hint_period{1};

/// A quarter of the shortest of these times, within limits; zero stands for no time at all.
std::chrono::nanoseconds quarter(std::initializer_list<milliseconds> times, milliseconds longest) {
  std::chrono::nanoseconds period = longest;
  for (const auto time : times)
    if (time > milliseconds(0))
      period = std::min(period, bounded(time) / 4);
  return std::max<std::chrono::nanoseconds>(period, milliseconds(2));
}

} // namespace

Keeper::Keeper(Core &core)
    : core_(core),
      idle_period_(quarter({core.options().ping_after, core.options().idle_timeout,
                            core.options().overflow_idle_timeout, core.options().recycle},
                           milliseconds(1'000))),
      busy_period_(std::min(idle_period_,
                            quarter({core.options().alive_window, core.options().leak_threshold},
                                    milliseconds(100)))) {}

void Keeper::start() {
  std::lock_guard lock(mutex_);
  std::thread([core = core_.shared_from_this()] { core->keeper().work(); }).detach();
  stopped_ = false;
}

void Keeper::poke() noexcept {
  std::lock_guard lock(mutex_);
  poked_ = true;
  change_.notify_all();
}

bool Keeper::wait_until_stopped(TimePoint until) {
  std::unique_lock lock(mutex_);
  const auto ended = [this] { return stopped_; };
  if (until == TimePoint::max()) {
    change_.wait(lock, ended);
    return true;
  }
  return change_.wait_until(lock, until, ended);
}

void Keeper::work() noexcept {
  std::unique_lock lock(mutex_);
  for (;;) {
    poked_ = false;
    // Set before the look: whoever takes a slot that it saw idle finds it set, and pokes.
    dozing_.store(true, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_seq_cst);
    lock.unlock();
    std::chrono::nanoseconds pause = closing_period;
    bool done = false;
    if (core_.closing())
      done = close_idle_ones();
    else
      pause = look_at_all(Sync::now()) ? busy_period_ : idle_period_;
    lock.lock();
    if (done)
      break;
    if (pause != idle_period_)
      dozing_.store(false, std::memory_order_relaxed);
    change_.wait_for(lock, pause, [this] { return poked_; });
  }
  stopped_ = true;
  change_.notify_all();
}

bool Keeper::look_at_all(TimePoint now) {
  bool in_use = false;
  for (Slot &slot : core_.slots()) {
    switch (slot.state.load(std::memory_order_relaxed)) {
    case SlotState::Busy:
      look_at_busy(slot, now);
      in_use = true;
      break;
    case SlotState::Free: in_use = true; [[fallthrough]];
    case SlotState::Stale: look_at_idle(slot, now); break;
    case SlotState::Opening:
    case SlotState::Closing: in_use = true; break;
    case SlotState::Empty: break;
    }
  }
  if (now - hints_renewed_ >= hint_period) {
    hints_renewed_ = now;
    core_.renew_hints();
  }
  core_.openers().poke();
  return in_use || core_.queue().length() > 0;
}

bool Keeper::changed(Slot &slot, bool busy, TimePoint now) {
  const std::uint64_t checkouts = slot.checkouts.load(std::memory_order_relaxed);
  if (slot.seen_busy.load(std::memory_order_relaxed) == busy &&
      slot.seen_checkouts.load(std::memory_order_relaxed) == checkouts)
    return false;
  slot.seen_busy.store(busy, std::memory_order_relaxed);
  slot.seen_checkouts.store(checkouts, std::memory_order_relaxed);
  slot.unchanged_since.store(now, std::memory_order_relaxed);
  return true;
}

void Keeper::look_at_busy(Slot &slot, TimePoint now) {
  if (now >= slot.expires.load(std::memory_order_relaxed))
    slot.raise(Expired);
  if (changed(slot, true, now))
    return;
  const auto held = now - slot.unchanged_since.load(std::memory_order_relaxed);
  if (held < bounded(core_.options().leak_threshold) ||
      slot.attention.load(std::memory_order_relaxed) & Late)
    return;
  slot.raise(Late);
  core_.counters.leaks.fetch_add(1, std::memory_order_relaxed);
  core_.tell(Event::Kind::Leak, slot.where.load(std::memory_order_relaxed),
             std::chrono::duration_cast<milliseconds>(held));
}

void Keeper::look_at_idle(Slot &slot, TimePoint now) {
  const PoolOptions &options = core_.options();
  const bool used = changed(slot, false, now);
  const auto idle = now - slot.unchanged_since.load(std::memory_order_relaxed);
  const std::uint32_t attention = slot.attention.load(std::memory_order_relaxed);
  const bool old = attention & Expired || now >= slot.expires.load(std::memory_order_relaxed);
  const bool surplus =
      core_.lasting() > options.pool_size && idle >= bounded(options.overflow_idle_timeout);
  const bool unused = idle >= bounded(options.idle_timeout) && core_.idle() > options.min_idle;
  if (old || (!used && (surplus || unused))) {
    if (!take(slot))
      return;
    core_.counters.recycled.fetch_add(old, std::memory_order_relaxed);
    core_.discard(slot, old);
    return;
  }
  if (!used && idle >= bounded(options.ping_after))
    slot.raise(AskFirst);
  if (idle < bounded(options.alive_window) && !(attention & Suspect))
    return;
  Queue::try_move(slot, SlotState::Free, SlotState::Stale);
  if (!Queue::try_move(slot, SlotState::Stale, SlotState::Busy))
    return;
  if (slot.connection->peek())
    core_.queue().put(slot, SlotState::Stale);
  else
    core_.lost(slot, "the server hung up while it was idle");
}

bool Keeper::take(Slot &slot) {
  return Queue::try_move(slot, SlotState::Free, SlotState::Busy) ||
         Queue::try_move(slot, SlotState::Stale, SlotState::Busy);
}

bool Keeper::close_idle_ones() {
  for (Slot &slot : core_.slots())
    if (take(slot))
      core_.discard(slot, false);
  return core_.size() == 0;
}

} // namespace connpool::detail
