// WorkerProcess.h - one child process of the pool: how it starts, talks and ends.
#ifndef CONNLINT_TOOL_WORKERPROCESS_H
#define CONNLINT_TOOL_WORKERPROCESS_H

#include "WorkerPool.h"
#include <chrono>
#include <cstdint>
#include <optional>
#include <sys/types.h>

namespace connlint {

using Clock = std::chrono::steady_clock;

/// Protocol: (parent sends job number, child answers length + bytes)*, then the parent
/// closes the socket and the child exits.
class WorkerProcess {
public:
  /// Forks. Inherited are sockets of other children that the new one must close.
  WorkerProcess(const WorkerLimits &Limits, const std::function<std::string(size_t)> &Job,
                const std::vector<int> &Inherited);
  WorkerProcess(const WorkerProcess &) = delete;
  WorkerProcess &operator=(const WorkerProcess &) = delete;
  /// Ends the child, by force when it is at work.
  ~WorkerProcess();

  int socket() const { return Socket; }
  bool busy() const { return Current.has_value(); }
  size_t job() const { return *Current; }
  Clock::time_point deadline() const { return Deadline; }
  /// True when the current job is the first one of this child.
  bool fresh() const { return JobsStarted <= 1; }

  void start(size_t Job);

  enum class State { Waiting, Done, Dead };
  /// Reads what has arrived. Done fills Payload and makes the child free.
  State receive(std::string &Payload);
  /// Why the child died; reaps it.
  std::string reap();
  void kill();

private:
  std::string firstLineOfStderr() const;

  WorkerLimits Limits;
  pid_t Pid = -1;
  int Socket = -1;
  int StderrFile = -1;
  std::optional<size_t> Current;
  unsigned JobsStarted = 0;
  bool Killed = false;
  Clock::time_point Deadline;
  std::string Received;
};

} // namespace connlint

#endif
