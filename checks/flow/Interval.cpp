// Interval.cpp - set operations on intervals.
#include "flow/Interval.h"
#include <algorithm>

namespace connlint {

IntervalSet IntervalSet::of(const CodeSet &Codes) {
  IntervalSet Result = none();
  for (auto [Low, High] : Codes.Ranges)
    Result = Result.unite(of(Low, High));
  return Result;
}

IntervalSet IntervalSet::satisfying(BinaryOp Operator, int64_t N) {
  switch (Operator) {
  case BinaryOp::Eq: return single(N);
  case BinaryOp::Ne: return single(N).complement();
  case BinaryOp::Lt: return N == Min ? none() : of(Min, N - 1);
  case BinaryOp::Le: return of(Min, N);
  case BinaryOp::Gt: return N == Max ? none() : of(N + 1, Max);
  case BinaryOp::Ge: return of(N, Max);
  default: return full();
  }
}

std::optional<int64_t> IntervalSet::singleValue() const {
  if (Ranges.size() == 1 && Ranges[0].first == Ranges[0].second)
    return Ranges[0].first;
  return std::nullopt;
}

bool IntervalSet::contains(int64_t Value) const {
  return std::ranges::any_of(Ranges, [&](auto R) { return R.first <= Value && Value <= R.second; });
}

IntervalSet IntervalSet::intersect(const IntervalSet &Other) const {
  IntervalSet Result = none();
  size_t I = 0, J = 0;
  while (I < Ranges.size() && J < Other.Ranges.size()) {
    int64_t Low = std::max(Ranges[I].first, Other.Ranges[J].first);
    int64_t High = std::min(Ranges[I].second, Other.Ranges[J].second);
    if (Low <= High)
      Result.Ranges.emplace_back(Low, High);
    if (Ranges[I].second < Other.Ranges[J].second)
      ++I;
    else
      ++J;
  }
  return Result;
}

IntervalSet IntervalSet::complement() const {
  IntervalSet Result = none();
  int64_t Next = Min;
  bool Open = true; // [Next, ...) is not covered yet.
  for (auto [Low, High] : Ranges) {
    if (Low > Next)
      Result.Ranges.emplace_back(Next, Low - 1);
    if (High == Max) {
      Open = false;
      break;
    }
    Next = High + 1;
  }
  if (Open)
    Result.Ranges.emplace_back(Next, Max);
  return Result;
}

IntervalSet IntervalSet::unite(const IntervalSet &Other) const {
  IntervalSet Result = none();
  auto Add = [&Parts = Result.Ranges](std::pair<int64_t, int64_t> Next) {
    if (!Parts.empty() && (Parts.back().second == Max || Next.first <= Parts.back().second + 1))
      Parts.back().second = std::max(Parts.back().second, Next.second);
    else
      Parts.push_back(Next);
  };
  auto A = Ranges.begin(), B = Other.Ranges.begin();
  while (A != Ranges.end() || B != Other.Ranges.end())
    Add(B == Other.Ranges.end() || (A != Ranges.end() && *A < *B) ? *A++ : *B++);
  return Result;
}

IntervalSet IntervalSet::negated() const {
  IntervalSet Result = none();
  for (auto [Low, High] : Ranges) {
    int64_t NewLow = High == Max ? Min : High == Min ? Max : -High;
    Result = Result.unite(of(NewLow, Low == Min ? Max : -Low));
  }
  return Result;
}

IntervalSet IntervalSet::shift(int64_t Offset) const {
  IntervalSet Result = none();
  for (auto [Low, High] : Ranges) {
    int64_t NewLow = Low, NewHigh = High;
    if (Low != Min && __builtin_add_overflow(Low, Offset, &NewLow))
      return full();
    if (High != Max && __builtin_add_overflow(High, Offset, &NewHigh))
      return full();
    Result.Ranges.emplace_back(NewLow, NewHigh);
  }
  return Result;
}

std::string IntervalSet::str() const {
  if (isFull())
    return "any";
  std::string Text = "{";
  for (auto [Low, High] : Ranges) {
    if (Text.size() > 1)
      Text += ",";
    Text += Low == Min ? "min" : std::to_string(Low);
    if (Low != High)
      Text += ".." + (High == Max ? std::string("max") : std::to_string(High));
  }
  return Text + "}";
}

} // namespace connlint
