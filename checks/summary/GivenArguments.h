// GivenArguments.h - out-parameters that nobody leaves out.
#ifndef CONNLINT_SUMMARY_GIVENARGUMENTS_H
#define CONNLINT_SUMMARY_GIVENARGUMENTS_H

#include "facts/Facts.h"
#include <map>
#include <set>

namespace connlint {

/// Of functions that only their unit can call: the parameters that get the address of something in
/// each call, so that "if (out)" always holds.
class GivenArguments {
public:
  explicit GivenArguments(const UnitFacts &Unit);

  bool isAlwaysGiven(const std::string &Usr, uint32_t Parameter) const {
    auto It = Given.find(Usr);
    return It != Given.end() && It->second.contains(Parameter);
  }

private:
  std::map<std::string, std::set<uint32_t>> Given; ///< By USR.
};

} // namespace connlint

#endif
