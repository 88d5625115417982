// Explorer.h - runs a few small threads in every order that can make a difference.
//
// The threads are fibers that stop before each operation on shared memory; the explorer
// decides who goes on, and comes back for the other decisions, depth first. Sleep sets
// leave out orders that differ only in steps that do not touch the same thing.
//
// Memory is that of x86: a store waits in its thread's buffer until the explorer lets it
// out, an atomic read-modify-write needs an empty buffer, a heavy fence needs all of them
// empty. Time passes only when a sleeper's alarm goes off, which may happen at any moment.
#ifndef CONNPOOL_TESTS_EXPLORER_H
#define CONNPOOL_TESTS_EXPLORER_H

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <random>
#include <string>
#include <ucontext.h>
#include <vector>

namespace connpool::test {

class Explorer {
public:
  using Duration = std::chrono::nanoseconds;
  using TimePoint = std::chrono::time_point<std::chrono::steady_clock, Duration>;

  /// What a thread is about to do.
  struct Step {
    enum Kind { Local, Read, Write, Atomic, Lock, Unlock, Sleep, Fence } kind = Local;
    const void *object = nullptr;
  };

  /// One case: makes its state anew and returns its threads. The second function is called
  /// when all of them have ended, and returns what is wrong, or nothing.
  struct Case {
    std::vector<std::function<void()>> threads;
    std::function<std::string()> verdict;
  };

  struct Report {
    std::uint64_t executions = 0;
    bool complete = false; ///< every order was looked at
    std::string problem;   ///< of the first bad one; empty when there is none
  };

  /// Depth first until all is seen, or `most` executions.
  static Report exhaust(const std::function<Case()> &make, std::uint64_t most);
  /// Every order that differs in at most `delays` places from the one in which a thread
  /// runs until it has to wait; stores leave their buffers at once, or as late as they can.
  /// For cases whose orders are too many: most mistakes need few changes of thread.
  enum class Stores { AtOnce, Late };
  static Report bounded(const std::function<Case()> &make, unsigned delays, Stores stores,
                        std::uint64_t most);
  /// `count` random orders.
  static Report sample(const std::function<Case()> &make, std::uint64_t count, unsigned seed);

  // For the primitives: called on a fiber.
  static Explorer &current() { return *current_; }
  void before(Step step);
  void store(std::uint64_t &cell, std::uint64_t value);
  std::uint64_t load(const std::uint64_t &cell) const;
  void lock(bool &taken);
  void unlock(bool &taken);
  void sleep(const void *word, std::function<bool()> still, TimePoint until);
  void wake(const void *word);
  TimePoint now() const { return now_; }
  /// Says that something is wrong in this execution.
  void fail(std::string what);

private:
  struct Fiber {
    ucontext_t context{};
    std::vector<char> stack = std::vector<char>(64 * 1024);
    std::function<void()> body;
    Step step;
    bool done = false;
    const void *asleep = nullptr;
    TimePoint until{};
    bool *wants = nullptr; ///< with Lock: the mutex
    std::deque<std::pair<std::uint64_t *, std::uint64_t>> buffer;
  };
  struct Action {
    enum Kind { Go, Flush, Alarm } kind;
    std::size_t fiber;
    Step step;
    bool same(const Action &other) const { return kind == other.kind && fiber == other.fiber; }
  };
  struct Node {
    std::vector<Action> enabled;
    std::vector<Action> asleep; ///< looked at already, or not worth it
    std::size_t chosen = 0;
    std::size_t spent = 0; ///< bounded: delays on the way here
  };

  void begin(Case &&fresh);
  std::vector<Action> enabled() const;
  /// The same, first what a bounded order does without a delay. `last` went before.
  std::vector<Action> preferred(std::size_t last, Stores stores) const;
  bool may_go(const Fiber &fiber) const;
  void perform(const Action &action);
  /// What is wrong at the end of an execution.
  std::string verdict();
  static bool independent(const Action &one, const Action &other);
  static void enter(unsigned high, unsigned low);

  static inline Explorer *current_ = nullptr;
  std::deque<Fiber> fibers_;
  std::function<std::string()> check_;
  ucontext_t home_{};
  Fiber *running_ = nullptr;
  TimePoint now_{};
  std::string problem_;
};

/// The queue's primitives, on the explorer.
struct ModelSync {
  using Duration = Explorer::Duration;
  using TimePoint = Explorer::TimePoint;

  template <class T> class Atomic {
  public:
    Atomic(T value = {}) : cell_(static_cast<std::uint64_t>(value)) {}
    T load(std::memory_order) const {
      Explorer::current().before({Explorer::Step::Read, &cell_});
      return static_cast<T>(Explorer::current().load(cell_));
    }
    void store(T value, std::memory_order) {
      Explorer::current().before({Explorer::Step::Local, nullptr});
      Explorer::current().store(cell_, static_cast<std::uint64_t>(value));
    }
    bool compare_exchange_strong(T &expected, T wanted, std::memory_order, std::memory_order) {
      Explorer::current().before({Explorer::Step::Atomic, &cell_});
      if (cell_ != static_cast<std::uint64_t>(expected)) {
        expected = static_cast<T>(cell_);
        return false;
      }
      cell_ = static_cast<std::uint64_t>(wanted);
      return true;
    }
    T fetch_add(T more, std::memory_order) {
      Explorer::current().before({Explorer::Step::Atomic, &cell_});
      const auto before = cell_;
      cell_ += static_cast<std::uint64_t>(more);
      return static_cast<T>(before);
    }
    /// Without a step, for verdicts.
    T settled() const { return static_cast<T>(cell_); }
    const void *address() const { return &cell_; }

  private:
    std::uint64_t cell_;
  };

  class Mutex {
  public:
    void lock() { Explorer::current().lock(taken_); }
    void unlock() { Explorer::current().unlock(taken_); }

  private:
    bool taken_ = false;
  };

  static inline bool fences = true; ///< false: leaves the heavy fence out, to see it missed
  static TimePoint now() { return Explorer::current().now(); }
  static void light_fence() {}
  static void heavy_fence() {
    if (fences)
      Explorer::current().before({Explorer::Step::Fence, nullptr});
  }
  static void sleep(Atomic<std::uint32_t> &word, std::uint32_t value, TimePoint until) {
    Explorer::current().sleep(
        word.address(), [&word, value] { return word.settled() == value; }, until);
  }
  static void wake(Atomic<std::uint32_t> &word) { Explorer::current().wake(word.address()); }
};

} // namespace connpool::test

#endif
