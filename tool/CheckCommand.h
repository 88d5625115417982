// CheckCommand.h - `connlint check` and `connlint baseline write`.
#ifndef CONNLINT_TOOL_CHECKCOMMAND_H
#define CONNLINT_TOOL_CHECKCOMMAND_H

#include "Options.h"
#include "ProjectRun.h"

namespace connlint {

/// Analyses, leaves out what is known or unchanged, reports; returns the exit code.
/// On failure: throws UsageError.
int runCheck(const CheckOptions &Options, const ProgramInfo &Program);

/// Analyses and writes what it finds as known; returns the exit code.
/// On failure: throws UsageError.
int runBaselineWrite(const CheckOptions &Options, const ProgramInfo &Program);

} // namespace connlint

#endif
