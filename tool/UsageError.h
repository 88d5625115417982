// UsageError.h - something the user has to put right: options, configuration, paths.
//
// Thrown by the parts that run before and after the analysis, caught once in main(),
// which prints it and exits with 2. Never thrown while Clang is on the stack.
#ifndef CONNLINT_TOOL_USAGEERROR_H
#define CONNLINT_TOOL_USAGEERROR_H

#include <stdexcept>

namespace connlint {

class UsageError : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// The message is complete lines of the form "file:line:column: error: …".
class LocatedError : public UsageError {
public:
  using UsageError::UsageError;
};

} // namespace connlint

#endif
