// WorkerPool.h - runs jobs in child processes, so that one that crashes, hangs or eats all
// memory costs its own result and nothing else.
//
// Children are forked from the caller, see its memory as it was, take one job at a time
// over a socket and are used again. A child that dies is replaced.
#ifndef CONNLINT_TOOL_WORKERPOOL_H
#define CONNLINT_TOOL_WORKERPOOL_H

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace connlint {

struct WorkerLimits {
  unsigned Workers = 1;
  unsigned TimeoutSeconds = 120; ///< Per job; 0: none.
  unsigned MemoryMiB = 4096;     ///< Address space per child; 0: none. Off under sanitizers.
  bool ShowStderr = false;       ///< Else only the first line of a dying child is kept.
};

struct JobResult {
  std::string Payload; ///< What the job returned; may hold any bytes.
  std::string Failure; ///< Empty, or why there is no payload: "killed by signal 11 (…)".
};

/// Runs Job(0) … Job(Count - 1), each in some child process; results are in job order.
/// A job that dies in a child that had done others is tried once more in a fresh one, so
/// that the outcome does not depend on Workers.
/// Requires: the caller has no other threads. Job must not throw.
std::vector<JobResult> runJobs(size_t Count, const WorkerLimits &Limits,
                               const std::function<std::string(size_t)> &Job,
                               const std::function<void(size_t Done)> &Progress = {});

} // namespace connlint

#endif
