// MergeCommand.h - `connlint merge`: one report from the reports of shards.
#ifndef CONNLINT_TOOL_MERGECOMMAND_H
#define CONNLINT_TOOL_MERGECOMMAND_H

#include "Options.h"

namespace connlint {

/// Returns the exit code that one run over all shards would have had.
/// On failure: throws UsageError.
int runMerge(const MergeOptions &Options);

} // namespace connlint

#endif
