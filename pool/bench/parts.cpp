// parts.cpp - the parts of the pool, one by one, with Google Benchmark: checkout, hand-off,
// looking at a socket, reset, fetch. Connections are empty or SQLite's in a temporary file;
// connpool-bench measures whole rounds and real servers.
#include "../drivers/client_socket.h"
#include "connpool/pool.h"
#include "connpool/query.h"
#include "connpool/redact.h"
#include "connpool/registry.h"
#include "connpool/sqlite.h"
#include "connpool/transaction.h"
#include "null_driver.h"
#include <atomic>
#include <benchmark/benchmark.h>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

namespace {

using namespace connpool;
using std::chrono::milliseconds;

PoolOptions sized(unsigned pool_size) {
  PoolOptions options;
  options.pool_size = options.min_idle = pool_size;
  options.max_overflow = 0;
  options.on_event = [](const Event &) {};
  return options;
}

Pool &ready(Pool &pool) {
  while (pool.stats().idle < pool.options().min_idle)
    std::this_thread::sleep_for(milliseconds(1));
  return pool;
}

void MutexPair(benchmark::State &state) {
  static std::mutex mutex;
  for (auto _ : state) {
    mutex.lock();
    mutex.unlock();
  }
}
BENCHMARK(MutexPair)->ThreadRange(1, 8);

/// What a checkout and a checkin cannot do without, on this machine at this moment.
void CompareAndSwapAndStore(benchmark::State &state) {
  alignas(128) std::atomic<std::uint32_t> word{0};
  for (auto _ : state) {
    std::uint32_t expected = 0;
    word.compare_exchange_strong(expected, 1, std::memory_order_acquire);
    word.store(0, std::memory_order_release);
  }
}
BENCHMARK(CompareAndSwapAndStore);

/// The short way: the connection that this thread had last.
void Checkout(benchmark::State &state) {
  static Pool pool(std::make_shared<bench::NullDriver>(), sized(16));
  ready(pool);
  for (auto _ : state)
    benchmark::DoNotOptimize(pool.checkout());
}
BENCHMARK(Checkout)->ThreadRange(1, 8)->UseRealTime();

/// The long way, through all slots; IdleOrder::Fifo has no short one.
void CheckoutByScan(benchmark::State &state) {
  PoolOptions options = sized(static_cast<unsigned>(state.range(0)));
  options.order = IdleOrder::Fifo;
  Pool pool(std::make_shared<bench::NullDriver>(), options);
  ready(pool);
  for (auto _ : state)
    benchmark::DoNotOptimize(pool.checkout());
}
BENCHMARK(CheckoutByScan)->Arg(10)->Arg(100);

/// Two threads, one connection, strictly in turn: each keeps it until the other one wants
/// it, so that its checkin wakes that one.
void HandOff(benchmark::State &state) {
  static Pool &pool = [&]() -> Pool & {
    PoolOptions options = sized(1);
    options.fairness = milliseconds(0);
    static Pool made(std::make_shared<bench::NullDriver>(), options);
    return ready(made);
  }();
  static std::atomic<int> wanted{0};
  for (auto _ : state) {
    ++wanted;
    const Lease lease = pool.checkout();
    --wanted;
    for (int i = 0; wanted == 0 && i < 10'000; ++i) // the other one may have ended
      benchmark::DoNotOptimize(i);
  }
}
BENCHMARK(HandOff)->Threads(2)->UseRealTime();

void CheckoutFromRegistry(benchmark::State &state) {
  PoolRegistry pools;
  pools.add("orders", {.primary = std::make_shared<bench::NullDriver>(),
                       .roles = {{"background", sized(2)}, {"web", sized(10)}}});
  for (auto _ : state)
    benchmark::DoNotOptimize(pools.checkout("orders", "web"));
}
BENCHMARK(CheckoutFromRegistry);

/// What a look at an idle connection is, apart from the client library.
void Peek(benchmark::State &state) {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
    return state.SkipWithError("no sockets");
  for (auto _ : state)
    benchmark::DoNotOptimize(look_at(pair[0]).state);
  close(pair[0]);
  close(pair[1]);
}
BENCHMARK(Peek);

struct Orders {
  Orders() {
    const Lease lease = pool.checkout();
    execute(*lease, "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT)");
    Transaction transaction(*lease);
    for (int i = 1; i <= 100; ++i)
      execute(*lease, "INSERT INTO orders VALUES (?, ?)", i, "customer " + std::to_string(i));
    transaction.commit();
  }
  ~Orders() {
    pool.close(milliseconds(1'000));
    std::filesystem::remove_all(folder);
  }
  static std::string new_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "connpool-bench-XXXXXX").string();
    return mkdtemp(name.data()) ? name : throw std::runtime_error("no temporary folder");
  }
  const std::string folder = new_folder();
  Pool pool{sqlite::driver(folder + "/orders.db"), sized(1)};
};

struct Order {
  int id = 0;
  std::string customer;
  static constexpr auto fields = std::tuple(&Order::id, &Order::customer);
};

void FetchOne(benchmark::State &state) {
  Orders orders;
  const Lease lease = orders.pool.checkout();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        fetch_one<Order>(*lease, "SELECT id, customer FROM orders WHERE id = ?", 7));
}
BENCHMARK(FetchOne);

void FetchAll(benchmark::State &state) {
  Orders orders;
  const Lease lease = orders.pool.checkout();
  for (auto _ : state)
    benchmark::DoNotOptimize(fetch_all<Order>(*lease, "SELECT id, customer FROM orders"));
  state.SetItemsProcessed(state.iterations() * 100);
}
BENCHMARK(FetchAll);

/// A checkin that has to roll back, against BEGIN alone.
void ResetOfAForgottenTransaction(benchmark::State &state) {
  Orders orders;
  for (auto _ : state) {
    const Lease lease = orders.pool.checkout();
    sqlite::handle(lease);
    execute(*lease, "BEGIN");
  }
}
BENCHMARK(ResetOfAForgottenTransaction);

void Redact(benchmark::State &state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(redacted_sql(
        "SELECT id, customer FROM orders WHERE id = 7 AND customer <> 'nobody' LIMIT 10"));
}
BENCHMARK(Redact);

} // namespace

BENCHMARK_MAIN();
