// ServerScenarios.h - what a pool has to survive, the same for every real server.
// Its tests are instantiated at the end of each server's own file.
#ifndef CONNPOOL_TESTS_SERVER_SCENARIOS_H
#define CONNPOOL_TESTS_SERVER_SCENARIOS_H

#include "ServerFixture.h"
#include "connpool/error.h"
#include "connpool/pool.h"
#include "connpool/query.h"
#include "connpool/report.h"
#include "connpool/transaction.h"
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace connpool::test {

template <class Traits> class ServerScenarios : public ServerFixture<Traits> {};

TYPED_TEST_SUITE_P(ServerScenarios);

TYPED_TEST_P(ServerScenarios, HundredTasksShareFifteenConnections) {
  const auto admin = this->admin();
  Pool pool(this->driver(), sized(5, 10));
  std::atomic<int> done{0};
  std::atomic<bool> stop{false};
  std::int64_t most = 0;
  std::thread watch([&] {
    while (!stop) {
      most = std::max(most, this->sessions(*admin));
      std::this_thread::sleep_for(5ms);
    }
  });
  std::vector<std::thread> tasks;
  for (int i = 0; i < 100; ++i)
    tasks.emplace_back([&] {
      const Lease lease = pool.checkout();
      lease->run(TypeParam::sleep("0.1"), {});
      ++done;
    });
  for (std::thread &task : tasks)
    task.join();
  stop = true;
  watch.join();
  EXPECT_EQ(done, 100);
  EXPECT_LE(most, 15);
  EXPECT_GT(most, 5) << "the watch saw the rush";
  EXPECT_EQ(pool.stats().timeouts, 0u);
  EXPECT_TRUE(eventually([&] { return this->settled(pool, *admin); }));
}

TYPED_TEST_P(ServerScenarios, EndedIdleSessionsAreSeenByNobody) {
  const auto admin = this->admin();
  Pool pool(this->driver(), sized(6));
  {
    std::vector<Lease> all;
    for (int i = 0; i < 6; ++i)
      all.push_back(pool.checkout());
  }
  // Idle for longer than the window: each is looked at, without a question to the server.
  std::this_thread::sleep_for(pool.options().alive_window + 300ms);
  this->end_all(*admin);
  ASSERT_TRUE(eventually([&] { return pool.stats().broken > 0; })) << "found in the background";
  for (int i = 0; i < 20; ++i)
    EXPECT_TRUE(this->works(pool));
  EXPECT_TRUE(eventually([&] { return this->settled(pool, *admin); }));
}

TYPED_TEST_P(ServerScenarios, EndedBusySessionsFailOnlyWhatWasInFlight) {
  const auto admin = this->admin();
  constexpr int workers = 4;
  Pool pool(this->driver(), sized(10));
  {
    std::vector<Lease> all;
    for (int i = 0; i < 10; ++i)
      all.push_back(pool.checkout());
  }
  std::atomic<int> in_flight{0}, lost_in_flight{0}, lost_later{0};
  std::atomic<bool> ended{false};
  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i)
    threads.emplace_back([&] {
      try {
        const Lease lease = pool.checkout();
        ++in_flight;
        lease->run(TypeParam::sleep("30"), {});
      } catch (const QueryError &) {
        ++lost_in_flight;
      }
      while (!ended)
        std::this_thread::sleep_for(1ms);
      for (int round = 0; round < 50; ++round)
        try {
          this->works(pool);
        } catch (const QueryError &) {
          ++lost_later;
        }
    });
  ASSERT_TRUE(eventually([&] { return in_flight == workers; }));
  std::this_thread::sleep_for(50ms); // their statements are on the server
  this->end_all(*admin);
  ASSERT_TRUE(eventually([&] { return this->sessions(*admin) == 0 || lost_in_flight == workers; }));
  ended = true;
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(lost_in_flight, workers);
  EXPECT_EQ(lost_later, 0) << "without pre-ping";
  EXPECT_TRUE(eventually([&] { return this->settled(pool, *admin); }));
}

TYPED_TEST_P(ServerScenarios, CrashUnderLoadEndsInAConnectionOrAClearError) {
  Pool pool(this->driver(), sized(5, 5));
  std::atomic<bool> stop{false};
  std::atomic<int> lost{0}, timeouts{0}, good{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i)
    threads.emplace_back([&] {
      while (!stop) {
        const auto began = Clock::now();
        try {
          const Lease lease = pool.checkout(500ms);
          EXPECT_LT(Clock::now() - began, 5s) << "far beyond its deadline";
          lease->run(TypeParam::sleep("0.01"), {});
          ++good;
        } catch (const PoolTimeout &) {
          EXPECT_LT(Clock::now() - began, 5s) << "far beyond its deadline";
          ++timeouts;
        } catch (const QueryError &) {
          ++lost;
        }
      }
    });
  ASSERT_TRUE(eventually([&] { return good > 100; }));
  this->server_->crash();
  ASSERT_TRUE(eventually([&] { return timeouts > 10; })) << "everybody hears of it";
  this->server_->start();
  const int before = good;
  EXPECT_TRUE(eventually([&] { return good > before + 200; })) << "recovers by itself";
  stop = true;
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_LE(lost, 10 + 10) << "those in flight at the crash, and at most as many at the start";
  const auto admin = this->admin();
  EXPECT_TRUE(eventually([&] { return this->settled(pool, *admin); }));
  std::vector<Lease> all;
  for (int i = 0; i < 10; ++i)
    all.push_back(pool.checkout(20s));
  EXPECT_EQ(this->sessions(*admin), 10) << "no slot was lost";
}

TYPED_TEST_P(ServerScenarios, WrongPasswordIsToldAtOnce) {
  Pool pool(TypeParam::refused_driver(*this->server_), sized(2));
  const auto began = Clock::now();
  EXPECT_THROW(static_cast<void>(pool.checkout(30s)), ConnectError);
  EXPECT_LT(Clock::now() - began, 10s);
}

TYPED_TEST_P(ServerScenarios, ConnectThatNeverAnswersEndsAtTheDeadline) {
  // Accepts in the kernel, and never says a word.
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr *>(&address), size), 0);
  ASSERT_EQ(listen(listener, 16), 0);
  getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
  {
    PoolOptions options = sized(2);
    options.connect_timeout = 1s;
    Pool pool(TypeParam::driver_at(ntohs(address.sin_port)), options);
    const auto began = Clock::now();
    EXPECT_THROW(static_cast<void>(pool.checkout(300ms)), PoolTimeout);
    EXPECT_LT(Clock::now() - began, 3s);
    EXPECT_TRUE(eventually([&] { return pool.stats().connect_failures > 0; }))
        << "the attempt itself ends as well";
  }
  close(listener);
}

TYPED_TEST_P(ServerScenarios, FullServerLetsThoseWaitWhoCan) {
  const auto admin = this->admin();
  const auto ordinary = TypeParam::ordinary_driver(*this->server_);
  std::vector<std::unique_ptr<Connection>> others;
  try {
    for (;;)
      others.push_back(ordinary->connect(10s));
  } catch (const ConnectError &error) {
    EXPECT_EQ(error.kind(), ConnectError::Kind::Transient) << error.what();
  }
  ASSERT_GT(others.size(), 10u);
  Pool full(ordinary, sized(2));
  EXPECT_THROW(static_cast<void>(full.checkout(200ms)), PoolTimeout);
  others.clear();
  EXPECT_TRUE(this->works(full)) << "as soon as there is room";
}

TYPED_TEST_P(ServerScenarios, ChildAfterForkLeavesTheParentsSessionsAlone) {
  const auto admin = this->admin();
  Pool pool(this->driver(), sized(3));
  Lease held = pool.checkout();
  const std::int64_t before = number(held->run(TypeParam::session_id, {}).rows[0][0]);
  const pid_t child = fork();
  if (child == 0) {
    // What it inherited is dead here, harmlessly so.
    bool good = false;
    try {
      held->run("SELECT 1", {});
    } catch (const QueryError &) {
      good = true;
    }
    held.checkin();
    try {
      Lease own = pool.checkout(10s);
      good = good && number(own->run(TypeParam::session_id, {}).rows[0][0]) != before;
      own.checkin();
      good = good && pool.close(5s);
    } catch (const std::exception &) {
      good = false;
    }
    _exit(good ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(number(held->run(TypeParam::session_id, {}).rows[0][0]), before);
  held.checkin();
  EXPECT_TRUE(this->works(pool));
  EXPECT_EQ(pool.stats().broken, 0u);
  EXPECT_TRUE(eventually([&] { return this->settled(pool, *admin); }));
}

TYPED_TEST_P(ServerScenarios, TenThousandBorrowersShareFiveConnections) {
  Pool pool(this->driver(), sized(5));
  std::atomic<int> good{0};
  // In turns, for machines that cannot have ten thousand threads at once.
  constexpr int borrowers = 10'000, at_once = 2'000;
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 512 * 1024);
  struct Task {
    Pool &pool;
    std::atomic<int> &good;
  } task{pool, good};
  for (int begun = 0; begun < borrowers;) {
    std::vector<pthread_t> threads;
    for (; static_cast<int>(threads.size()) < at_once && begun < borrowers; ++begun) {
      pthread_t thread{};
      ASSERT_EQ(pthread_create(
                    &thread, &small,
                    [](void *argument) -> void * {
                      auto &mine = *static_cast<Task *>(argument);
                      const Lease lease = mine.pool.checkout(60s);
                      mine.good += number(lease->run("SELECT 1", {}).rows.at(0).at(0)) == 1;
                      return nullptr;
                    },
                    &task),
                0);
      threads.push_back(thread);
    }
    for (const pthread_t thread : threads)
      pthread_join(thread, nullptr);
  }
  pthread_attr_destroy(&small);
  EXPECT_EQ(good, borrowers);
  EXPECT_EQ(pool.stats().timeouts, 0u);
  EXPECT_LE(pool.stats().size, 5u);
}

TYPED_TEST_P(ServerScenarios, ForgottenTransactionIsRolledBack) {
  Pool pool(this->driver(), sized(1));
  {
    const Lease lease = pool.checkout();
    lease->run("CREATE TABLE forgotten (n INT)", {});
    lease->run(TypeParam::begin, {});
    lease->run("INSERT INTO forgotten VALUES (1)", {});
    EXPECT_EQ(lease->condition(), Condition::InTransaction);
  }
  const Lease lease = pool.checkout();
  EXPECT_EQ(number(lease->run("SELECT count(*) FROM forgotten", {}).rows[0][0]), 0);
  lease->run("DROP TABLE forgotten", {});
  EXPECT_EQ(pool.stats().opened, 1u) << "on the same connection";
}

TYPED_TEST_P(ServerScenarios, ValuesSurviveTheWayThereAndBack) {
  const auto connection = this->admin();
  const std::string text = "Robert'); DROP TABLE students;-- \xc3\xa4";
  const std::vector<Value> values{std::int64_t{-42}, 2.5, text, Null{}};
  const ResultSet result = connection->run(TypeParam::echo, values);
  ASSERT_EQ(result.rows.size(), 1u);
  EXPECT_EQ(number(result.rows[0][0]), -42);
  EXPECT_EQ(std::get<double>(result.rows[0][1]), 2.5);
  EXPECT_EQ(std::get<std::string>(result.rows[0][2]), text);
  EXPECT_TRUE(std::holds_alternative<Null>(result.rows[0][3]));
  const Bytes bytes{std::byte{0}, std::byte{255}, std::byte{'\''}, std::byte{0}};
  connection->run(TypeParam::bytes_table, {});
  const std::vector<Value> parameter{bytes};
  EXPECT_EQ(connection->run(TypeParam::insert_bytes, parameter).affected, 1u);
  EXPECT_EQ(std::get<Bytes>(connection->run("SELECT b FROM bytes_there", {}).rows.at(0).at(0)),
            bytes);
  EXPECT_THROW(connection->run("SELECT nonsense FROM nowhere", {}), QueryError);
  EXPECT_EQ(connection->condition(), Condition::Clean);
}

TYPED_TEST_P(ServerScenarios, TransactionsAndTheBudgetSpeakTheServersSql) {
  Pool pool(this->driver(), sized(2));
  {
    const Lease lease = pool.checkout();
    execute(*lease, "CREATE TABLE kept (n INT)");
    Transaction transaction(*lease, {.isolation = Isolation::Serializable});
    execute(*lease, "INSERT INTO kept VALUES (1)");
    {
      Savepoint undone(*lease, "part");
      execute(*lease, "INSERT INTO kept VALUES (2)");
    }
    transaction.commit();
  }
  const Lease lease = pool.checkout();
  {
    Transaction reading(*lease, {.read_only = true});
    EXPECT_EQ(fetch_all<int>(*lease, "SELECT n FROM kept"), std::vector{1});
    EXPECT_THROW(execute(*lease, "INSERT INTO kept VALUES (3)"), QueryError);
  }
  execute(*lease, "DROP TABLE kept");
  const Budget small = budget(pool), large = budget(pool, 100);
  EXPECT_GE(small.admitted, 50u);
  EXPECT_TRUE(small.fits());
  EXPECT_FALSE(large.fits());
}

REGISTER_TYPED_TEST_SUITE_P(ServerScenarios, HundredTasksShareFifteenConnections,
                            EndedIdleSessionsAreSeenByNobody,
                            EndedBusySessionsFailOnlyWhatWasInFlight,
                            CrashUnderLoadEndsInAConnectionOrAClearError, WrongPasswordIsToldAtOnce,
                            ConnectThatNeverAnswersEndsAtTheDeadline, FullServerLetsThoseWaitWhoCan,
                            ChildAfterForkLeavesTheParentsSessionsAlone,
                            TenThousandBorrowersShareFiveConnections,
                            ForgottenTransactionIsRolledBack, ValuesSurviveTheWayThereAndBack,
                            TransactionsAndTheBudgetSpeakTheServersSql);

} // namespace connpool::test

#endif
