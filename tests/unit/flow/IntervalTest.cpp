// IntervalTest.cpp - set operations, compared with sets that are counted out.
#include "flow/Interval.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <set>

namespace connlint {
namespace {

constexpr int64_t Low = -12, High = 12;

/// A set of small numbers, and whether it holds everything below and above.
struct Counted {
  std::set<int64_t> Inside;
  bool Below = false, Above = false;

  bool has(int64_t N) const { return N < Low ? Below : N > High ? Above : Inside.contains(N); }
};

struct Pair {
  IntervalSet Set = IntervalSet::none();
  Counted Count;
};

Pair randomSet(std::mt19937 &Random) {
  Pair P;
  auto Pick = [&](int64_t From, int64_t To) {
    return std::uniform_int_distribution<int64_t>(From, To)(Random);
  };
  for (int64_t Ranges = Pick(0, 4); Ranges > 0; --Ranges) {
    int64_t From = Pick(Low, High), To = Pick(From, std::min(High, From + 5));
    P.Set = P.Set.unite(IntervalSet::of(From, To));
    for (int64_t N = From; N <= To; ++N)
      P.Count.Inside.insert(N);
  }
  if (Pick(0, 3) == 0) {
    P.Set = P.Set.unite(IntervalSet::of(IntervalSet::Min, Low - 1));
    P.Count.Below = true;
  }
  if (Pick(0, 3) == 0) {
    P.Set = P.Set.unite(IntervalSet::of(High + 1, IntervalSet::Max));
    P.Count.Above = true;
  }
  return P;
}

const std::vector<int64_t> &probes() {
  static const std::vector<int64_t> All = [] {
    std::vector<int64_t> P{IntervalSet::Min, IntervalSet::Min + 1, IntervalSet::Max - 1,
                           IntervalSet::Max};
    for (int64_t N = Low - 3; N <= High + 3; ++N)
      P.push_back(N);
    return P;
  }();
  return All;
}

bool isCanonical(const IntervalSet &S) {
  const auto &R = S.ranges();
  for (size_t I = 0; I < R.size(); ++I) {
    if (R[I].first > R[I].second)
      return false;
    if (I && (R[I - 1].second == IntervalSet::Max || R[I - 1].second + 1 >= R[I].first))
      return false;
  }
  return true;
}

class RandomSets : public testing::Test {
protected:
  std::mt19937 Random{20240607};
  template <typename Test> void forPairs(Test T) {
    for (int Round = 0; Round < 3000 && !HasFailure(); ++Round) {
      Pair A = randomSet(Random), B = randomSet(Random);
      SCOPED_TRACE(A.Set.str() + " and " + B.Set.str());
      T(A, B);
    }
  }
};

TEST_F(RandomSets, HoldWhatWasPutIn) {
  forPairs([](const Pair &A, const Pair &) {
    EXPECT_TRUE(isCanonical(A.Set));
    for (int64_t N : probes())
      EXPECT_EQ(A.Set.contains(N), A.Count.has(N)) << N;
  });
}

TEST_F(RandomSets, IntersectUniteAndComplementAreTheSetOperations) {
  forPairs([](const Pair &A, const Pair &B) {
    IntervalSet Both = A.Set.intersect(B.Set), Either = A.Set.unite(B.Set);
    IntervalSet Not = A.Set.complement();
    EXPECT_TRUE(isCanonical(Both) && isCanonical(Either) && isCanonical(Not));
    for (int64_t N : probes()) {
      EXPECT_EQ(Both.contains(N), A.Count.has(N) && B.Count.has(N)) << N;
      EXPECT_EQ(Either.contains(N), A.Count.has(N) || B.Count.has(N)) << N;
      EXPECT_EQ(Not.contains(N), !A.Count.has(N)) << N;
    }
  });
}

TEST_F(RandomSets, EqualSetsAreEqualValues) {
  forPairs([](const Pair &A, const Pair &B) {
    EXPECT_EQ(A.Set.complement().complement(), A.Set);
    EXPECT_EQ(A.Set.unite(B.Set), B.Set.unite(A.Set));
    EXPECT_EQ(A.Set.intersect(B.Set), B.Set.intersect(A.Set));
    EXPECT_EQ(A.Set.intersect(B.Set).complement(), A.Set.complement().unite(B.Set.complement()));
  });
}

TEST_F(RandomSets, WithinIsSubset) {
  forPairs([](const Pair &A, const Pair &B) {
    bool Subset =
        std::ranges::all_of(probes(), [&](int64_t N) { return !A.Count.has(N) || B.Count.has(N); });
    EXPECT_EQ(A.Set.within(B.Set), Subset);
    EXPECT_TRUE(A.Set.intersect(B.Set).within(A.Set));
  });
}

TEST_F(RandomSets, ShiftLosesNothing) {
  forPairs([&](const Pair &A, const Pair &) {
    for (int64_t Offset : {-5, -1, 0, 1, 7}) {
      IntervalSet Shifted = A.Set.shift(Offset);
      EXPECT_TRUE(isCanonical(Shifted)) << Offset << " " << Shifted.str();
      bool IsBounded = !A.Count.Below && !A.Count.Above; // Then it is exact.
      for (int64_t N = Low - 3; N <= High + 3; ++N) {
        bool Has = Shifted.contains(N + Offset);
        EXPECT_TRUE(Has || !A.Count.has(N)) << N << " " << Offset;
        EXPECT_TRUE(!IsBounded || Has == A.Count.has(N)) << N << " " << Offset;
      }
    }
  });
}

TEST_F(RandomSets, NegatedIsTheMirror) {
  forPairs([](const Pair &A, const Pair &) {
    IntervalSet Mirror = A.Set.negated();
    EXPECT_TRUE(isCanonical(Mirror)) << Mirror.str();
    for (int64_t N : probes())
      if (N != IntervalSet::Min && N != IntervalSet::Max) {
        EXPECT_EQ(Mirror.contains(-N), A.Set.contains(N)) << N;
      }
  });
}

TEST(IntervalSet, NegatedHasAnAnswerForTheSmallestNumber) {
  EXPECT_EQ(IntervalSet::single(IntervalSet::Min).negated(), IntervalSet::single(IntervalSet::Max));
  EXPECT_EQ(IntervalSet::of(IntervalSet::Min, -3).negated(), IntervalSet::of(3, IntervalSet::Max));
  EXPECT_EQ(IntervalSet::of(3, IntervalSet::Max).negated(), IntervalSet::of(IntervalSet::Min, -3));
  EXPECT_TRUE(IntervalSet::full().negated().isFull());
  EXPECT_TRUE(IntervalSet::nonZero().negated() == IntervalSet::nonZero());
}

TEST(IntervalSet, SatisfyingIsTheRelation) {
  for (BinaryOp Op :
       {BinaryOp::Eq, BinaryOp::Ne, BinaryOp::Lt, BinaryOp::Le, BinaryOp::Gt, BinaryOp::Ge})
    for (int64_t Number : {IntervalSet::Min, int64_t(-1), int64_t(0), int64_t(3), IntervalSet::Max})
      for (int64_t N : probes()) {
        bool Holds = Op == BinaryOp::Eq   ? N == Number
                     : Op == BinaryOp::Ne ? N != Number
                     : Op == BinaryOp::Lt ? N < Number
                     : Op == BinaryOp::Le ? N <= Number
                     : Op == BinaryOp::Gt ? N > Number
                                          : N >= Number;
        EXPECT_EQ(IntervalSet::satisfying(Op, Number).contains(N), Holds)
            << N << " " << binaryName(Op) << " " << Number;
      }
}

TEST(IntervalSet, ShiftThatOverflowsIsEverything) {
  EXPECT_TRUE(IntervalSet::single(IntervalSet::Max - 1).shift(2).isFull());
  EXPECT_TRUE(IntervalSet::single(IntervalSet::Min + 1).shift(-2).isFull());
}

TEST(IntervalSet, ShiftKeepsOpenEndsOpen) {
  EXPECT_EQ(IntervalSet::of(5, IntervalSet::Max).shift(3), IntervalSet::of(8, IntervalSet::Max));
  EXPECT_EQ(IntervalSet::of(IntervalSet::Min, 5).shift(-3), IntervalSet::of(IntervalSet::Min, 2));
}

TEST(IntervalSet, SinglesAreFound) {
  EXPECT_EQ(IntervalSet::single(4).singleValue(), 4);
  EXPECT_FALSE(IntervalSet::of(4, 5).singleValue());
  EXPECT_FALSE(IntervalSet::none().singleValue());
  EXPECT_TRUE(IntervalSet::single(4).isSingle(4));
  EXPECT_FALSE(IntervalSet::nonZero().contains(0));
}

TEST(IntervalSet, PrintsItself) {
  EXPECT_EQ(IntervalSet::full().str(), "any");
  EXPECT_EQ(IntervalSet::none().str(), "{}");
  EXPECT_EQ(IntervalSet::nonZero().str(), "{min..-1,1..max}");
  EXPECT_EQ(IntervalSet::of(2, 4).unite(IntervalSet::single(7)).str(), "{2..4,7}");
}

} // namespace
} // namespace connlint
