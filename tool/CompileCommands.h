// CompileCommands.h - which translation units there are and how they are compiled.
//
// Finds and reads compile_commands.json, or takes flags from the command line, and picks
// the units that were asked for. CommandSanitizer then makes each command fit for Clang.
#ifndef CONNLINT_TOOL_COMPILECOMMANDS_H
#define CONNLINT_TOOL_COMPILECOMMANDS_H

#include "Options.h"
#include <string>
#include <vector>

namespace connlint {

struct CompileUnit {
  std::string File;              ///< Absolute, without "." and "..".
  std::string Directory;         ///< Where the compiler ran, absolute.
  std::vector<std::string> Args; ///< As written: launcher, compiler, flags, inputs.
};

struct UnitSelection {
  std::vector<CompileUnit> Units; ///< Sorted by file.
  std::vector<std::string> Notes; ///< For stderr.
  unsigned Skipped = 0;           ///< Entries that are neither C nor C++.
};

/// The units that Options ask for; one entry per file unless AllConfigs.
/// On failure: throws UsageError that names the file and says what to do.
UnitSelection selectUnits(const CheckOptions &Options);

/// Absolute, without dots.
std::string absolutePath(const std::string &Path, const std::string &Base = "");
/// absolutePath with the symbolic links of the folder resolved.
std::string canonicalPath(const std::string &Path);
/// True when Path is Folder or below it; both absolute.
bool isBelow(std::string_view Path, std::string_view Folder);

} // namespace connlint

#endif
