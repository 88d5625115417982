// RegistryTest.cpp - databases, roles and replicas.
#include "connpool/registry.h"
#include "StubDriver.h"
#include "Support.h"
#include <gtest/gtest.h>
#include <set>

namespace connpool::test {
namespace {

class Registry : public testing::Test {
protected:
  static unsigned id(const Lease &lease) {
    return static_cast<StubConnection &>(lease.connection()).id();
  }
  const StubDriver &server(const Lease &lease) const {
    return static_cast<StubConnection &>(lease.connection()).server();
  }
  void add_with_replicas() {
    PoolOptions options = sized(2);
    options.min_backoff = options.max_backoff = 300ms;
    pools_.add("orders", {.primary = primary_,
                          .replicas = {first_, second_},
                          .roles = {{"default", options}},
                          .replica_patience = 200ms});
  }
  std::shared_ptr<StubDriver> primary_ = std::make_shared<StubDriver>();
  std::shared_ptr<StubDriver> first_ = std::make_shared<StubDriver>();
  std::shared_ptr<StubDriver> second_ = std::make_shared<StubDriver>();
  PoolRegistry pools_;
};

TEST_F(Registry, RolesHaveConnectionsOfTheirOwn) {
  pools_.add("orders",
             {.primary = primary_, .roles = {{"web", sized(3)}, {"background", sized(1)}}});
  const Lease batch = pools_.checkout("orders", "background");
  EXPECT_THROW(static_cast<void>(pools_.pool("orders", "background").checkout(0ms)), PoolTimeout);
  const Lease web = pools_.checkout("orders", "web");
  EXPECT_TRUE(web) << "batch work never starves requests";
  const auto stats = pools_.stats();
  ASSERT_EQ(stats.size(), 2u);
  EXPECT_EQ(stats[0].name, "orders/background");
  EXPECT_EQ(stats[1].name, "orders/web");
}

TEST_F(Registry, UnknownNamesAreToldWithTheKnownOnes) {
  pools_.add("orders", {.primary = primary_, .roles = {{"web", sized(1)}}});
  try {
    static_cast<void>(pools_.checkout("orders", "wbe"));
    FAIL() << "there is no such role";
  } catch (const std::out_of_range &error) {
    EXPECT_NE(std::string(error.what()).find("'web'"), std::string::npos);
  }
  EXPECT_THROW(static_cast<void>(pools_.pool("order")), std::out_of_range);
  EXPECT_THROW(pools_.add("orders", {.primary = primary_}), std::invalid_argument);
  EXPECT_THROW(pools_.add("empty", {.primary = primary_, .roles = {}}), std::invalid_argument);
}

TEST_F(Registry, ReadersTakeReplicasInTurn) {
  add_with_replicas();
  std::multiset<const StubDriver *> used;
  for (int i = 0; i < 10; ++i)
    used.insert(&server(pools_.checkout_to_read("orders")));
  EXPECT_EQ(used.count(first_.get()), 5u);
  EXPECT_EQ(used.count(second_.get()), 5u);
  EXPECT_EQ(&server(pools_.checkout("orders")), primary_.get());
}

TEST_F(Registry, ReadersGoRoundADeadReplicaAndComeBack) {
  first_->refuse("down");
  add_with_replicas();
  for (int i = 0; i < 6; ++i)
    EXPECT_EQ(&server(pools_.checkout_to_read("orders")), second_.get());
  second_->refuse("down");
  second_->restart();
  EXPECT_TRUE(eventually([&] {
    const Lease lease = pools_.checkout_to_read("orders");
    static_cast<StubConnection &>(*lease).query(); // tells that the session is gone
    return &server(lease) == primary_.get();
  }));
  first_->accept();
  EXPECT_TRUE(eventually([&] {
    return &server(pools_.checkout_to_read("orders")) == first_.get();
  })) << "without being told";
}

TEST_F(Registry, KnownDeadReplicasCostNoTime) {
  first_->refuse("down");
  second_->refuse("down");
  PoolOptions options = sized(2);
  options.min_backoff = options.max_backoff = 60s;
  pools_.add("orders", {.primary = primary_,
                        .replicas = {first_, second_},
                        .roles = {{"default", options}},
                        .replica_patience = 200ms});
  static_cast<void>(pools_.checkout_to_read("orders"));
  const auto began = Clock::now();
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(&server(pools_.checkout_to_read("orders")), primary_.get());
  EXPECT_LT(Clock::now() - began, 150ms);
}

TEST_F(Registry, ClosesAllPoolsWithinOneDeadline) {
  for (const char *name : {"a", "b", "c"})
    pools_.add(name, {.primary = std::make_shared<StubDriver>(), .roles = {{"default", sized(1)}}});
  std::vector<Lease> held;
  for (const char *name : {"a", "b", "c"})
    held.push_back(pools_.checkout(name));
  const auto began = Clock::now();
  EXPECT_FALSE(pools_.close(100ms));
  EXPECT_LT(Clock::now() - began, 5s);
  EXPECT_THROW(static_cast<void>(pools_.checkout("a")), PoolClosed);
  held.clear();
  EXPECT_TRUE(pools_.close(10s));
}

TEST_F(Registry, BudgetsAreSummedPerServer) {
  PoolRegistry pools(4);
  primary_->admitted = 100;
  pools.add("orders", {.primary = primary_,
                       .replicas = {first_},
                       .roles = {{"web", sized(10, 10)}, {"background", sized(2, 3)}}});
  const auto budgets = pools.budgets();
  // Stubs are all one server as far as they tell.
  ASSERT_EQ(budgets.size(), 1u);
  EXPECT_EQ(budgets[0].budget.wanted, 4u * 2 * (20 + 5));
  EXPECT_EQ(budgets[0].budget.admitted, 100u);
  try {
    pools.check_budgets();
    FAIL() << "200 are more than 100";
  } catch (const BudgetExceeded &error) {
    const std::string text = error.what();
    for (const char *part : {"admits 100", "4 processes", "200", "orders/web 20",
                             "orders/background 5", "orders/web/replica1 20"})
      EXPECT_NE(text.find(part), std::string::npos) << part << " is not in " << text;
  }
  primary_->admitted = 200;
  EXPECT_NO_THROW(pools.check_budgets());
}

} // namespace
} // namespace connpool::test
