// UnknownNames.h - names that a unit uses and no header declares.
//
// A clean checkout lacks generated and third-party headers. Clang drops every statement with
// an unknown name, and with it the checks that the analysis looks for. So the unit is parsed
// once more with stand-ins for these names.
#ifndef CONNLINT_TOOL_UNKNOWNNAMES_H
#define CONNLINT_TOOL_UNKNOWNNAMES_H

#include "FunctionHead.h"
#include <set>
#include <string>

namespace connlint {

struct UnknownNames {
  std::set<std::string> Types;
  std::set<std::string> Functions; ///< Called where nothing declares them.
  std::set<std::string> Templates; ///< Called with template arguments.
  std::set<std::string> Values;
  UnknownMacros Macros;
  /// Headers that do declare names the unit lacks, as "-include" takes them.
  std::set<std::string> Headers;

  bool empty() const {
    return Types.empty() && Functions.empty() && Templates.empty() && Values.empty() &&
           Headers.empty() && Macros == UnknownMacros();
  }
  /// Adds Other; true when that brought something new.
  bool add(const UnknownNames &Other);
  /// Declarations that stand in: values in capitals are constants that differ from each
  /// other. Types, and other values, are int in C, and in C++ of a class that can be made of,
  /// turned into and combined with everything. Macros stand for nothing.
  std::string standIns(bool IsCxx) const;
};

} // namespace connlint

#endif
