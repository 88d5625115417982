// Explorer.cpp - fibers, and the order in which they go on.
#include "Explorer.h"
#include <algorithm>

namespace connpool::test {

void Explorer::enter(unsigned high, unsigned low) {
  auto *fiber = reinterpret_cast<Fiber *>((std::uint64_t{high} << 32) | low);
  fiber->body();
  fiber->done = true;
  for (;;)
    swapcontext(&fiber->context, &current_->home_);
}

void Explorer::begin(Case &&fresh) {
  current_ = this;
  now_ = TimePoint{};
  problem_.clear();
  check_ = std::move(fresh.verdict);
  fibers_.resize(fresh.threads.size());
  for (std::size_t i = 0; i < fibers_.size(); ++i) {
    Fiber &fiber = fibers_[i];
    fiber.body = std::move(fresh.threads[i]);
    fiber.step = {};
    fiber.done = false;
    fiber.asleep = nullptr;
    fiber.wants = nullptr;
    fiber.buffer.clear();
    getcontext(&fiber.context);
    fiber.context.uc_stack.ss_sp = fiber.stack.data();
    fiber.context.uc_stack.ss_size = fiber.stack.size();
    fiber.context.uc_link = nullptr;
    const auto address = reinterpret_cast<std::uint64_t>(&fiber);
    makecontext(&fiber.context, reinterpret_cast<void (*)()>(&Explorer::enter), 2,
                static_cast<unsigned>(address >> 32), static_cast<unsigned>(address));
  }
}

void Explorer::before(Step step) {
  if (!running_)
    return; // making a case or judging it
  running_->step = step;
  swapcontext(&running_->context, &home_);
}

void Explorer::store(std::uint64_t &cell, std::uint64_t value) {
  if (running_)
    running_->buffer.emplace_back(&cell, value);
  else
    cell = value;
}

std::uint64_t Explorer::load(const std::uint64_t &cell) const {
  if (running_)
    for (auto entry = running_->buffer.rbegin(); entry != running_->buffer.rend(); ++entry)
      if (entry->first == &cell)
        return entry->second;
  return cell;
}

void Explorer::lock(bool &taken) {
  if (running_)
    running_->wants = &taken;
  before({Step::Lock, &taken});
  taken = true;
}

void Explorer::unlock(bool &taken) {
  before({Step::Unlock, &taken});
  taken = false;
}

void Explorer::sleep(const void *word, std::function<bool()> still, TimePoint until) {
  before({Step::Sleep, word});
  if (!still())
    return;
  running_->asleep = word;
  running_->until = until;
  swapcontext(&running_->context, &home_);
}

void Explorer::wake(const void *word) {
  before({Step::Atomic, word});
  for (Fiber &fiber : fibers_)
    if (fiber.asleep == word) {
      fiber.asleep = nullptr;
      fiber.step = {};
    }
}

void Explorer::fail(std::string what) {
  if (problem_.empty())
    problem_ = std::move(what);
}

bool Explorer::may_go(const Fiber &fiber) const {
  if (fiber.done || fiber.asleep)
    return false;
  switch (fiber.step.kind) {
  case Step::Local:
  case Step::Read:
  case Step::Write: return true;
  case Step::Lock: return !*fiber.wants && fiber.buffer.empty();
  case Step::Atomic:
  case Step::Unlock:
  case Step::Sleep: return fiber.buffer.empty();
  case Step::Fence:
    return std::ranges::all_of(fibers_, [](const Fiber &each) { return each.buffer.empty(); });
  }
  return true;
}

std::vector<Explorer::Action> Explorer::enabled() const {
  std::vector<Action> actions;
  for (std::size_t i = 0; i < fibers_.size(); ++i) {
    const Fiber &fiber = fibers_[i];
    if (may_go(fiber))
      actions.push_back({Action::Go, i, fiber.step});
    if (!fiber.buffer.empty())
      actions.push_back({Action::Flush, i, {Step::Write, fiber.buffer.front().first}});
    if (fiber.asleep && fiber.until != TimePoint::max())
      actions.push_back({Action::Alarm, i, {Step::Fence, nullptr}});
  }
  return actions;
}

void Explorer::perform(const Action &action) {
  Fiber &fiber = fibers_[action.fiber];
  switch (action.kind) {
  case Action::Flush:
    *fiber.buffer.front().first = fiber.buffer.front().second;
    fiber.buffer.pop_front();
    return;
  case Action::Alarm:
    now_ = std::max(now_, fiber.until);
    fiber.asleep = nullptr;
    fiber.step = {};
    return;
  case Action::Go:
    running_ = &fiber;
    swapcontext(&home_, &fiber.context);
    running_ = nullptr;
  }
}

bool Explorer::independent(const Action &one, const Action &other) {
  if (one.fiber == other.fiber)
    return false;
  // A fence looks at everything, and time is everybody's.
  if (one.step.kind == Step::Fence || other.step.kind == Step::Fence)
    return false;
  if (one.step.object != other.step.object || !one.step.object)
    return true;
  return one.step.kind == Step::Read && other.step.kind == Step::Read;
}

std::string Explorer::verdict() {
  if (!problem_.empty())
    return problem_;
  for (const Fiber &fiber : fibers_)
    if (!fiber.done)
      return fiber.asleep ? "a thread sleeps for ever" : "a thread waits for a lock for ever";
  return check_();
}

Explorer::Report Explorer::exhaust(const std::function<Case()> &make, std::uint64_t most) {
  Explorer explorer;
  Report report;
  std::vector<Node> path;
  for (;; ++report.executions) {
    if (report.executions == most)
      return report;
    current_ = &explorer;
    explorer.begin(make());
    std::vector<Action> asleep;
    for (std::size_t depth = 0;; ++depth) {
      if (depth == path.size()) {
        Node node{explorer.enabled(), asleep, 0};
        if (node.enabled.empty()) {
          report.problem = explorer.verdict();
          break;
        }
        path.push_back(std::move(node));
      }
      Node &node = path[depth];
      const auto is_asleep = [&](const Action &action) {
        return std::ranges::any_of(node.asleep,
                                   [&](const Action &each) { return each.same(action); });
      };
      while (node.chosen < node.enabled.size() && is_asleep(node.enabled[node.chosen]))
        ++node.chosen;
      if (node.chosen == node.enabled.size())
        break; // all that is left was seen elsewhere
      const Action &action = node.enabled[node.chosen];
      asleep.clear();
      for (const Action &each : node.asleep)
        if (independent(each, action))
          asleep.push_back(each);
      explorer.perform(action);
      if (!explorer.problem_.empty()) {
        report.problem = explorer.problem_;
        break;
      }
    }
    if (!report.problem.empty())
      return report;
    // Back to the last decision that has another side.
    while (!path.empty()) {
      Node &node = path.back();
      if (node.chosen < node.enabled.size())
        node.asleep.push_back(node.enabled[node.chosen++]);
      if (node.chosen < node.enabled.size())
        break;
      path.pop_back();
    }
    if (path.empty()) {
      report.complete = true;
      ++report.executions;
      return report;
    }
  }
}

std::vector<Explorer::Action> Explorer::preferred(std::size_t last, Stores stores) const {
  std::vector<Action> actions = enabled();
  const auto rank = [&](const Action &action) {
    const std::size_t distance = (action.fiber + fibers_.size() - last) % fibers_.size();
    switch (action.kind) {
    case Action::Flush: return (stores == Stores::AtOnce ? 0 : 100) + distance;
    case Action::Go: return 10 + distance;
    case Action::Alarm: break;
    }
    return 1'000 + distance;
  };
  std::ranges::stable_sort(actions, {}, rank);
  return actions;
}

Explorer::Report Explorer::bounded(const std::function<Case()> &make, unsigned delays,
                                   Stores stores, std::uint64_t most) {
  Explorer explorer;
  Report report;
  std::vector<Node> path;
  for (; report.executions < most; ++report.executions) {
    current_ = &explorer;
    explorer.begin(make());
    std::size_t last = 0, spent = 0;
    for (std::size_t depth = 0;; ++depth) {
      if (depth == path.size()) {
        Node node{explorer.preferred(last, stores), {}, 0, spent};
        if (node.enabled.empty())
          break;
        path.push_back(std::move(node));
      }
      const Node &node = path[depth];
      const Action &action = node.enabled[node.chosen];
      spent = node.spent + node.chosen;
      if (action.kind == Action::Go)
        last = action.fiber;
      explorer.perform(action);
      if (!explorer.problem_.empty())
        break;
    }
    report.problem = explorer.verdict();
    if (!report.problem.empty())
      return report;
    while (!path.empty()) {
      Node &node = path.back();
      ++node.chosen;
      if (node.chosen < node.enabled.size() && node.spent + node.chosen <= delays)
        break;
      path.pop_back();
    }
    if (path.empty()) {
      report.complete = true;
      ++report.executions;
      return report;
    }
  }
  return report;
}

Explorer::Report Explorer::sample(const std::function<Case()> &make, std::uint64_t count,
                                  unsigned seed) {
  Explorer explorer;
  Report report;
  std::minstd_rand random(seed);
  for (; report.executions < count && report.problem.empty(); ++report.executions) {
    current_ = &explorer;
    explorer.begin(make());
    for (;;) {
      const std::vector<Action> actions = explorer.enabled();
      if (actions.empty() || !explorer.problem_.empty())
        break;
      explorer.perform(actions[random() % actions.size()]);
    }
    report.problem = explorer.verdict();
  }
  return report;
}

} // namespace connpool::test
