// CheckCommand.cpp - the story of one run, from options to exit code.
#include "CheckCommand.h"
#include "CompileCommands.h"
#include "Profiles.h"
#include "ReportSink.h"
#include "RunLog.h"
#include "Suggest.h"
#include "Suppressions.h"
#include "UnitRunner.h"
#include "UsageError.h"
#include "WorkerPool.h"
#include "llvm/Support/FileSystem.h"
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <sched.h>
#include <unistd.h>

namespace connlint {

namespace {

struct Target {
  const EmitterInfo *Emitter;
  std::unique_ptr<ReportSink> Sink;
};

struct Task {
  CompileUnit Unit;
  std::string RealFile;
  std::shared_ptr<const Profile> How;
};

unsigned availableCores() {
  cpu_set_t Set; // Honours taskset and cgroup cpusets, unlike the number of cores.
  return sched_getaffinity(0, sizeof Set, &Set) == 0 ? unsigned(CPU_COUNT(&Set)) : 1;
}

class CheckRun {
public:
  CheckRun(const CheckOptions &Options, const ProgramInfo &Program)
      : Options(Options), Program(Program), Log(Options.Verbose), Configs(Options) {}

  int run() {
    openReports();
    selectTasks();
    merge(analyse());
    int Code = exitCode();
    Out.ExitCode = Code;
    writeReports();
    if (!Options.Quiet)
      Log.printNotes();
    if (!TextOnStdout)
      Log.printFailures(Out); // The text report names them, too.
    Log.printInputErrors(Out);
    if (Options.Stats)
      Log.printStats();
    if (!Options.Quiet)
      Log.printClosingLine(Out);
    return Code;
  }

private:
  void openReports() {
    std::vector<ReportRequest> Requests = Options.Reports;
    if (Requests.empty() && Options.Dump == DumpStage::None)
      Requests = {{"text", ""}};
    bool StdoutTaken = Options.Dump != DumpStage::None;
    for (const ReportRequest &Request : Requests) {
      const EmitterInfo *Emitter = findEmitter(Request.Format);
      if (!Emitter) {
        std::vector<std::string_view> Known;
        for (const EmitterInfo &E : allEmitters())
          Known.push_back(E.Format);
        throw UsageError("unknown report format '" + Request.Format + "'" +
                         didYouMean(Request.Format, Known));
      }
      if (Request.File.empty() && std::exchange(StdoutTaken, true))
        throw UsageError("only one report can go to stdout; name a file: --report " +
                         Request.Format + "=FILE");
      TextOnStdout |= Request.Format == "text" && Request.File.empty();
      Targets.push_back({Emitter, std::make_unique<ReportSink>(Request.File)});
    }
  }

  void selectTasks() {
    UnitSelection Selection = selectUnits(Options);
    for (const std::string &Note : Selection.Notes)
      Log.note(Note);
    Out.UnitsSkipped = Selection.Skipped;
    std::vector<std::string> Files;
    for (CompileUnit &Unit : Selection.Units) {
      std::string Canonical = canonicalPath(Unit.File);
      llvm::SmallString<256> Real;
      if (llvm::sys::fs::real_path(Unit.File, Real))
        Real = Canonical;
      auto How = Configs.forFile(Canonical);
      Files.push_back(Canonical);
      if (How->Settings->ignores(Canonical))
        ++Out.UnitsSkipped;
      else
        Tasks.push_back({std::move(Unit), Real.str().str(), std::move(How)});
    }
    Out.SourceRoot = sourceRoot(Options.SourceRoot, Files);
  }

  std::vector<JobResult> analyse() {
    UnitRunner::Settings Settings;
    Settings.Sanitize.ExtraArgs = Options.ExtraArgs;
    Settings.Sanitize.ExtraArgsBefore = Options.ExtraArgsBefore;
    Settings.Sanitize.ResourceDir = findResourceDir(Program.Path.c_str());
    Settings.ShowErrors = Options.Verbose;
    if (Settings.Sanitize.ResourceDir.empty())
      Log.note("the headers of Clang itself are not installed; expect missing <stddef.h>");
    UnitRunner Runner(std::move(Settings)); // Each child has its own copy.

    WorkerLimits Limits;
    Limits.Workers = Options.Jobs ? Options.Jobs : availableCores();
    Limits.TimeoutSeconds = Options.UnitTimeout;
    Limits.MemoryMiB = Options.UnitMemory;
    Limits.ShowStderr = Options.Verbose;
    ProgressLine Progress(!Options.Quiet, Tasks.size());
    return runJobs(
        Tasks.size(), Limits,
        [&](size_t I) { return encodeUnitResult(analyseOne(Runner, Tasks[I])); },
        [&](size_t Done) { Progress.show(Done); });
  }

  UnitResult analyseOne(UnitRunner &Runner, const Task &T) const {
    AnalysisOptions Judge = T.How->Options;
    Judge.InScope = [&](const std::string &File) {
      return (File == T.RealFile || isBelow(File, Out.SourceRoot)) &&
             !T.How->Settings->ignores(File);
    };
    return Runner.run(T.Unit, *T.How->Model, Judge);
  }

  void merge(std::vector<JobResult> Results) {
    for (size_t I = 0; I != Tasks.size(); ++I) {
      const std::string &File = Tasks[I].Unit.File;
      UnitResult Unit;
      if (!Results[I].Failure.empty())
        Unit.Failure = Results[I].Failure;
      else if (auto Decoded = decodeUnitResult(Results[I].Payload))
        Unit = std::move(*Decoded);
      else
        Unit.Failure = "the worker's answer cannot be read";
      Log.add(File, Unit);
      if (!Unit.Failure.empty()) {
        Out.Failures.push_back({File, Unit.Failure});
        continue;
      }
      ++Out.UnitsAnalysed;
      std::cout << Unit.Report.Dump;
      for (const ModelError &E : Unit.Report.BadAnnotations)
        Out.InputErrors.push_back({{E.File, E.Line, E.Column, 0}, E.Message});
      auto &Found = Unit.Report.Findings;
      Out.Findings.insert(Out.Findings.end(), std::make_move_iterator(Found.begin()),
                          std::make_move_iterator(Found.end()));
    }
    // Headers are read in many units.
    std::ranges::sort(Out.InputErrors);
    Out.InputErrors.erase(std::ranges::unique(Out.InputErrors).begin(), Out.InputErrors.end());
    // Number before suppressing: a new NOLINT must not rename the findings after it.
    canonicalize(Out.Findings);
    Suppressions Comments;
    Log.addSuppressed(std::erase_if(
        Out.Findings, [&](const Finding &F) { return Comments.suppresses(F); }));
  }

  int exitCode() {
    if (!Out.InputErrors.empty())
      return 2;
    if (!Out.Failures.empty())
      return 3;
    Level FailOn = Configs.failOn();
    bool Fails = std::ranges::any_of(Out.Findings, [&](const Finding &F) {
      return ruleLevel(F.Rule, Out.Levels) >= FailOn;
    });
    return Fails && !Options.ExitZero ? 1 : 0;
  }

  void writeReports() {
    Out.Tool.Version = CONNLINT_VERSION;
    Out.CommandLine = Program.CommandLine;
    SourceCache Sources;
    std::cout.flush();
    for (Target &T : Targets) {
      EmitOptions Emit;
      Emit.WorkingDirectory = absolutePath(".");
      Emit.Color = T.Sink->isStdout() && isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR");
      emitReport(*T.Emitter, Out, Emit, Sources, T.Sink->stream());
      T.Sink->commit();
    }
  }

  const CheckOptions &Options;
  const ProgramInfo &Program;
  RunLog Log;
  Profiles Configs;
  std::vector<Target> Targets;
  std::vector<Task> Tasks;
  Report Out;
  bool TextOnStdout = false;
};

} // namespace

int runCheck(const CheckOptions &Options, const ProgramInfo &Program) {
  return CheckRun(Options, Program).run();
}

} // namespace connlint
