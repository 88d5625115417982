// CostTest.cpp - what the short way of a checkout must not do. Not for sanitizers, which
// bring an allocator of their own.
#include "PoolFixture.h"
#include <cstdlib>
#include <new>

namespace {
thread_local bool counting = false;
thread_local unsigned allocations = 0;
} // namespace

void *operator new(std::size_t size) {
  allocations += counting;
  if (void *memory = std::malloc(size))
    return memory;
  throw std::bad_alloc();
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }

namespace connpool::test {
namespace {

using Cost = PoolFixture;

TEST_F(Cost, CheckoutOfAFreeConnectionAllocatesNothing) {
  Pool &pool = make(sized(2));
  pool.checkout().checkin();
  counting = true;
  for (int i = 0; i < 100'000; ++i)
    pool.checkout().checkin();
  counting = false;
  EXPECT_EQ(allocations, 0u);
}

TEST_F(Cost, CheckoutOfAFreeConnectionTakesNoTime) {
  // A lock and a clock would be several times this, a system call a hundred times.
  Pool &pool = make(sized(2));
  auto best = std::chrono::nanoseconds::max();
  for (int round = 0; round < 50; ++round) {
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < 1'000; ++i)
      pool.checkout().checkin();
    best = std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - began);
  }
  EXPECT_LT(best.count() / 1'000, 100) << "nanoseconds each";
}

} // namespace
} // namespace connpool::test
