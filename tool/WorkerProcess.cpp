// WorkerProcess.cpp - fork, the loop in the child, and the autopsy in the parent.
#include "WorkerProcess.h"
#include "llvm/Support/ErrorHandling.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <malloc.h>
#include <new>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CONNLINT_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CONNLINT_SANITIZED 1
#endif
#endif

namespace connlint {

namespace {

/// Deeply nested code recurses deeply, in Clang and in the analysis. Only pages that are
/// touched cost anything.
constexpr size_t StackBytes = size_t(256) << 20;
constexpr int OutOfMemoryExit = 97;

void exitOutOfMemory() { _exit(OutOfMemoryExit); }
void onBadAlloc(void *, const char *, bool) { exitOutOfMemory(); }

/// Move(At, Left) moves a part of the bytes; false when the other side is gone.
template <class Byte, class Function> bool moveAll(Byte *At, size_t Left, Function Move) {
  while (Left) {
    ssize_t N = Move(At, Left);
    if (N < 0 && errno == EINTR)
      continue;
    if (N <= 0)
      return false;
    At += N;
    Left -= size_t(N);
  }
  return true;
}

bool readAll(int Fd, void *Data, size_t Size) {
  return moveAll(static_cast<char *>(Data), Size,
                 [Fd](char *At, size_t Left) { return ::read(Fd, At, Left); });
}

bool writeAll(int Fd, const void *Data, size_t Size) {
  return moveAll(static_cast<const char *>(Data), Size,
                 [Fd](const char *At, size_t Left) { return ::send(Fd, At, Left, MSG_NOSIGNAL); });
}

struct ChildLoop {
  int Socket;
  const std::function<std::string(size_t)> &Job;

  void run() const {
    for (uint64_t Number = 0; readAll(Socket, &Number, sizeof Number);) {
      std::string Payload = Job(size_t(Number));
      uint64_t Size = Payload.size();
      if (!writeAll(Socket, &Size, sizeof Size) ||
          !writeAll(Socket, Payload.data(), Payload.size()))
        break;
    }
  }

  static void *enter(void *Self) {
    static_cast<ChildLoop *>(Self)->run();
    return nullptr;
  }
};

void setLimits(const WorkerLimits &Limits) {
#ifndef CONNLINT_SANITIZED
  if (Limits.MemoryMiB) {
    rlimit Limit{};
    Limit.rlim_cur = Limit.rlim_max = rlim_t(Limits.MemoryMiB) << 20;
    setrlimit(RLIMIT_AS, &Limit);
  }
#else
  (void)Limits;
#endif
  rlimit NoCore{0, 0};
  setrlimit(RLIMIT_CORE, &NoCore);
  // One arena, and keep the pages: the next unit wants them again.
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 512 << 20);
  std::set_new_handler(exitOutOfMemory);
  llvm::install_bad_alloc_error_handler(onBadAlloc);
}

[[noreturn]] void childMain(const WorkerLimits &Limits, int Socket, int StderrFile,
                            const std::function<std::string(size_t)> &Job) {
  prctl(PR_SET_PDEATHSIG, SIGKILL); // Nobody would read the answer.
  for (int Signal : {SIGHUP, SIGINT, SIGTERM})
    std::signal(Signal, SIG_DFL); // The parent's handlers clean up for the parent.
  int Null = ::open("/dev/null", O_RDWR);
  dup2(Null, STDIN_FILENO);
  dup2(Null, STDOUT_FILENO); // stdout belongs to the report.
  if (!Limits.ShowStderr && StderrFile >= 0)
    dup2(StderrFile, STDERR_FILENO);
  setLimits(Limits);
  ChildLoop Loop{Socket, Job};
  pthread_attr_t Attributes;
  pthread_t Thread;
  pthread_attr_init(&Attributes);
  pthread_attr_setstacksize(&Attributes, StackBytes);
  if (pthread_create(&Thread, &Attributes, ChildLoop::enter, &Loop) != 0)
    _exit(OutOfMemoryExit);
  pthread_join(Thread, nullptr);
  _exit(0); // Destructors and atexit handlers are the parent's.
}

} // namespace

WorkerProcess::WorkerProcess(const WorkerLimits &L, const std::function<std::string(size_t)> &Job,
                             const std::vector<int> &Inherited)
    : Limits(L) {
  int Pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, Pair) != 0)
    return;
  StderrFile = memfd_create("connlint-stderr", MFD_CLOEXEC);
  std::fflush(nullptr);
  Pid = fork();
  if (Pid == 0) {
    ::close(Pair[0]);
    for (int Fd : Inherited)
      ::close(Fd);
    childMain(Limits, Pair[1], StderrFile, Job);
  }
  ::close(Pair[1]);
  Socket = Pair[0];
  fcntl(Socket, F_SETFL, O_NONBLOCK);
}

WorkerProcess::~WorkerProcess() {
  if (Socket >= 0)
    ::close(Socket); // A child that waits sees the end and exits.
  if (Pid > 0) {
    if (busy())
      ::kill(Pid, SIGKILL);
    while (waitpid(Pid, nullptr, 0) < 0 && errno == EINTR)
      ;
  }
  if (StderrFile >= 0)
    ::close(StderrFile);
}

void WorkerProcess::start(size_t Job) {
  Current = Job;
  ++JobsStarted;
  Received.clear();
  if (StderrFile >= 0 && ftruncate(StderrFile, 0) == 0)
    lseek(StderrFile, 0, SEEK_SET); // The child shares the offset.
  Deadline = Limits.TimeoutSeconds ? Clock::now() + std::chrono::seconds(Limits.TimeoutSeconds)
                                   : Clock::time_point::max();
  uint64_t Number = Job;
  writeAll(Socket, &Number, sizeof Number); // A dead child shows when we read.
}

WorkerProcess::State WorkerProcess::receive(std::string &Payload) {
  char Buffer[65536];
  for (;;) {
    ssize_t N = Pid > 0 ? ::read(Socket, Buffer, sizeof Buffer) : 0;
    if (N < 0 && errno == EINTR)
      continue;
    if (N < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
      return State::Waiting;
    if (N <= 0)
      return State::Dead;
    Received.append(Buffer, size_t(N));
    uint64_t Size = 0;
    if (Received.size() < sizeof Size)
      continue;
    std::memcpy(&Size, Received.data(), sizeof Size);
    if (Received.size() - sizeof Size < Size)
      continue;
    Payload = Received.substr(sizeof Size);
    Current.reset();
    return State::Done;
  }
}

void WorkerProcess::kill() {
  Killed = true;
  if (Pid > 0)
    ::kill(Pid, SIGKILL);
}

std::string WorkerProcess::firstLineOfStderr() const {
  char Buffer[512];
  ssize_t N = StderrFile >= 0 ? pread(StderrFile, Buffer, sizeof Buffer, 0) : 0;
  std::string Text(Buffer, size_t(std::max<ssize_t>(N, 0)));
  return Text.substr(0, Text.find('\n'));
}

std::string WorkerProcess::reap() {
  if (Pid <= 0)
    return std::string("cannot start a worker process: ") + std::strerror(errno);
  int Status = 0;
  while (waitpid(Pid, &Status, 0) < 0 && errno == EINTR)
    ;
  Pid = -1;
  if (Killed)
    return "took longer than " + std::to_string(Limits.TimeoutSeconds) + " s (--unit-timeout)";
  if (WIFEXITED(Status) && WEXITSTATUS(Status) == OutOfMemoryExit)
    return "needed more than " + std::to_string(Limits.MemoryMiB) +
           " MiB of memory (--unit-memory)";
  std::string Reason =
      WIFSIGNALED(Status)
          ? "the analysis crashed with signal " + std::to_string(WTERMSIG(Status)) + " (" +
                strsignal(WTERMSIG(Status)) + ")"
          : "the analysis ended with exit code " + std::to_string(WEXITSTATUS(Status));
  if (std::string Line = firstLineOfStderr(); !Line.empty())
    Reason += ": " + Line;
  return Reason;
}

} // namespace connlint
