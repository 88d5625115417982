// ProjectRun.h - selects units, analyses them in workers and merges what they say: the part
// that check, baseline and doctor have in common.
#ifndef CONNLINT_TOOL_PROJECTRUN_H
#define CONNLINT_TOOL_PROJECTRUN_H

#include "CompileCommands.h"
#include "Profiles.h"
#include "RunLog.h"
#include "WorkerPool.h"
#include "output/Emitter.h"
#include <functional>
#include <set>

namespace connlint {

/// How the program was started: for the report and to find Clang's headers.
struct ProgramInfo {
  std::string Path;        ///< argv[0]
  std::string CommandLine; ///< As typed.
};

/// What became of one unit.
struct UnitOverview {
  std::string File;
  std::string Failure; ///< Empty: analysed.
  unsigned Errors = 0;
  std::string FirstError;
  std::vector<std::string> MissingHeaders;
  unsigned Functions = 0, RelevantFunctions = 0;
};

class ProjectRun {
public:
  /// On failure: throws UsageError, for options that contradict what is on disk.
  ProjectRun(const CheckOptions &Options, const ProgramInfo &Program, RunLog &Log);

  /// Chooses the units. Requires: called once, before analyse.
  /// On failure: throws UsageError.
  void select();
  /// Analyses them. The report's findings are canonical, those with a NOLINT are gone.
  Report analyse();

  Profiles &profiles() { return Configs; }
  /// Absolute, as in the database.
  std::vector<std::string> selectedFiles() const;
  /// Units that the configuration ignores.
  const std::vector<std::string> &ignoredFiles() const { return Ignored; }
  /// Remarks on the database and on how the units were chosen.
  const std::vector<std::string> &selectionNotes() const { return Notes; }
  /// In the order of the files. Requires: analyse was called.
  const std::vector<UnitOverview> &units() const { return Units; }
  const std::string &sourceRoot() const { return Root; }
  /// Real paths of the units that were analysed.
  const std::set<std::string> &analysedFiles() const { return Analysed; }
  /// All that there is was analysed: no PATH was given and nothing failed.
  bool sawEverything() const;
  /// The functions that handle connections, in any file.
  const std::vector<FunctionExtent> &extents() const { return Extents; }
  /// The rule is off for this file.
  bool isDisabled(const std::string &Rule, const std::string &File);

private:
  struct Task {
    CompileUnit Unit;
    std::string RealFile;
    std::shared_ptr<const Profile> How;
    Imports Told;       ///< By other units.
    std::string Packed; ///< The unit, once it is parsed (PackedUnit.h).
  };
  using Job = std::function<UnitResult(const Task &)>;

  AnalysisOptions judgement(const Task &T) const;
  UnitResult parse(class UnitRunner &Runner, const Task &T) const;
  UnitResult judgeAgain(const Task &T) const;
  /// What Do answers for the tasks with these numbers, in their order.
  std::vector<UnitResult> runTasks(const WorkerLimits &Limits, const std::vector<size_t> &Numbers,
                                   const Job &Do) const;
  /// Judges units again with what others say of the functions they call, until that changes no more.
  void link(const WorkerLimits &Limits, std::vector<UnitResult> &Answers);
  void merge(std::vector<UnitResult> Answers, Report &Out);
  void suppress(Report &Out);

  const CheckOptions &Options;
  const ProgramInfo &Program;
  RunLog &Log;
  Profiles Configs;
  std::vector<Task> Tasks;
  unsigned Skipped = 0;
  std::string Root;
  std::set<std::string> Analysed;
  std::vector<FunctionExtent> Extents;
  std::vector<std::string> Ignored, Notes;
  std::vector<UnitOverview> Units;
  bool AnyFailed = false;
};

} // namespace connlint

#endif
