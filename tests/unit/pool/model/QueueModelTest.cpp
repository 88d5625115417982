// QueueModelTest.cpp - the algorithm of checkout and checkin, in every order for small
// cases.
//
// A case is a number of slots and what each thread does. Judged are: nobody shares a slot,
// nobody waits for ever, and at the end no slot is lost and the queue is empty.
#include "Explorer.h"
#include "slot_queue.h"
#include <gtest/gtest.h>
#include <memory>

namespace connpool::test {
namespace {

using namespace std::chrono_literals;
using detail::SlotState;

struct ModelSlot : detail::SlotCell<ModelSync> {
  bool held = false;
};
using Queue = detail::SlotQueue<ModelSync, ModelSlot>;
using Waiter = Queue::Waiter;
constexpr auto never = Explorer::TimePoint::max();
constexpr Explorer::TimePoint soon{30us};

/// What the threads of a case share.
struct World {
  explicit World(unsigned count, Queue::Rules rules) : slots(count) {
    for (ModelSlot &slot : slots)
      slot.state.store(SlotState::Free, std::memory_order_relaxed);
    queue.attach(slots.data(), count, rules);
  }

  void use(ModelSlot &slot) {
    if (slot.held)
      Explorer::current().fail("two threads have the same slot");
    slot.held = true;
    Explorer::current().before({Explorer::Step::Write, &slot.held});
    slot.held = false;
  }

  /// The pool's checkout: any idle slot, otherwise the queue. Null when nothing was had.
  ModelSlot *checkout(Explorer::TimePoint until = never) {
    if (ModelSlot *slot = queue.take())
      return slot;
    Waiter waiter;
    if (queue.enqueue(waiter) != Queue::Admission::Queued)
      return nullptr;
    return queue.await(waiter, until) == Queue::Outcome::Given ? waiter.slot : nullptr;
  }

  void round(Explorer::TimePoint until = never) {
    ModelSlot *slot = checkout(until);
    if (!slot) {
      if (until == never)
        Explorer::current().fail("a borrower without a deadline came back with nothing");
      return;
    }
    use(*slot);
    queue.put(*slot);
  }

  std::string verdict() const {
    for (const ModelSlot &slot : slots)
      if (slot.state.settled() != SlotState::Free && slot.state.settled() != SlotState::Empty)
        return "a slot was lost";
    return queue.length() == 0 ? "" : "somebody was forgotten in the queue";
  }

  std::vector<ModelSlot> slots;
  Queue queue;
};

using Threads = std::function<std::vector<std::function<void()>>(World &)>;

std::function<Explorer::Case()> world(unsigned slots, Queue::Rules rules, Threads threads) {
  return [=] {
    auto shared = std::make_shared<World>(slots, rules);
    return Explorer::Case{threads(*shared), [shared] { return shared->verdict(); }};
  };
}

constexpr Queue::Rules barging{40us, 0, false};
constexpr Queue::Rules in_turn{0us, 0, false};

/// Threads that each borrow a number of times.
Threads borrowers(std::vector<int> rounds) {
  return [=](World &world) {
    std::vector<std::function<void()>> threads;
    for (const int count : rounds)
      threads.push_back([&world, count] {
        for (int i = 0; i < count; ++i)
          world.round();
      });
    return threads;
  };
}

void expect_all_good(const std::function<Explorer::Case()> &make) {
  const auto report = Explorer::exhaust(make, 3'000'000);
  EXPECT_EQ(report.problem, "");
  EXPECT_TRUE(report.complete) << "stopped after " << report.executions << " executions";
  testing::Test::RecordProperty("executions", std::to_string(report.executions));
  std::printf("[ EXPLORED ] %llu executions\n", static_cast<unsigned long long>(report.executions));
}

TEST(QueueModel, TwoBorrowersOfOneSlot) { expect_all_good(world(1, barging, borrowers({1, 1}))); }

TEST(QueueModel, TwoBorrowersInTurn) { expect_all_good(world(1, in_turn, borrowers({1, 1}))); }

TEST(QueueModel, BorrowerThatTimesOut) {
  expect_all_good(world(1, barging, [](World &world) {
    return std::vector<std::function<void()>>{[&world] { world.round(); },
                                              [&world] { world.round(soon); }};
  }));
}

TEST(QueueModel, BorrowerWhileThePoolCloses) {
  expect_all_good(world(1, barging, [](World &world) {
    world.slots[0].state.store(SlotState::Busy, std::memory_order_relaxed);
    return std::vector<std::function<void()>>{[&world] { world.round(soon); },
                                              [&world] {
                                                world.queue.refuse_all(true);
                                                world.queue.put(world.slots[0]);
                                              }};
  }));
}

TEST(QueueModel, ConnectionThatIsOpenedForAWaiter) {
  expect_all_good(world(1, in_turn, [](World &world) {
    world.slots[0].state.store(SlotState::Opening, std::memory_order_relaxed);
    return std::vector<std::function<void()>>{[&world] { world.round(); },
                                              [&world] { world.queue.put(world.slots[0]); }};
  }));
}

TEST(QueueModel, KeeperThatLooksAtIdleSlots) {
  expect_all_good(world(1, barging, [](World &world) {
    return std::vector<std::function<void()>>{
        [&world] { world.round(); },
        [&world] {
          ModelSlot &slot = world.slots[0];
          if (!Queue::try_move(slot, SlotState::Free, SlotState::Busy))
            return;
          world.use(slot);
          world.queue.put(slot, SlotState::Free);
        }};
  }));
}

TEST(QueueModel, MissingFenceIsNoticed) {
  // The explorer can see a lost wake-up: without the fence there is one.
  ModelSync::fences = false;
  const auto report = Explorer::exhaust(world(1, in_turn, borrowers({1, 1})), 3'000'000);
  ModelSync::fences = true;
  EXPECT_EQ(report.problem, "a thread sleeps for ever");
}

/// Three threads, with a few deviations from running one after the other.
void expect_good_within(const std::function<Explorer::Case()> &make, unsigned delays) {
  for (const auto stores : {Explorer::Stores::AtOnce, Explorer::Stores::Late}) {
    const auto report = Explorer::bounded(make, delays, stores, 3'000'000);
    EXPECT_EQ(report.problem, "");
    EXPECT_TRUE(report.complete) << "stopped after " << report.executions << " executions";
    std::printf("[ EXPLORED ] %llu executions, %u delays, stores %s\n",
                static_cast<unsigned long long>(report.executions), delays,
                stores == Explorer::Stores::Late ? "late" : "at once");
  }
}

TEST(QueueModel, ThreeBorrowersOfOneSlotWithFewDelays) {
  expect_good_within(world(1, barging, borrowers({1, 1, 1})), 3);
}

TEST(QueueModel, ThreeBorrowersInTurnWithFewDelays) {
  expect_good_within(world(1, in_turn, borrowers({1, 1, 1})), 3);
}

TEST(QueueModel, ThreeBorrowersOfTwoSlotsWithFewDelays) {
  expect_good_within(world(2, barging, borrowers({1, 1, 1})), 3);
}

TEST(QueueModel, TimeoutBetweenTwoBorrowersWithFewDelays) {
  expect_good_within(world(1, in_turn,
                           [](World &world) {
                             return std::vector<std::function<void()>>{
                                 [&world] { world.round(); }, [&world] { world.round(soon); },
                                 [&world] { world.round(); }};
                           }),
                     3);
}

TEST(QueueModel, TwoInTheQueueWhileThePoolClosesWithFewDelays) {
  // The second one comes of age, and asks for the next slot, while the first is sent away.
  expect_good_within(world(1, {20us, 0, false},
                           [](World &world) {
                             world.slots[0].state.store(SlotState::Busy, std::memory_order_relaxed);
                             return std::vector<std::function<void()>>{
                                 [&world] { world.round(soon); }, [&world] { world.round(soon); },
                                 [&world] {
                                   world.queue.refuse_all(true);
                                   world.queue.put(world.slots[0]);
                                 }};
                           }),
                     3);
}

TEST(QueueModel, MissingFenceIsNoticedWithFewDelays) {
  ModelSync::fences = false;
  const auto report = Explorer::bounded(world(1, in_turn, borrowers({1, 1, 1})), 3,
                                        Explorer::Stores::Late, 3'000'000);
  ModelSync::fences = true;
  EXPECT_EQ(report.problem, "a thread sleeps for ever");
}

TEST(QueueModel, LargerCasesInRandomOrder) {
  struct {
    unsigned slots;
    Queue::Rules rules;
    std::vector<int> rounds;
  } const cases[] = {
      {1, barging, {3, 2, 2}}, {2, barging, {3, 3, 3, 3}},         {1, in_turn, {2, 2, 2}},
      {2, in_turn, {3, 3, 3}}, {2, {60us, 0, true}, {2, 2, 2, 2}},
  };
  for (const auto &each : cases) {
    const auto report =
        Explorer::sample(world(each.slots, each.rules, borrowers(each.rounds)), 5'000, 1);
    EXPECT_EQ(report.problem, "");
  }
}

} // namespace
} // namespace connpool::test
