// pending_checkout.cpp - a borrower in the queue that is no sleeping thread.
#include "connpool/pending_checkout.h"
#include "core.h"
#include <mutex>
#include <optional>
#include <utility>

namespace connpool {

using detail::Core;
using detail::Queue;
using detail::Slot;
using detail::Sync;

/// Lives until it is done: the queue points into it. Steps follow one another; only
/// time_out() and abandon() may come from elsewhere at any time.
class PendingCheckout::State : public std::enable_shared_from_this<State> {
public:
  State(std::shared_ptr<Core> core, std::source_location where, Done done)
      : core_(std::move(core)), where_(where), began_(Sync::now()), done_(std::move(done)) {}

  void step() noexcept {
    if (core_->closing())
      return fail([&] { throw PoolClosed("connpool: pool '" + name() + "' is closed"); });
    Slot *slot = core_->take_hinted();
    if (!slot)
      slot = core_->queue().take();
    if (slot)
      return taken(*slot);
    Waiter *waiter = nullptr;
    {
      std::unique_lock lock(mutex_);
      if (given_up_ != Ending::None) {
        lock.unlock();
        return give_up();
      }
      self_ = shared_from_this();
      waiter_.emplace();
      waiter_->state = this;
      waiter_->notify = [](Queue::Waiter &node) {
        // Its own thread of control: the state cannot be gone before this.
        static_cast<Waiter &>(node).state->notified();
      };
      waiter = &*waiter_;
    }
    waited_ = true;
    switch (core_->queue().enqueue(*waiter)) {
    case Queue::Admission::Queued:
      core_->openers().poke();
      core_->keeper().notice_use();
      return leave_if_late();
    case Queue::Admission::Closed: break;
    case Queue::Admission::Full:
      core_->counters.refusals.fetch_add(1, std::memory_order_relaxed);
      core_->tell(Event::Kind::Refused, where_);
      fail([&] {
        throw PoolOverloaded("connpool: pool '" + name() + "' has " +
                                 std::to_string(core_->options().max_waiting) +
                                 " borrowers waiting, which is its limit",
                             core_->stats());
      });
      self_.reset();
      return;
    }
    fail([&] { throw PoolClosed("connpool: pool '" + name() + "' is closed"); });
    self_.reset();
  }

  enum class Ending { None, TimedOut, Abandoned };

  /// Out of the queue. Where it is not in it, the next step sees that it is over; when a
  /// slot is on its way, it is delivered.
  void end(Ending how) noexcept {
    const auto keep = shared_from_this();
    {
      std::lock_guard lock(mutex_);
      given_up_ = how;
      if (!waiter_ || !core_->queue().cancel(*waiter_))
        return;
    }
    give_up();
    self_.reset();
  }

private:
  /// It may have been ended between two lines of step().
  void leave_if_late() noexcept {
    {
      std::lock_guard lock(mutex_);
      if (given_up_ == Ending::None || !waiter_ || !core_->queue().cancel(*waiter_))
        return;
    }
    give_up();
    self_.reset();
  }
  void give_up() noexcept {
    if (given_up_ == Ending::TimedOut)
      fail([&] { core_->time_out(Sync::now() - began_, where_); });
    else
      done_ = nullptr;
  }

  struct Waiter : Queue::Waiter {
    State *state = nullptr;
  };

  const std::string &name() const { return core_->options().name; }

  void notified() noexcept {
    const auto keep = std::move(self_);
    const auto word = waiter_->word.load(std::memory_order_relaxed);
    Slot *const slot = waiter_->slot;
    {
      std::lock_guard lock(mutex_);
      waiter_.reset();
    }
    if (word == Queue::Waiter::Given)
      return taken(*slot);
    fail([&] {
      if (!core_->closing())
        core_->openers().throw_last_error();
      throw PoolClosed("connpool: pool '" + name() + "' was closed while a borrower waited");
    });
  }

  void taken(Slot &slot) noexcept {
    if (!std::exchange(slot.stale, false))
      return deliver(slot);
    const auto look = [this, &slot, keep = shared_from_this()] {
      if (core_->vouch_for(slot))
        return deliver(slot);
      core_->lost(slot, "found lost before it was lent");
      step();
    };
    if (core_->asks_first(slot))
      core_->openers().run_later(look); // may wait for the server
    else
      look();
  }

  void deliver(Slot &slot) noexcept {
    note_wait();
    core_->keeper().notice_use();
    slot.raise(detail::Elsewhere);
    if (core_->options().trace_checkouts)
      core_->tell(Event::Kind::Checkout, where_);
    Lease lease = Pool::lease(slot, where_);
    if (const Done done = std::exchange(done_, nullptr))
      done(nullptr, std::move(lease));
  }

  /// `raise` throws what the borrower gets.
  template <class Raise> void fail(Raise raise) noexcept {
    note_wait();
    const Done done = std::exchange(done_, nullptr);
    if (!done)
      return;
    try {
      raise();
    } catch (...) {
      done(std::current_exception(), Lease());
    }
  }

  void note_wait() noexcept {
    if (!std::exchange(waited_, false))
      return;
    core_->counters.waits.fetch_add(1, std::memory_order_relaxed);
    core_->counters.wait.add(Sync::now() - began_);
  }

  const std::shared_ptr<Core> core_;
  const std::source_location where_;
  const detail::TimePoint began_;
  Done done_;
  bool waited_ = false;
  std::shared_ptr<State> self_; ///< while it is in the queue
  std::mutex mutex_;
  std::optional<Waiter> waiter_;   ///< comes and goes under mutex_
  Ending given_up_ = Ending::None; ///< under mutex_
};

PendingCheckout PendingCheckout::start(Pool &pool, std::source_location where, Done done) {
  auto state = std::make_shared<State>(pool.core().shared_from_this(), where, std::move(done));
  state->step();
  return PendingCheckout(std::move(state));
}

void PendingCheckout::in_background(Pool &pool, std::function<void()> work) {
  pool.core().openers().run_later(std::move(work));
}

void PendingCheckout::time_out() noexcept { state_->end(State::Ending::TimedOut); }
void PendingCheckout::abandon() noexcept { state_->end(State::Ending::Abandoned); }

} // namespace connpool
