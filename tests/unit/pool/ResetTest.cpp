// ResetTest.cpp - what state a connection is in for the next borrower.
#include "PoolFixture.h"

namespace connpool::test {
namespace {

using Reset = PoolFixture;

TEST_F(Reset, CleanConnectionCostsNothing) {
  Pool &pool = make(sized(1));
  pool.checkout().checkin();
  EXPECT_EQ(stub(pool.checkout()).resets, 0u);
}

TEST_F(Reset, OpenTransactionIsRolledBack) {
  Pool &pool = make(sized(1));
  {
    Lease lease = pool.checkout();
    stub(lease).set(Condition::InTransaction);
  }
  const Lease lease = pool.checkout(10s);
  EXPECT_EQ(stub(lease).resets, 1u);
  EXPECT_EQ(stub(lease).condition(), Condition::Clean);
}

TEST_F(Reset, NoneLeavesTheTransactionOpen) {
  PoolOptions options = sized(1);
  options.reset_on_return = ResetLevel::None;
  Pool &pool = make(options);
  stub(pool.checkout()).set(Condition::InTransaction);
  const Lease lease = pool.checkout(10s);
  EXPECT_EQ(stub(lease).resets, 0u);
  EXPECT_EQ(stub(lease).condition(), Condition::InTransaction);
}

TEST_F(Reset, FullResetsEveryTime) {
  PoolOptions options = sized(1);
  options.reset_on_return = ResetLevel::Full;
  Pool &pool = make(options);
  for (int i = 0; i < 3; ++i)
    pool.checkout().checkin();
  EXPECT_EQ(stub(pool.checkout()).resets, 3u);
}

TEST_F(Reset, ConnectionInTheMiddleOfAStatementIsClosed) {
  Pool &pool = make(sized(1));
  const unsigned id = [&] {
    Lease lease = pool.checkout();
    stub(lease).set(Condition::Busy);
    return stub(lease).id();
  }();
  EXPECT_NE(stub(pool.checkout(10s)).id(), id);
  ASSERT_EQ(seen(Event::Kind::Invalidated).size(), 1u);
  EXPECT_EQ(seen(Event::Kind::Invalidated)[0].detail, "came back in the middle of a statement");
}

TEST_F(Reset, ConnectionThatCannotBeResetIsClosed) {
  Pool &pool = make(sized(1));
  const unsigned id = [&] {
    Lease lease = pool.checkout();
    stub(lease).set(Condition::InTransaction);
    server_->restart();
    return stub(lease).id();
  }();
  EXPECT_NE(stub(pool.checkout(10s)).id(), id);
}

} // namespace
} // namespace connpool::test
