// CheckCommand.h - `connlint check`: select units, analyse them in workers, merge, report.
#ifndef CONNLINT_TOOL_CHECKCOMMAND_H
#define CONNLINT_TOOL_CHECKCOMMAND_H

#include "Options.h"

namespace connlint {

/// How the program was started: for the report and to find Clang's headers.
struct ProgramInfo {
  std::string Path;        ///< argv[0]
  std::string CommandLine; ///< As typed.
};

/// Runs the command; returns its exit code.
/// On failure: throws UsageError.
int runCheck(const CheckOptions &Options, const ProgramInfo &Program);

} // namespace connlint

#endif
