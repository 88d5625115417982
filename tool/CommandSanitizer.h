// CommandSanitizer.h - turns any compile command into one that Clang parses.
//
// Drops what only another compiler understands, what writes files, and what only matters
// for warnings, linking or code generation; what shapes the AST stays as it is.
#ifndef CONNLINT_TOOL_COMMANDSANITIZER_H
#define CONNLINT_TOOL_COMMANDSANITIZER_H

#include "CompileCommands.h"
#include <string>
#include <vector>

namespace connlint {

struct SanitizeOptions {
  std::vector<std::string> ExtraArgs, ExtraArgsBefore;
  std::string ResourceDir; ///< Of the Clang we are; empty: not given.
  /// What to leave out when Clang refuses a target: first what only the other compiler
  /// knows of its CPUs and ABIs, then the target itself.
  enum MachineTy { KeepAll, KeepTarget, KeepNone } Machine = KeepAll;
  /// Ask cross compilers for their include paths (runs them with -E -v).
  bool Probe = true;
};

struct CleanCommand {
  std::vector<std::string> Args;    ///< Complete, ends with the file.
  std::vector<std::string> Dropped; ///< Flags unknown to Clang; for -v.
  std::vector<std::string> Notes;   ///< Worth telling once: missing response files, …
  bool DroppedModules = false;      ///< Had flags for C++20 modules.
};

CleanCommand sanitizeCommand(const CompileUnit &Unit, const SanitizeOptions &Options);

/// Replaces "@file" by the words in the file, relative to Directory; missing ones are
/// dropped with a note.
std::vector<std::string> expandResponseFiles(const std::vector<std::string> &Args,
                                             const std::string &Directory,
                                             std::vector<std::string> &Notes);

/// The folder with Clang's own headers for the LLVM this program is linked to, or empty.
std::string findResourceDir(const char *Argv0);

} // namespace connlint

#endif
