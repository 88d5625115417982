// WorkerPoolTest.cpp - jobs that die, hang or answer much, in children that are used again.
#include "WorkerPool.h"
#include <csignal>
#include <cstdlib>
#include <gtest/gtest.h>
#include <unistd.h>

namespace connlint {
namespace {

std::vector<JobResult> run(size_t Count, unsigned Workers, unsigned Timeout,
                           const std::function<std::string(size_t)> &Job) {
  WorkerLimits Limits;
  Limits.Workers = Workers;
  Limits.TimeoutSeconds = Timeout;
  return runJobs(Count, Limits, Job);
}

TEST(WorkerPool, AnswersAreInJobOrder) {
  for (unsigned Workers : {1U, 3U, 100U}) {
    auto Results = run(20, Workers, 60, [](size_t I) { return std::to_string(I); });
    ASSERT_EQ(Results.size(), 20U);
    for (size_t I = 0; I != 20; ++I) {
      EXPECT_EQ(Results[I].Payload, std::to_string(I));
      EXPECT_EQ(Results[I].Failure, "");
    }
  }
  EXPECT_TRUE(run(0, 4, 60, [](size_t) { return ""; }).empty());
}

TEST(WorkerPool, ChildrenAreUsedAgain) {
  auto Results = run(10, 1, 60, [](size_t) { return std::to_string(getpid()); });
  for (const JobResult &R : Results)
    EXPECT_EQ(R.Payload, Results[0].Payload);
  EXPECT_NE(Results[0].Payload, std::to_string(getpid()));
}

TEST(WorkerPool, LargeAndBinaryAnswersArrive) {
  auto Results = run(3, 2, 60, [](size_t I) { return std::string(I * 5000000, '\0'); });
  for (size_t I = 0; I != 3; ++I)
    EXPECT_EQ(Results[I].Payload.size(), I * 5000000);
}

TEST(WorkerPool, CrashCostsOneJob) {
  for (unsigned Workers : {1U, 2U}) {
    auto Results = run(6, Workers, 60, [](size_t I) -> std::string {
      if (I == 2)
        raise(SIGKILL);
      if (I == 4)
        _exit(5);
      return "ok";
    });
    for (size_t I : {0U, 1U, 3U, 5U})
      EXPECT_EQ(Results[I].Payload, "ok");
    EXPECT_NE(Results[2].Failure.find("signal 9"), std::string::npos) << Results[2].Failure;
    EXPECT_NE(Results[4].Failure.find("exit code 5"), std::string::npos);
  }
}

TEST(WorkerPool, LastWordsOfADyingChildAreKept) {
  auto Results = run(1, 1, 60, [](size_t) -> std::string {
    [[maybe_unused]] auto Written = ::write(STDERR_FILENO, "LLVM ERROR: x\nmore\n", 19);
    _exit(1);
  });
  EXPECT_NE(Results[0].Failure.find(": LLVM ERROR: x"), std::string::npos);
  EXPECT_EQ(Results[0].Failure.find("more"), std::string::npos);
}

TEST(WorkerPool, DeathByWhatEarlierJobsLeftBehindIsTriedAgain) {
  auto Results = run(3, 1, 60, [Jobs = 0](size_t) mutable -> std::string {
    if (++Jobs == 2)
      raise(SIGKILL);
    return "ok";
  });
  for (const JobResult &R : Results)
    EXPECT_EQ(R.Payload, "ok") << R.Failure;
}

TEST(WorkerPool, HangingJobIsStopped) {
  auto Results = run(3, 2, 1, [](size_t I) -> std::string {
    while (I == 1)
      pause();
    return "ok";
  });
  EXPECT_EQ(Results[0].Payload + Results[2].Payload, "okok");
  EXPECT_NE(Results[1].Failure.find("longer than 1 s"), std::string::npos);
}

TEST(WorkerPool, DeepRecursionHasRoom) {
  auto Results = run(1, 1, 60, [](size_t) -> std::string {
    std::function<size_t(size_t)> Deep = [&](size_t N) -> size_t {
      volatile char Frame[1024];
      Frame[0] = char(N);
      return N ? Deep(N - 1) + size_t(Frame[0] == char(N)) : 0;
    };
    return std::to_string(Deep(50000));
  });
  EXPECT_EQ(Results[0].Payload, "50000") << Results[0].Failure;
}

TEST(WorkerPool, OutputOnStdoutStaysOutOfTheReport) {
  testing::internal::CaptureStdout();
  run(1, 1, 60, [](size_t) -> std::string {
    [[maybe_unused]] auto Written = ::write(STDOUT_FILENO, "noise", 5);
    return "";
  });
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

} // namespace
} // namespace connlint
