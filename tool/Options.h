// Options.h - the command line as plain values.
//
// Hand-written rather than llvm::cl: a wrong option, value or command is one clear
// sentence with the nearest right word, and options that libLLVM registers stay out.
#ifndef CONNLINT_TOOL_OPTIONS_H
#define CONNLINT_TOOL_OPTIONS_H

#include "Analysis.h"
#include "OptionParser.h"
#include <optional>
#include <string>
#include <vector>

namespace connlint {

/// --report FORMAT[=FILE]; an empty File is stdout.
struct ReportRequest {
  std::string Format;
  std::string File;
};

struct CheckOptions {
  std::string Build;              ///< -p: a folder, or a compile_commands.json. Empty: search.
  std::vector<std::string> Paths; ///< Empty: every unit of the database.
  std::vector<ReportRequest> Reports;
  std::string ConfigFile;          ///< Empty: the nearest .connlint.yaml above each file.
  std::vector<std::string> Checks; ///< Globs, in order; "-glob" switches off.
  std::vector<std::string> Models;
  std::vector<std::string> ExtraArgs, ExtraArgsBefore;
  /// What follows "--": flags for every PATH, instead of a database.
  std::optional<std::vector<std::string>> FixedFlags;
  std::string SourceRoot;
  std::optional<Level> FailOn;
  std::string Baseline;        ///< Empty: what the configuration names, if anything.
  bool BaselineStrict = false; ///< Entries that match nothing fail the run.
  /// Keep only findings that have to do with what changed since then. Both empty: keep all.
  std::string DiffRevision, PatchFile;
  bool RequireNolintReason = false, ReportUnusedNolint = false;
  DumpStage Dump = DumpStage::None;
  unsigned Jobs = 0;          ///< 0: one per core.
  bool Link = true;           ///< Units tell each other what their functions do.
  unsigned UnitTimeout = 120; ///< Seconds per unit; 0: none.
  unsigned UnitMemory = 4096; ///< MiB of address space per worker; 0: no limit.
  bool AllConfigs = false;    ///< Every entry of a file, not only the first one.
  bool ExitZero = false, Stats = false, Quiet = false, Verbose = false;
};

struct MergeOptions {
  std::vector<std::string> Files;
  std::string Output; ///< Empty: stdout.
  bool Quiet = false;
};

struct Options {
  enum CommandTy {
    BaselineWrite,
    Budget,
    Check,
    Completion,
    Doctor,
    Explain,
    Help,
    Merge,
    Rules,
    Version
  };
  CommandTy Command = Help;
  /// The rule to explain, the command to print help for, the shell, the deployment file.
  std::string Topic;
  CheckOptions CheckArgs; ///< Of check, baseline and doctor.
  MergeOptions MergeArgs;
};

/// Sorted.
std::vector<std::string_view> commandNames();
/// The options of a command, in the order of the table.
std::vector<OptionInfo> commandOptions(std::string_view Command);

/// Parses what follows the program name.
/// On failure: throws UsageError.
Options parseOptions(const std::vector<std::string> &Args);

/// Help of one command, or of the program when Command is empty.
std::string helpText(std::string_view Command);

} // namespace connlint

#endif
