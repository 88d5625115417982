// LeftBehind.cpp - see LeftBehind.h.
#include "summary/LeftBehind.h"
#include <algorithm>

namespace connlint {

/// The address is in an object of the caller, or in a global.
static bool outlivesTheCall(const Term &Address) {
  if (Address.Kind == Term::Global)
    return true;
  if (Address.Kind == Term::Pointee)
    return Address.Kids[0].Kind == Term::Load;
  return (Address.Kind == Term::Field || Address.Kind == Term::Element) &&
         outlivesTheCall(Address.Kids[0]);
}

/// Or the way out has asked for its status, and that was no success.
static bool hasFailed(const SummaryCase::Acquire &A, const SummaryCase &C,
                      const ResourceModel &Model) {
  return A.Failed || std::ranges::any_of(C.Constraints, [&](const auto &Each) {
           if (Each.Of.Kind != Term::Status || Each.Of.Kids[0] != A.Handle)
             return false;
           const FunctionModel *Asked = Model.find(Each.Of.Name); // Else a field such as "err".
           if (Asked && !Asked->Status)
             return false; // "PQserverVersion(c) >= 90000" tells of no failure.
           IntervalSet Ok = Asked ? IntervalSet::of(Asked->Status->Ok) : IntervalSet::single(0);
           return Each.Range.intersect(Ok).isEmpty();
         });
}

static const std::string &globalOf(const Term &Address) {
  return Address.Kind == Term::Global || Address.Kids.empty() ? Address.Name
                                                              : globalOf(Address.Kids[0]);
}

std::vector<LeftBehind> leftBehind(const Summary &Effects, const ResourceModel &Model) {
  std::vector<LeftBehind> Found;
  for (const SummaryCase &C : Effects.Cases)
    for (const SummaryCase::Acquire &A : C.Acquires) {
      if (A.IsGhost || A.IsTransaction || A.Handle.Kind != Term::Fresh)
        continue;
      for (const SummaryCase::Store &Each : C.Stores)
        if (Each.Value == A.Handle && outlivesTheCall(Each.Address))
          Found.push_back({A.Place, A.Resource, Each.Address, globalOf(Each.Address),
                           hasFailed(A, C, Model), C.Result == A.Handle});
    }
  return Found;
}

static bool storesAt(const SummaryCase &C, const Term &Address) {
  return std::ranges::any_of(
      C.Stores, [&](const SummaryCase::Store &Each) { return Each.Address == Address; });
}

bool expectsToBeCalledAgain(const Summary &Effects, const LeftBehind &Handle) {
  auto IsSet = [&](const Term &Address) {
    return std::ranges::any_of(Effects.Cases,
                               [&](const SummaryCase &C) { return storesAt(C, Address); });
  };
  auto AsksForIt = [&](const auto &Self, const Term &T) -> bool {
    return (T.Kind == Term::Load && IsSet(T.Kids[0])) ||
           std::ranges::any_of(T.Kids, [&](const Term &Kid) { return Self(Self, Kid); });
  };
  return std::ranges::any_of(Effects.Cases, [&](const SummaryCase &C) {
    return C.Acquires.empty() && !storesAt(C, Handle.Address) &&
           std::ranges::any_of(C.Constraints,
                               [&](const auto &Each) { return AsksForIt(AsksForIt, Each.Of); });
  });
}

} // namespace connlint
