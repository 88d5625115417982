// WorkerPool.cpp - hands out jobs, watches deadlines, replaces the dead.
#include "WorkerPool.h"
#include "WorkerProcess.h"
#include <algorithm>
#include <cerrno>
#include <deque>
#include <memory>
#include <poll.h>

namespace connlint {

namespace {

class Pool {
public:
  Pool(size_t Count, const WorkerLimits &Limits, const std::function<std::string(size_t)> &Job,
       const std::function<void(size_t)> &Progress)
      : Limits(Limits), Job(Job), Progress(Progress), Results(Count),
        Workers(std::min<size_t>(std::max(1U, Limits.Workers), Count)) {}

  std::vector<JobResult> run() {
    while (Done != Results.size()) {
      for (auto &Worker : Workers)
        feed(Worker);
      wait();
      for (auto &Worker : Workers)
        if (Worker && Worker->busy())
          collect(Worker);
    }
    return std::move(Results);
  }

private:
  using WorkerPtr = std::unique_ptr<WorkerProcess>;

  /// Gives a free worker its next job: first those that need a fresh process.
  void feed(WorkerPtr &Worker) {
    if (Worker && Worker->busy())
      return;
    if (Again.empty() && Next == Results.size())
      return;
    bool Retry = !Again.empty();
    if (!Worker || Retry) {
      Worker.reset();
      std::vector<int> Inherited;
      for (const WorkerPtr &Other : Workers)
        if (Other)
          Inherited.push_back(Other->socket());
      Worker = std::make_unique<WorkerProcess>(Limits, Job, Inherited);
    }
    size_t Number = Retry ? Again.front() : Next++;
    if (Retry)
      Again.pop_front();
    Worker->start(Number);
  }

  void wait() const {
    std::vector<pollfd> Fds;
    auto Deadline = Clock::time_point::max();
    for (const WorkerPtr &Worker : Workers)
      if (Worker && Worker->busy()) {
        if (Worker->socket() < 0)
          return; // Could not start: collect() says so.
        Fds.push_back({Worker->socket(), POLLIN, 0});
        Deadline = std::min(Deadline, Worker->deadline());
      }
    int Milliseconds = -1;
    if (Deadline != Clock::time_point::max()) {
      auto Left = std::chrono::ceil<std::chrono::milliseconds>(Deadline - Clock::now());
      Milliseconds = int(std::clamp<long long>(Left.count(), 0, 1 << 30));
    }
    ::poll(Fds.data(), nfds_t(Fds.size()), Milliseconds);
  }

  void collect(WorkerPtr &Worker) {
    size_t Number = Worker->job();
    bool Overdue = Clock::now() >= Worker->deadline();
    switch (Worker->receive(Results[Number].Payload)) {
    case WorkerProcess::State::Done: return finish();
    case WorkerProcess::State::Waiting:
      if (!Overdue)
        return;
      Worker->kill();
      break;
    case WorkerProcess::State::Dead:
      if (!Worker->fresh()) {
        // What earlier jobs left behind may be the reason.
        Again.push_back(Number);
        Worker.reset();
        return;
      }
      break;
    }
    Results[Number].Failure = Worker->reap();
    Worker.reset();
    finish();
  }

  void finish() {
    ++Done;
    if (Progress)
      Progress(Done);
  }

  const WorkerLimits &Limits;
  const std::function<std::string(size_t)> &Job;
  const std::function<void(size_t)> &Progress;
  std::vector<JobResult> Results;
  std::vector<WorkerPtr> Workers;
  std::deque<size_t> Again;
  size_t Next = 0, Done = 0;
};

} // namespace

std::vector<JobResult> runJobs(size_t Count, const WorkerLimits &Limits,
                               const std::function<std::string(size_t)> &Job,
                               const std::function<void(size_t)> &Progress) {
  return Count ? Pool(Count, Limits, Job, Progress).run() : std::vector<JobResult>();
}

} // namespace connlint
