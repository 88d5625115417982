// UnknownNames.h - names that a unit uses and no header declares.
//
// A clean checkout lacks generated and third-party headers. Clang drops every statement with
// an unknown name, and with it the checks that the analysis looks for. So the unit is parsed
// once more with stand-ins for these names.
#ifndef CONNLINT_TOOL_UNKNOWNNAMES_H
#define CONNLINT_TOOL_UNKNOWNNAMES_H

#include <set>
#include <string>

namespace connlint {

struct UnknownNames {
  std::set<std::string> Types, Values;

  bool empty() const { return Types.empty() && Values.empty(); }
  /// Adds Other; true when that brought something new.
  bool add(const UnknownNames &Other);
  /// C declarations that stand in: types are int, values in capitals are constants that
  /// differ from each other, other values are variables.
  std::string standIns() const;
};

} // namespace connlint

#endif
