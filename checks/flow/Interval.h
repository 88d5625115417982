// Interval.h - a set of integers as sorted, disjoint, closed intervals.
//
// What a path knows about an int or pointer: {0}, everything but 0, [1, max], ...
#ifndef CONNLINT_FLOW_INTERVAL_H
#define CONNLINT_FLOW_INTERVAL_H

#include "facts/Facts.h"
#include "model/ResourceModel.h"
#include <limits>
#include <string>

namespace connlint {

/// A comparison: its value is 0 or 1.
inline bool isRelation(BinaryOp Operator) { return Operator >= BinaryOp::Eq; }

class IntervalSet {
public:
  static constexpr int64_t Min = std::numeric_limits<int64_t>::min();
  static constexpr int64_t Max = std::numeric_limits<int64_t>::max();

  static IntervalSet full() { return IntervalSet({{Min, Max}}); }
  static IntervalSet none() { return IntervalSet({}); }
  static IntervalSet of(int64_t Low, int64_t High) { return IntervalSet({{Low, High}}); }
  static IntervalSet single(int64_t Value) { return of(Value, Value); }
  static IntervalSet nonZero() { return single(0).complement(); }
  static IntervalSet of(const CodeSet &Codes);
  /// All x with "x Operator Number". Requires: a comparison.
  static IntervalSet satisfying(BinaryOp Operator, int64_t Number);

  bool isFull() const { return Ranges.size() == 1 && Ranges[0] == std::pair{Min, Max}; }
  bool isEmpty() const { return Ranges.empty(); }
  bool isSingle(int64_t Value) const {
    return Ranges.size() == 1 && Ranges[0] == std::pair{Value, Value};
  }
  std::optional<int64_t> singleValue() const;
  bool contains(int64_t Value) const;
  /// Every element of this set is in Other.
  bool within(const IntervalSet &Other) const { return intersect(Other) == *this; }

  IntervalSet intersect(const IntervalSet &Other) const;
  IntervalSet unite(const IntervalSet &Other) const;
  IntervalSet complement() const;
  /// All -x. The smallest and the largest number stand for whatever is beyond them.
  IntervalSet negated() const;
  /// Adds Offset to every element; full if that overflows.
  IntervalSet shift(int64_t Offset) const;

  const std::vector<std::pair<int64_t, int64_t>> &ranges() const { return Ranges; }
  std::string str() const;

  auto operator<=>(const IntervalSet &) const = default;

private:
  explicit IntervalSet(std::vector<std::pair<int64_t, int64_t>> R) : Ranges(std::move(R)) {}
  std::vector<std::pair<int64_t, int64_t>> Ranges;
};

} // namespace connlint

#endif
