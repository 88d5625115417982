// Lenders.h - functions that leave a handle with who calls them, across translation units.
//
// A unit does not see what functions of other units do to a handle it passes. What it would
// report if they only use it waits until all units have said what their functions do.
#ifndef CONNLINT_FINDING_LENDERS_H
#define CONNLINT_FINDING_LENDERS_H

#include "finding/Finding.h"
#include <map>
#include <set>

namespace connlint {

/// What a function that other units can call does to the handles in its parameters.
struct Lender {
  std::string Function; ///< Qualified, without parameters: it may stand for several.
  /// It keeps, returns or releases one, or it cannot be told.
  bool Takes = false;
  /// Functions that are defined elsewhere and are given one, sorted.
  std::vector<std::string> HandsOnTo;

  auto operator<=>(const Lender &) const = default;
};

/// A finding that is true if functions of other units leave the handle with their caller.
struct Doubt {
  Finding What;
  std::vector<std::string> Assumes; ///< Those functions, sorted.

  auto operator<=>(const Doubt &) const = default;
};

class Lenders {
public:
  void add(const std::vector<Lender> &OfAUnit);
  /// Every known function of that name, and everything that one hands handles on to, leaves
  /// them with its caller. A method stands for all methods of its name: it may be virtual.
  bool leaves(const std::string &Function) const;
  /// Those of Doubts that hold: what they assume is so, one for each obligation, and Known
  /// has none at the same place. Requires: Doubts is sorted.
  std::vector<Finding> settle(const std::vector<Doubt> &Doubts,
                              const std::vector<Finding> &Known) const;

private:
  bool leaves(const std::string &Function, std::set<std::string> &Asked) const;

  std::map<std::string, Lender> ByName; ///< Of a method, its own name only: "::load".
};

} // namespace connlint

#endif
