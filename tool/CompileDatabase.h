// CompileDatabase.h - finds and reads compile_commands.json, with errors that say what to
// do.
#ifndef CONNLINT_TOOL_COMPILEDATABASE_H
#define CONNLINT_TOOL_COMPILEDATABASE_H

#include "CompileCommands.h"
#include <string>
#include <vector>

namespace connlint {

/// The database that -p names, or the one found by searching from the folders of Starts
/// upwards: the folder itself, then its build*/ folders. Notes tells when several qualify.
/// On failure: throws UsageError.
std::string findDatabase(const std::string &Build, const std::vector<std::string> &Starts,
                         std::vector<std::string> &Notes);

/// Every entry in the order of the file.
/// On failure: throws UsageError with the place in the file.
std::vector<CompileUnit> readDatabase(const std::string &Path);

/// A command for a file that has none, from the entry whose path is most alike. An empty
/// InferredFrom in the result means that nothing was alike and Clang's defaults apply.
struct InferredUnit {
  CompileUnit Unit;
  std::string InferredFrom;
};
std::vector<InferredUnit> inferUnits(const std::vector<CompileUnit> &Known,
                                     const std::vector<std::string> &Files);

} // namespace connlint

#endif
