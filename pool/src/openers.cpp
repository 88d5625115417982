// openers.cpp - opening and closing in the background.
#include "openers.h"
#include "core.h"
#include "statement_log.h"
#include <thread>

namespace connpool::detail {

namespace {

/// A thread without work ends after this long.
constexpr std::chrono::seconds linger{5};

} // namespace

void Openers::poke() noexcept {
  std::lock_guard lock(mutex_);
  if (!stop_ && wanted() > 0)
    staff();
}

void Openers::close_later(Slot &slot, bool replace) noexcept {
  std::lock_guard lock(mutex_);
  closing_.push_back({&slot, replace});
  staff();
}

void Openers::run_later(std::function<void()> work) noexcept {
  std::lock_guard lock(mutex_);
  work_.push_back(std::move(work));
  staff();
}

void Openers::stop() noexcept {
  std::lock_guard lock(mutex_);
  stop_ = true;
  change_.notify_all();
}

bool Openers::wait_until_stopped(TimePoint until) {
  std::unique_lock lock(mutex_);
  const auto ended = [this] { return threads_ == 0 && closing_.empty() && work_.empty(); };
  if (until == TimePoint::max()) {
    stopped_.wait(lock, ended);
    return true;
  }
  return stopped_.wait_until(lock, until, ended);
}

bool Openers::pausing() const noexcept {
  const TimePoint until = pausing_until_.load(std::memory_order_relaxed);
  return until != TimePoint{} && Sync::now() < until;
}

std::string Openers::last_error() const {
  std::lock_guard lock(mutex_);
  return last_error_;
}

void Openers::throw_last_error() const {
  const std::string error = last_error(); // empty when another attempt has succeeded since
  throw ConnectError(error.empty() ? "connpool: a connection could not be opened" : error,
                     ConnectError::Kind::Permanent);
}

void Openers::staff() {
  if (resting_ > 0) {
    change_.notify_one();
    return;
  }
  if (threads_ >= core_.options().parallel_opens)
    return; // they look for more work when they are done
  try {
    std::thread([core = core_.shared_from_this()] { core->openers().work(); }).detach();
    ++threads_;
  } catch (const std::system_error &) {
    // No thread to be had: the keeper asks again with its next look.
  }
}

void Openers::work() noexcept {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (step(lock))
      continue;
    if (stop_)
      break;
    TimePoint until = Sync::now() + linger;
    const bool retry = wanted() > 0 && opening_ == 0;
    if (retry)
      until = next_try_;
    ++resting_;
    const auto status = change_.wait_until(lock, until);
    --resting_;
    if (status == std::cv_status::timeout && !retry && closing_.empty() && work_.empty() &&
        wanted() == 0)
      break;
  }
  --threads_;
  stopped_.notify_all();
}

bool Openers::step(std::unique_lock<std::mutex> &lock) {
  if (!work_.empty()) {
    const auto work = std::move(work_.front());
    work_.pop_front();
    if (!work_.empty())
      staff();
    lock.unlock();
    work();
    lock.lock();
    return true;
  }
  if (!closing_.empty()) {
    close_one(lock);
    return true;
  }
  if (stop_ || wanted() == 0 || !may_try(Sync::now()))
    return false;
  Slot *slot = core_.queue().take_empty();
  if (!slot)
    return false;
  open_one(lock, *slot);
  return true;
}

bool Openers::may_try(TimePoint now) const {
  return failures_ == 0 || (opening_ == 0 && now >= next_try_);
}

unsigned Openers::wanted() const {
  const PoolOptions &options = core_.options();
  const unsigned size = core_.size();
  const auto all = static_cast<unsigned>(core_.slots().size());
  const unsigned waiting = core_.queue().length();
  const unsigned ready = core_.idle() + opening_;
  const unsigned demand = waiting > ready ? waiting - ready : 0;
  const unsigned stock = std::max(owed_, options.min_idle > ready ? options.min_idle - ready : 0);
  const unsigned room = options.pool_size > size ? options.pool_size - size : 0;
  return std::min(all - size, std::max(demand, std::min(stock, room)));
}

void Openers::close_one(std::unique_lock<std::mutex> &lock) {
  const Closing job = closing_.back();
  closing_.pop_back();
  if (!closing_.empty())
    staff();
  lock.unlock();
  job.slot->connection.reset();
  core_.counters.closed.fetch_add(1, std::memory_order_relaxed);
  core_.tell(Event::Kind::Closed);
  Queue::vacate(*job.slot);
  if (core_.closing())
    core_.keeper().poke();
  lock.lock();
  if (job.replace)
    ++owed_;
}

void Openers::open_one(std::unique_lock<std::mutex> &lock, Slot &slot) {
  ++opening_;
  if (failures_ == 0 && wanted() > 0)
    staff();
  lock.unlock();
  const TimePoint began = Sync::now();
  slot.generation = core_.generation();
  std::string problem;
  auto kind = ConnectError::Kind::Transient;
  try {
    slot.connection = watched(core_.driver().connect(core_.options().connect_timeout), core_, slot);
    if (core_.options().on_connect)
      core_.options().on_connect(*slot.connection);
  } catch (const ConnectError &error) {
    problem = error.what();
    kind = error.kind();
  } catch (const std::exception &error) {
    problem = error.what();
  } catch (...) {
    problem = "unknown exception";
  }
  lock.lock();
  if (problem.empty()) {
    failures_ = 0;
    pausing_until_.store(TimePoint{}, std::memory_order_relaxed);
    last_error_.clear();
    owed_ -= owed_ > 0;
    slot.expires.store(expiry(Sync::now()), std::memory_order_relaxed);
    lock.unlock();
    succeeded(slot, began);
  } else {
    ++failures_;
    last_error_ = problem;
    next_try_ = Sync::now() + pause();
    pausing_until_.store(next_try_, std::memory_order_relaxed);
    lock.unlock();
    failed(slot, ConnectError(problem, kind));
  }
  lock.lock();
  --opening_; // only here: until it is in the queue's hands, it is on its way
}

void Openers::succeeded(Slot &slot, TimePoint began) {
  const TimePoint now = Sync::now();
  const PoolOptions &options = core_.options();
  std::uint32_t attention = 0;
  if (options.reset_on_return == ResetLevel::Full)
    attention |= Reset;
  if (slot.generation != core_.generation())
    attention |= Suspect; // opened while another one was found lost
  slot.attention.store(attention, std::memory_order_relaxed);
  slot.unchanged_since.store(now, std::memory_order_relaxed);
  core_.counters.opened.fetch_add(1, std::memory_order_relaxed);
  core_.counters.create.add(now - began);
  core_.tell(core_.size() > options.pool_size ? Event::Kind::Overflow : Event::Kind::Opened);
  if (core_.closing())
    core_.discard(slot, false);
  else
    core_.queue().put(slot, attention & Suspect ? SlotState::Stale : SlotState::Free);
}

void Openers::failed(Slot &slot, const ConnectError &error) {
  slot.connection.reset(); // on_connect may have refused one that was open
  Queue::vacate(slot);
  core_.counters.connect_failures.fetch_add(1, std::memory_order_relaxed);
  core_.tell(Event::Kind::ConnectFailed, {}, {}, error.what());
  if (core_.closing())
    core_.keeper().poke();
  else if (error.kind() == ConnectError::Kind::Permanent && core_.size() == 0)
    core_.queue().refuse_all(false); // nothing that could come back, nothing to wait for
}

std::chrono::nanoseconds Openers::pause() {
  const PoolOptions &options = core_.options();
  auto longest = options.min_backoff;
  for (unsigned i = 1; i < failures_ && longest < options.max_backoff; ++i)
    longest *= 2;
  longest = std::min(longest, options.max_backoff);
  // Between half of it and all of it, so that many processes do not come back in step.
  return std::chrono::duration_cast<std::chrono::nanoseconds>(longest * fraction(0.5, 1));
}

double Openers::fraction(double from, double to) {
  return std::uniform_real_distribution(from, to)(random_);
}

TimePoint Openers::expiry(TimePoint now) {
  const PoolOptions &options = core_.options();
  if (options.recycle >= std::chrono::hours(24 * 365))
    return TimePoint::max();
  const double share = 1 - options.recycle_jitter * fraction(0, 1);
  return now + std::chrono::duration_cast<std::chrono::nanoseconds>(options.recycle * share);
}

} // namespace connpool::detail
