// DoctorCommand.h - `connlint doctor`: why is my setup, or this file, not analysed?
#ifndef CONNLINT_TOOL_DOCTORCOMMAND_H
#define CONNLINT_TOOL_DOCTORCOMMAND_H

#include "ProjectRun.h"
#include <iosfwd>

namespace connlint {

/// Prints what check would use and what became of every unit, with what to do about it.
/// Returns 0 when all is well, 3 when something is not analysed or only in part.
/// On failure: throws UsageError, which already says what to do.
int runDoctor(const CheckOptions &Options, const ProgramInfo &Program, std::ostream &Out);

} // namespace connlint

#endif
