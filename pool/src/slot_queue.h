// slot_queue.h - who gets which connection: slots that are taken without a lock, and a
// queue of borrowers for when there is none left. No I/O happens here.
//
//   slot      Empty -> Opening -> Free <-> Busy -> Closing -> Empty
//             Free -> Stale -> Busy      idle for so long that whoever takes it has to look
//   borrower  take | enqueue await (given | timed out | refused)
//
// A checkin stores Free and only then looks whether anybody waits; a borrower joins the
// queue and only then looks for a free slot. One of the two sees the other, because the
// borrower's side pays for the fence of both (Sync::heavy_fence). The rule that keeps this
// right: whoever turns a bit of `gate_` on runs serve() afterwards. Under the mutex a bit is
// on only while somebody is in the queue.
//
// Handing each slot to the head of the queue costs a context switch per checkin; letting
// running threads have them starves the queue. So: a freed slot is for whoever comes first,
// one woken head at a time may try its luck (ever more rarely when it loses), and a head
// that has waited for Rules::fairness gets the next slot handed over.
#ifndef CONNPOOL_SLOT_QUEUE_H
#define CONNPOOL_SLOT_QUEUE_H

#include <algorithm>
#include <cstdint>
#include <mutex>

namespace connpool::detail {

enum class SlotState : std::uint32_t { Empty, Opening, Free, Stale, Busy, Closing };

/// What the queue needs of a slot.
template <class Sync> struct SlotCell {
  typename Sync::template Atomic<SlotState> state{SlotState::Empty};
  /// Its holder's: taken from Stale, not looked at yet.
  bool stale = false;
};

/// A borrower in the queue. Lives where the borrower waits and has to stay there until it
/// is out.
template <class Sync, class Slot> struct Waiter {
  enum Word : std::uint32_t {
    Waiting,
    Look,    ///< a slot was free a moment ago: try
    Given,   ///< `slot` is yours
    Refused, ///< sent away, no slot
  };
  typename Sync::template Atomic<std::uint32_t> word{Waiting};
  Slot *slot = nullptr;
  /// Set for a borrower that is no sleeping thread: called, without a lock, after Given or
  /// Refused was stored. The waiter may be gone when it returns.
  void (*notify)(Waiter &) = nullptr;
  typename Sync::TimePoint since{};

  // Guarded by the queue's mutex.
  Waiter *next = nullptr;
  Waiter *previous = nullptr;
  bool queued = false;
  bool deaf = false; ///< lost against a running thread, does not want to be woken until deaf_until
  typename Sync::TimePoint deaf_until{};
  typename Sync::Duration patience{};
};

template <class Sync, class Slot> class SlotQueue {
public:
  using Waiter = detail::Waiter<Sync, Slot>;
  using TimePoint = typename Sync::TimePoint;
  using Duration = typename Sync::Duration;

  struct Rules {
    Duration fairness{};      ///< zero: strictly in turn
    unsigned max_waiting = 0; ///< zero: no limit
    bool fifo = false;        ///< take idle slots in turn instead of the lowest one first
  };
  enum class Admission { Queued, Full, Closed };
  enum class Outcome { Given, TimedOut, Refused };

  /// *Requires* nobody else is using the queue.
  void attach(Slot *slots, unsigned count, Rules rules) {
    std::lock_guard lock(mutex_);
    slots_ = slots;
    count_ = count;
    rules_ = rules;
    closed_ = false;
  }

  /// The slots are about to go. Late looks at the gate, from checkins whose slot was taken
  /// and closed meanwhile, find an empty queue. The queue itself has to stay allocated.
  void detach() {
    std::lock_guard lock(mutex_);
    slots_ = nullptr;
    count_ = 0;
  }

  /// Takes this very slot when it is Free. No lock, no clock, no system call.
  static bool try_take(Slot &slot) noexcept {
    SlotState expected = SlotState::Free;
    return slot.state.load(std::memory_order_relaxed) == expected &&
           slot.state.compare_exchange_strong(expected, SlotState::Busy, std::memory_order_acquire,
                                              std::memory_order_relaxed);
  }

  /// The same for a slot in `from`, whatever that is.
  static bool try_move(Slot &slot, SlotState from, SlotState to) noexcept {
    return slot.state.compare_exchange_strong(from, to, std::memory_order_acq_rel,
                                              std::memory_order_relaxed);
  }

  /// Takes any idle slot, Free ones first; null when there is none, or when it is others'
  /// turn.
  Slot *take() noexcept {
    if (rules_.fairness == Duration::zero() && length_.load(std::memory_order_relaxed) != 0)
      return nullptr;
    return grab();
  }

  /// Takes an Empty slot for a new connection.
  Slot *take_empty() noexcept {
    for (unsigned i = 0; i < count_; ++i)
      if (slots_[i].state.load(std::memory_order_relaxed) == SlotState::Empty &&
          try_move(slots_[i], SlotState::Empty, SlotState::Opening))
        return &slots_[i];
    return nullptr;
  }

  /// Gives a slot back: to the head of the queue when it is its turn, to everybody
  /// otherwise. *Requires* the caller holds it, Busy or Opening. `as` is Free or Stale.
  void put(Slot &slot, SlotState as = SlotState::Free) noexcept {
    if (gate_.load(std::memory_order_relaxed) & HandOver) [[unlikely]]
      if (hand_over(slot, as))
        return;
    slot.state.store(as, std::memory_order_release);
    Sync::light_fence();
    // The slot is somebody else's from here on; only the queue is looked at.
    if (gate_.load(std::memory_order_relaxed) != 0) [[unlikely]]
      serve();
  }

  /// Empties a slot that was held.
  static void vacate(Slot &slot) noexcept {
    slot.state.store(SlotState::Empty, std::memory_order_release);
  }

  /// Joins the queue.
  Admission enqueue(Waiter &waiter) noexcept {
    bool announced = false;
    {
      std::lock_guard lock(mutex_);
      if (closed_)
        return Admission::Closed;
      if (rules_.max_waiting != 0 && length_.load(std::memory_order_relaxed) >= rules_.max_waiting)
        return Admission::Full;
      waiter.since = Sync::now();
      waiter.patience = std::min<Duration>(rules_.fairness, first_patience);
      append(waiter);
      announced = set_gate(waiter.since);
    }
    if (announced)
      announce();
    return Admission::Queued;
  }

  /// Sleeps until a slot is had, until `until`, or until refused. *Requires* it is queued.
  Outcome await(Waiter &waiter, TimePoint until) noexcept {
    bool aged = false;
    for (;;) {
      const TimePoint now = Sync::now();
      const TimePoint of_age = waiter.since + rules_.fairness;
      aged = aged || now >= of_age;
      // deaf_until is this thread's own: only await() writes it.
      TimePoint alarm = aged ? until : std::min(until, of_age);
      if (waiter.deaf)
        alarm = std::min(alarm, waiter.deaf_until);
      if (waiter.word.load(std::memory_order_acquire) == Waiter::Waiting && now < alarm)
        Sync::sleep(waiter.word, Waiter::Waiting, alarm);
      bool announced = false;
      Outcome outcome = Outcome::TimedOut;
      bool done = true;
      {
        std::lock_guard lock(mutex_);
        const std::uint32_t word = waiter.word.load(std::memory_order_relaxed);
        if (word == Waiter::Given)
          return Outcome::Given;
        if (word == Waiter::Refused)
          return Outcome::Refused;
        const TimePoint awake = Sync::now();
        if (word == Waiter::Look && (waiter.slot = grab()))
          outcome = Outcome::Given;
        else if (awake >= until)
          outcome = Outcome::TimedOut;
        else
          done = false;
        if (done)
          remove(waiter);
        else
          listen(waiter, word == Waiter::Look, awake);
        announced = set_gate(awake);
      }
      if (announced)
        announce();
      if (done)
        return outcome;
    }
  }

  /// Leaves the queue, for borrowers that are no sleeping thread. False when it was too
  /// late: a slot was given or the borrower refused, and notify() is called or was.
  bool cancel(Waiter &waiter) noexcept {
    bool announced = false;
    {
      std::lock_guard lock(mutex_);
      if (!waiter.queued)
        return false;
      remove(waiter);
      announced = set_gate(Sync::now());
    }
    if (announced)
      announce();
    return true;
  }

  /// Sends everybody away who waits; with `for_good`, those who come later as well.
  void refuse_all(bool for_good) noexcept {
    std::unique_lock lock(mutex_);
    closed_ = closed_ || for_good;
    while (Waiter *waiter = head_) {
      remove(*waiter);
      // Each time anew: finish() lets go of the mutex, and those who are still in the queue may
      // turn a bit on meanwhile.
      gate_.store(0, std::memory_order_relaxed);
      finish(*waiter, Waiter::Refused, lock);
      lock.lock();
    }
  }

  unsigned length() const noexcept { return length_.load(std::memory_order_relaxed); }
  bool closed() const noexcept {
    std::lock_guard lock(mutex_);
    return closed_;
  }

  /// Around fork: the child forgets the queue of threads that it does not have.
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }
  void forget() noexcept {
    head_ = tail_ = nullptr;
    length_.store(0, std::memory_order_relaxed);
    gate_.store(0, std::memory_order_relaxed);
    looking_ = false;
    closed_ = true;
  }

private:
  enum Gate : std::uint32_t {
    Wake = 1,     ///< a checkin wakes the head
    HandOver = 2, ///< a checkin gives its slot to the head
  };

  /// The first pause of a head that lost against a running thread; it doubles up to
  /// fairness.
  static constexpr Duration first_patience{50'000};

  Slot *grab() noexcept {
    const unsigned first = rules_.fifo ? next_.fetch_add(1, std::memory_order_relaxed) : 0;
    for (const SlotState idle : {SlotState::Free, SlotState::Stale})
      for (unsigned i = 0; i < count_; ++i) {
        Slot &slot = slots_[(first + i) % count_];
        if (slot.state.load(std::memory_order_relaxed) == idle &&
            try_move(slot, idle, SlotState::Busy)) {
          slot.stale = idle == SlotState::Stale;
          return &slot;
        }
      }
    return nullptr;
  }

  bool any_idle() const noexcept {
    for (unsigned i = 0; i < count_; ++i) {
      const SlotState state = slots_[i].state.load(std::memory_order_relaxed);
      if (state == SlotState::Free || state == SlotState::Stale)
        return true;
    }
    return false;
  }

  // The rest needs the mutex, except where it says that it takes it.

  void append(Waiter &waiter) noexcept {
    waiter.queued = true;
    waiter.next = nullptr;
    waiter.previous = tail_;
    (tail_ ? tail_->next : head_) = &waiter;
    tail_ = &waiter;
    length_.store(length_.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }

  void remove(Waiter &waiter) noexcept {
    if (waiter.word.load(std::memory_order_relaxed) == Waiter::Look)
      looking_ = false;
    (waiter.previous ? waiter.previous->next : head_) = waiter.next;
    (waiter.next ? waiter.next->previous : tail_) = waiter.previous;
    waiter.queued = false;
    length_.store(length_.load(std::memory_order_relaxed) - 1, std::memory_order_relaxed);
  }

  /// A waiter goes back to sleep; after a look that found nothing it wants to be left
  /// alone.
  void listen(Waiter &waiter, bool lost, TimePoint now) noexcept {
    if (lost) {
      looking_ = false;
      waiter.word.store(Waiter::Waiting, std::memory_order_relaxed);
      waiter.deaf = true;
      waiter.deaf_until = now + waiter.patience;
      waiter.patience = std::min<Duration>(waiter.patience * 2, rules_.fairness);
    } else if (waiter.deaf && now >= waiter.deaf_until) {
      waiter.deaf = false;
    }
  }

  /// Says what checkins have to do; true when that is more than before.
  bool set_gate(TimePoint now) noexcept {
    std::uint32_t bits = 0;
    if (head_) {
      // A little early, so that one alarm serves several heads in a row.
      if (head_->notify || now - head_->since >= rules_.fairness - rules_.fairness / 8)
        bits = HandOver;
      else if (!looking_ && !head_->deaf)
        bits = Wake;
    }
    const std::uint32_t before = gate_.load(std::memory_order_relaxed);
    gate_.store(bits, std::memory_order_relaxed);
    return (bits & ~before) != 0;
  }

  /// Takes the mutex. A bit of the gate went on: catches the slots that were freed just
  /// before.
  void announce() noexcept {
    Sync::heavy_fence();
    serve();
  }

  /// Takes the mutex. Does for the head of the queue what the gate promises. Not part of
  /// the code of a short checkin, which has no registers to save without it.
  [[gnu::noinline]] void serve() noexcept {
    std::unique_lock lock(mutex_);
    for (;;) {
      const std::uint32_t bits = gate_.load(std::memory_order_relaxed);
      if (bits == 0)
        return;
      if (bits & Wake) {
        if (!any_idle())
          return;
        looking_ = true;
        set_gate(Sync::now());
        auto &word = head_->word;
        word.store(Waiter::Look, std::memory_order_relaxed);
        lock.unlock();
        Sync::wake(word);
        return;
      }
      Slot *slot = grab();
      if (!slot)
        return;
      Waiter &head = pop(*slot);
      const bool announced = set_gate(Sync::now());
      finish(head, Waiter::Given, lock);
      if (announced)
        Sync::heavy_fence();
      lock.lock();
    }
  }

  /// Takes the mutex. False when there is nobody to hand the slot to.
  [[gnu::noinline]] bool hand_over(Slot &slot, SlotState as) noexcept {
    std::unique_lock lock(mutex_);
    if (!head_)
      return false;
    slot.stale = as == SlotState::Stale;
    slot.state.store(SlotState::Busy, std::memory_order_relaxed);
    Waiter &head = pop(slot);
    const bool announced = set_gate(Sync::now());
    finish(head, Waiter::Given, lock);
    if (announced)
      announce();
    return true;
  }

  Waiter &pop(Slot &slot) noexcept {
    Waiter &head = *head_;
    head.slot = &slot;
    remove(head);
    return head;
  }

  /// Tells a waiter that is out of the queue, and unlocks.
  static void finish(Waiter &waiter, typename Waiter::Word word,
                     std::unique_lock<typename Sync::Mutex> &lock) noexcept {
    auto &flag = waiter.word;
    const auto notify = waiter.notify;
    flag.store(word, std::memory_order_release);
    lock.unlock();
    // A sleeping thread may have seen the word and be gone: then only the address is used.
    if (notify)
      notify(waiter);
    else
      Sync::wake(flag);
  }

  typename Sync::template Atomic<std::uint32_t> gate_{0};
  typename Sync::template Atomic<unsigned> length_{0};
  Slot *slots_ = nullptr;
  unsigned count_ = 0;
  Rules rules_;

  mutable typename Sync::Mutex mutex_;
  Waiter *head_ = nullptr;
  Waiter *tail_ = nullptr;
  bool looking_ = false; ///< the head was woken to look and has not done so yet
  bool closed_ = false;
  typename Sync::template Atomic<unsigned> next_{0};
};

} // namespace connpool::detail

#endif
