// Rounds.h - measures a pool the way the comparison with other pools does.
//
//   program SCENARIO THREADS[,THREADS…] POOL MILLISECONDS HOLD_US [URL]
//     cycle  checkout and checkin, nothing between
//     spin   checkout, HOLD_US of work, checkin; each checkout is timed
//     sleep  the same, asleep, as a connection that waits for its server
//     query  checkout, SELECT 1, checkin; all of it is timed
// prints one JSON object per number of threads. cpu_ns is processor time of this process
// per round; latencies are kept exactly, two million per thread at the most.
#ifndef CONNPOOL_BENCH_ROUNDS_H
#define CONNPOOL_BENCH_ROUNDS_H

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <sstream>
#include <string>
#include <sys/prctl.h>
#include <thread>
#include <vector>

namespace connpool::bench {

inline std::uint64_t nanoseconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 +
         static_cast<std::uint64_t>(time.tv_nsec);
}
inline std::uint64_t now() { return nanoseconds(CLOCK_MONOTONIC); }

struct Settings {
  std::string scenario;
  std::vector<unsigned> threads;
  unsigned pool = 10;
  unsigned milliseconds = 300;
  double hold_us = 0;
  std::string url;

  static Settings parse(int count, char **words) {
    if (count < 6) {
      std::fprintf(stderr,
                   "usage: %s cycle|spin|sleep|query THREADS[,THREADS...] POOL MS HOLD_US [URL]\n",
                   words[0]);
      std::exit(2);
    }
    Settings s;
    s.scenario = words[1];
    std::istringstream list(words[2]);
    for (std::string each; std::getline(list, each, ',');)
      s.threads.push_back(static_cast<unsigned>(std::stoul(each)));
    s.pool = static_cast<unsigned>(std::stoul(words[3]));
    s.milliseconds = static_cast<unsigned>(std::stoul(words[4]));
    s.hold_us = std::stod(words[5]);
    if (count > 6)
      s.url = words[6];
    return s;
  }
};

/// What one thread did.
struct alignas(128) Tally {
  std::uint64_t rounds = 0;
  std::uint64_t failures = 0;
  std::vector<std::uint32_t> times; // ns

  void time(std::uint64_t ns) {
    if (times.size() < 2'000'000)
      times.push_back(static_cast<std::uint32_t>(
          std::min<std::uint64_t>(ns, std::numeric_limits<std::uint32_t>::max())));
  }
};

/// What the holder of a connection does in this scenario.
inline void hold(const Settings &s) {
  if (s.scenario == "spin") {
    const std::uint64_t end = now() + static_cast<std::uint64_t>(s.hold_us * 1000);
    while (now() < end) {
    }
  } else if (s.scenario == "sleep") {
    const timespec time{0, static_cast<long>(s.hold_us * 1000)};
    nanosleep(&time, nullptr);
  }
}

/// One thread. `round(held)` does checkout, held(), checkin; it returns whether that went
/// well.
template <class Round>
void work(const Settings &s, const std::atomic<bool> &stop, Tally &tally, Round &round) {
  const auto count = [&](bool good) { ++(good ? tally.rounds : tally.failures); };
  const auto nothing = [] {};
  while (!stop.load(std::memory_order_relaxed)) {
    if (s.scenario == "cycle") {
      for (int i = 0; i < 64; ++i)
        count(round(nothing));
      continue;
    }
    const std::uint64_t began = now();
    if (s.scenario == "query") {
      const bool good = round(nothing);
      if (good)
        tally.time(now() - began);
      count(good);
    } else {
      count(round([&] {
        tally.time(now() - began);
        hold(s);
      }));
    }
  }
}

inline void print(const char *name, const Settings &s, std::vector<Tally> &tallies, double seconds,
                  double cpu) {
  std::uint64_t rounds = 0, failures = 0;
  std::vector<std::uint32_t> times;
  const auto [least, most] = std::ranges::minmax_element(tallies, {}, &Tally::rounds);
  for (const Tally &tally : tallies) {
    rounds += tally.rounds;
    failures += tally.failures;
    times.insert(times.end(), tally.times.begin(), tally.times.end());
  }
  std::ranges::sort(times);
  const auto quantile = [&](double share) {
    const auto index = static_cast<std::size_t>(share * static_cast<double>(times.size()));
    return times.empty() ? 0U : times[std::min(times.size() - 1, index)];
  };
  const double count =
      rounds ? static_cast<double>(rounds) : std::numeric_limits<double>::infinity();
  const auto whole = [](std::uint64_t value) { return static_cast<unsigned long long>(value); };
  std::printf("{\"peer\":\"%s\",\"scenario\":\"%s\",\"threads\":%zu,\"pool\":%u,\"ops\":%llu,"
              "\"sec\":%.4f,\"ops_s\":%.1f,\"ns_op\":%.2f,\"cpu_ns\":%.2f,\"p50_ns\":%u,"
              "\"p99_ns\":%u,\"p999_ns\":%u,\"max_ns\":%u,\"min_ops\":%llu,\"max_ops\":%llu,"
              "\"fails\":%llu,\"refused\":0}\n",
              name, s.scenario.c_str(), tallies.size(), s.pool, whole(rounds), seconds,
              static_cast<double>(rounds) / seconds, seconds * 1e9 / count, cpu / count,
              quantile(0.5), quantile(0.99), quantile(0.999), quantile(1.0), whole(least->rounds),
              whole(most->rounds), whole(failures));
  std::fflush(stdout);
}

template <class Round> void run(const char *name, const Settings &s, Round round) {
  prctl(PR_SET_TIMERSLACK, 1UL, 0, 0, 0); // a sleep of 10 us is one
  for (const unsigned threads : s.threads) {
    std::atomic<bool> stop{false}, go{false};
    std::atomic<unsigned> ready{0};
    std::vector<Tally> tallies(threads);
    std::vector<std::thread> all;
    for (Tally &tally : tallies)
      all.emplace_back([&] {
        if (s.scenario != "cycle")
          tally.times.reserve(1 << 16);
        ++ready;
        while (!go)
          std::this_thread::yield();
        work(s, stop, tally, round);
      });
    while (ready != threads)
      std::this_thread::yield();
    const std::uint64_t began = now(), cpu = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    go = true;
    std::this_thread::sleep_for(std::chrono::milliseconds(s.milliseconds));
    stop = true;
    for (std::thread &thread : all)
      thread.join();
    print(name, s, tallies, static_cast<double>(now() - began) / 1e9,
          static_cast<double>(nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu));
  }
}

} // namespace connpool::bench

#endif
