// Completion.h - `connlint completion`: scripts for shells, made from the option tables.
#ifndef CONNLINT_TOOL_COMPLETION_H
#define CONNLINT_TOOL_COMPLETION_H

#include <iosfwd>
#include <string>

namespace connlint {

/// Prints the script for bash, zsh or fish.
/// On failure: throws UsageError for another shell.
void printCompletion(const std::string &Shell, std::ostream &Out);

} // namespace connlint

#endif
