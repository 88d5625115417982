// core.cpp - checkout and checkin when it is not the short way, closing, and the counters.
#include "core.h"
#include "fork_guard.h"
#include "queue_shelf.h"
#include "statement_log.h"
#include <algorithm>
#include <cstdio>
#include <utility>

namespace connpool::detail {

namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t no_hints = ~std::uint64_t{0};

std::uint64_t new_key() noexcept {
  static std::atomic<std::uint64_t> last{0};
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

milliseconds whole_ms(std::chrono::nanoseconds time) {
  return std::chrono::duration_cast<milliseconds>(time);
}

/// `from + time`, where never stays never.
TimePoint later(TimePoint from, milliseconds time) {
  return time >= std::chrono::hours(24 * 365) ? TimePoint::max() : from + time;
}

/// Without a handler: what is bad, and what was asked for by an option of its own.
void log_to_stderr(const Event &event) {
  using Kind = Event::Kind;
  switch (event.kind) {
  case Kind::Leak:
  case Kind::LeakReturned:
  case Kind::ConnectFailed:
  case Kind::Checkout:
  case Kind::Checkin:
  case Kind::Statement:
  case Kind::SlowStatement: std::fprintf(stderr, "%s\n", describe(event).c_str()); break;
  default: break;
  }
}

} // namespace

constinit thread_local Hint hints[4] __attribute__((tls_model("initial-exec"))) = {};

Core::Core(std::shared_ptr<Driver> driver, PoolOptions options)
    : count_(options.pool_size + options.max_overflow), queue_(QueueShelf::take()),
      driver_(std::move(driver)), options_(std::move(options)), openers_(*this), keeper_(*this) {
  slots_ = std::make_unique<Slot[]>(count_);
  const bool always_look =
      options_.alive_window == milliseconds(0) || options_.ping_after == milliseconds(0);
  for (Slot &slot : slots()) {
    slot.core = this;
    slot.queue = &queue_;
    slot.resting = always_look ? SlotState::Stale : SlotState::Free;
  }
  // A year is never, and does not overflow when it is added to the time of day.
  const auto fairness = std::min<milliseconds>(options_.fairness, std::chrono::hours(24 * 365));
  queue_.attach(slots_.get(), count_,
                {fairness, options_.max_waiting, options_.order == IdleOrder::Fifo});
  static std::atomic<std::uint32_t> last{0};
  hint_index_ = last.fetch_add(1, std::memory_order_relaxed) % std::size(hints);
  renew_hints();
}

Core::~Core() {
  ForkGuard::forget(*this);
  queue_.detach();
  QueueShelf::put(queue_);
}

void Core::start() {
  ForkGuard::watch(*this);
  keeper_.start();
  openers_.poke();
}

void Core::renew_hints() noexcept {
  // Where each borrower has to be seen, or its turn respected, there is no short way.
  const bool usable = options_.order == IdleOrder::Lifo && !options_.trace_checkouts &&
                      options_.fairness != milliseconds(0) && !closing();
  hint_key_.store(usable ? new_key() : no_hints, std::memory_order_relaxed);
}

Slot &Core::take_slowly(milliseconds timeout, const std::source_location &where) {
  TimePoint since{};
  TimePoint until{};
  for (;;) {
    if (closing())
      throw PoolClosed("connpool: pool '" + options_.name + "' is closed");
    Slot *slot = queue_.take();
    if (!slot) {
      if (since == TimePoint{}) {
        since = Sync::now();
        until = later(since, timeout);
      }
      slot = &wait_for_slot(since, until, where);
    }
    if (std::exchange(slot->stale, false) && !vouch_for(*slot)) {
      lost(*slot, "found lost before it was lent");
      continue;
    }
    if (const auto key = hint_key_.load(std::memory_order_relaxed); key != no_hints)
      hints[hint_index_] = {key, slot};
    keeper_.notice_use();
    if (options_.trace_checkouts)
      tell(Event::Kind::Checkout, where);
    return *slot;
  }
}

Slot &Core::wait_for_slot(TimePoint since, TimePoint until, const std::source_location &where) {
  Waiter<Sync, Slot> waiter;
  switch (queue_.enqueue(waiter)) {
  case Queue::Admission::Queued: break;
  case Queue::Admission::Closed:
    throw PoolClosed("connpool: pool '" + options_.name + "' is closed");
  case Queue::Admission::Full:
    counters.refusals.fetch_add(1, std::memory_order_relaxed);
    tell(Event::Kind::Refused, where);
    throw PoolOverloaded("connpool: pool '" + options_.name + "' has " +
                             std::to_string(options_.max_waiting) +
                             " borrowers waiting, which is its limit",
                         stats());
  }
  openers_.poke();
  keeper_.notice_use();
  const auto outcome = queue_.await(waiter, until);
  const auto waited = Sync::now() - since;
  counters.waits.fetch_add(1, std::memory_order_relaxed);
  counters.wait.add(waited);
  switch (outcome) {
  case Queue::Outcome::Given: return *waiter.slot;
  case Queue::Outcome::TimedOut: time_out(waited, where);
  case Queue::Outcome::Refused: break;
  }
  if (!closing())
    openers_.throw_last_error();
  throw PoolClosed("connpool: pool '" + options_.name + "' was closed while a borrower waited");
}

bool Core::asks_first(const Slot &slot) const noexcept {
  return slot.attention.load(std::memory_order_relaxed) & AskFirst ||
         slot.generation != generation() || options_.ping_after == milliseconds(0);
}

bool Core::vouch_for(Slot &slot) noexcept {
  Connection &connection = *slot.connection;
  if (options_.alive_window != PoolOptions::never && !connection.peek())
    return false;
  const std::uint32_t now = generation();
  const bool ask = asks_first(slot);
  slot.lower(AskFirst);
  if (ask && !connection.ping(options_.ping_timeout))
    return false;
  slot.lower(Suspect);
  slot.generation = now;
  return true;
}

void give_back(Slot &slot) noexcept {
  if (slot.attention.load(std::memory_order_relaxed) == 0 &&
      slot.connection->condition() == Condition::Clean) [[likely]]
    slot.queue->put(slot, slot.resting);
  else
    slot.core->give_back_slowly(slot);
}

void Core::give_back_slowly(Slot &slot) noexcept {
  const std::uint32_t attention = slot.attention.load(std::memory_order_relaxed);
  if (attention & Severed)
    return;
  if (slot.lower(Elsewhere) &&
      (attention & Reset || slot.connection->condition() == Condition::InTransaction))
    return openers_.run_later([this, &slot] { give_back_slowly(slot); });
  const TimePoint now = Sync::now();
  if (slot.lower(Timed))
    counters.use.add(now - slot.timed_since);
  const std::source_location where = slot.where.load(std::memory_order_relaxed);
  if (slot.lower(Late))
    tell(Event::Kind::LeakReturned, where,
         whole_ms(now - slot.unchanged_since.load(std::memory_order_relaxed)));
  if (options_.trace_checkouts)
    tell(Event::Kind::Checkin, where);

  const Condition condition = slot.connection->condition();
  if (condition == Condition::Broken)
    return lost(slot, "came back broken");
  if (attention & GivenUp || condition == Condition::Busy) {
    tell(Event::Kind::Invalidated, where, {},
         attention & GivenUp ? "given up by its borrower"
                             : "came back in the middle of a statement");
    return discard(slot, true);
  }
  if (attention & Expired) {
    counters.recycled.fetch_add(!closing(), std::memory_order_relaxed);
    return discard(slot, true);
  }
  const bool dirty = condition == Condition::InTransaction;
  if (((dirty && options_.reset_on_return != ResetLevel::None) || attention & Reset) &&
      !slot.connection->reset(options_.reset_on_return, options_.ping_timeout))
    return slot.connection->condition() == Condition::Broken ? lost(slot, "lost while it was reset")
                                                             : discard(slot, true);
  if (attention & Suspect) {
    if (!slot.connection->peek())
      return lost(slot, "found lost when it came back");
    return queue_.put(slot, SlotState::Stale);
  }
  queue_.put(slot, slot.resting);
}

std::unique_ptr<Connection> Core::detach(Slot &slot) {
  auto connection = unwatched(std::move(slot.connection));
  if (!(slot.attention.load(std::memory_order_relaxed) & Severed)) {
    Queue::vacate(slot);
    openers_.poke();
    keeper_.poke();
  }
  return connection;
}

void Core::lost(Slot &slot, std::string_view how) noexcept {
  counters.broken.fetch_add(1, std::memory_order_relaxed);
  tell(Event::Kind::Invalidated, slot.where.load(std::memory_order_relaxed), {}, how);
  // One of an older generation tells nothing new: the others are suspects already.
  if (slot.generation == generation())
    suspect_all();
  discard(slot, true);
}

void Core::suspect_all() noexcept {
  generation_.fetch_add(1, std::memory_order_relaxed);
  tell(Event::Kind::Suspected);
  for (Slot &slot : slots()) {
    slot.raise(Suspect);
    Queue::try_move(slot, SlotState::Free, SlotState::Stale);
  }
  keeper_.poke();
}

void Core::discard(Slot &slot, bool replace) noexcept {
  slot.state.store(SlotState::Closing, std::memory_order_relaxed);
  openers_.close_later(slot, replace);
}

void Core::renew() noexcept {
  for (Slot &slot : slots())
    slot.raise(Expired);
  keeper_.poke();
}

bool Core::close(TimePoint until) {
  if (!closing_.exchange(true, std::memory_order_acq_rel)) {
    renew_hints();
    renew();
    queue_.refuse_all(true);
    openers_.stop();
  }
  return keeper_.wait_until_stopped(until) && openers_.wait_until_stopped(until);
}

void Core::sever() noexcept {
  for (Slot &slot : slots()) {
    slot.attention.store(Severed, std::memory_order_relaxed);
    if (slot.connection)
      slot.connection->sever();
  }
  hint_key_.store(no_hints, std::memory_order_relaxed);
  queue_.forget();
  severed_ = true;
}

unsigned Core::count(std::initializer_list<SlotState> states) const noexcept {
  return static_cast<unsigned>(std::ranges::count_if(slots(), [&](const Slot &slot) {
    return std::ranges::find(states, slot.state.load(std::memory_order_relaxed)) != states.end();
  }));
}

unsigned Core::size() const noexcept { return count_ - count({SlotState::Empty}); }

unsigned Core::lasting() const noexcept { return size() - count({SlotState::Closing}); }

unsigned Core::idle() const noexcept { return count({SlotState::Free, SlotState::Stale}); }

std::vector<Holder> Core::longest_holders(std::size_t most) const {
  std::vector<Holder> holders;
  const TimePoint now = Sync::now();
  for (const Slot &slot : slots()) {
    if (slot.state.load(std::memory_order_relaxed) != SlotState::Busy)
      continue;
    // What the keeper has not seen yet is younger than one of its rounds.
    const bool seen = slot.seen_busy.load(std::memory_order_relaxed) &&
                      slot.seen_checkouts.load(std::memory_order_relaxed) ==
                          slot.checkouts.load(std::memory_order_relaxed);
    const auto held = seen ? now - slot.unchanged_since.load(std::memory_order_relaxed)
                           : std::chrono::nanoseconds(0);
    holders.push_back({slot.where.load(std::memory_order_relaxed), whole_ms(held)});
  }
  std::ranges::sort(holders, std::greater(), &Holder::held);
  holders.resize(std::min(holders.size(), most));
  return holders;
}

PoolStats Core::stats() const {
  PoolStats s;
  s.name = options_.name;
  s.closed = closing();
  s.pool_size = options_.pool_size;
  s.max_overflow = options_.max_overflow;
  for (const Slot &slot : slots()) {
    s.checkouts += slot.checkouts.load(std::memory_order_relaxed);
    switch (slot.state.load(std::memory_order_relaxed)) {
    case SlotState::Empty: continue;
    case SlotState::Opening: ++s.opening; break;
    case SlotState::Free:
    case SlotState::Stale: ++s.idle; break;
    case SlotState::Busy:
    case SlotState::Closing: ++s.busy; break;
    }
    ++s.size;
  }
  s.overflow = s.size > s.pool_size ? s.size - s.pool_size : 0;
  s.waiting = queue_.length();
  const auto read = [](const std::atomic<std::uint64_t> &counter) {
    return counter.load(std::memory_order_relaxed);
  };
  s.waits = read(counters.waits);
  s.timeouts = read(counters.timeouts);
  s.refusals = read(counters.refusals);
  s.opened = read(counters.opened);
  s.closed_connections = read(counters.closed);
  s.connect_failures = read(counters.connect_failures);
  s.broken = read(counters.broken);
  s.recycled = read(counters.recycled);
  s.leaks = read(counters.leaks);
  s.wait = counters.wait.read();
  s.use = counters.use.read();
  s.create = counters.create.read();
  s.holders = longest_holders(8);
  s.last_connect_error = openers_.last_error();
  return s;
}

void Core::time_out(std::chrono::nanoseconds waited, const std::source_location &where) {
  counters.timeouts.fetch_add(1, std::memory_order_relaxed);
  tell(Event::Kind::Timeout, where, whole_ms(waited));
  PoolStats s = stats();
  std::string text = "connpool: no connection of pool '" + s.name + "' within " +
                     std::to_string(whole_ms(waited).count()) + " ms: size " +
                     std::to_string(s.size) + " of " + std::to_string(count_) + ", busy " +
                     std::to_string(s.busy) + ", idle " + std::to_string(s.idle) + ", opening " +
                     std::to_string(s.opening) + ", waiting " + std::to_string(s.waiting);
  if (!s.last_connect_error.empty())
    text += "; last failure to connect: " + s.last_connect_error;
  const char *separator = "; longest held: ";
  for (std::size_t i = 0; i < std::min<std::size_t>(s.holders.size(), 3); ++i) {
    const Holder &holder = s.holders[i];
    text += separator + std::string(holder.where.file_name()) + ":" +
            std::to_string(holder.where.line()) + " for " + std::to_string(holder.held.count()) +
            " ms";
    separator = ", ";
  }
  throw PoolTimeout(text, std::move(s));
}

void Core::tell(Event::Kind kind, const std::source_location &where, std::chrono::microseconds time,
                std::string_view detail) const noexcept {
  const Event event{kind, options_.name, where, time, detail};
  try {
    if (options_.on_event)
      options_.on_event(event);
    else
      log_to_stderr(event);
  } catch (...) {
    // The handler promised not to; a pool has nobody to tell.
  }
}

} // namespace connpool::detail
