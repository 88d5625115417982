// CompilerProbe.h - asks a GCC that Clang does not know where its headers are.
#ifndef CONNLINT_TOOL_COMPILERPROBE_H
#define CONNLINT_TOOL_COMPILERPROBE_H

#include "CompilerName.h"
#include <string>
#include <vector>

namespace connlint {

struct ProbeResult {
  std::string Target;                ///< As the compiler calls it; empty when unknown.
  std::vector<std::string> Includes; ///< Its system folders, in order, without its builtins.
  std::string Error;                 ///< Why there is no result, or empty.
};

/// Runs `compiler -E -v` on an empty file with those of Args that move include paths.
/// Answers are kept for the life of the process.
const ProbeResult &probeCompiler(const CompilerName &Compiler, bool Cxx,
                                 const std::vector<std::string> &Args,
                                 const std::string &Directory);

/// True when Clang's own search would not find the headers of this compiler: it has a
/// target prefix, or lives outside of the system's folders.
bool needsProbe(const CompilerName &Compiler);

/// Reads what `-E -v` prints on stderr.
ProbeResult parseProbeOutput(std::string_view Text);

} // namespace connlint

#endif
