// ProjectRun.cpp - from options to the findings of all units.
#include "ProjectRun.h"
#include "Suppressions.h"
#include "UnitRunner.h"
#include "llvm/Support/FileSystem.h"
#include <algorithm>
#include <iostream>
#include <numeric>
#include <sched.h>

namespace connlint {

static unsigned availableCores() {
  cpu_set_t Set; // Honours taskset and cgroup cpusets, unlike the number of cores.
  return sched_getaffinity(0, sizeof Set, &Set) == 0 ? unsigned(CPU_COUNT(&Set)) : 1;
}

template <class T> static void append(std::vector<T> &Into, std::vector<T> &From) {
  Into.insert(Into.end(), std::make_move_iterator(From.begin()),
              std::make_move_iterator(From.end()));
}

// Headers are read in many units.
template <class T> static void sortUnique(std::vector<T> &Values) {
  std::ranges::sort(Values);
  auto Tail = std::ranges::unique(Values);
  Values.erase(Tail.begin(), Tail.end());
}

ProjectRun::ProjectRun(const CheckOptions &Options, const ProgramInfo &Program, RunLog &Log)
    : Options(Options), Program(Program), Log(Log), Configs(Options) {}

void ProjectRun::select() {
  UnitSelection Selection = selectUnits(Options);
  Notes = std::move(Selection.Notes);
  for (const std::string &Note : Notes)
    Log.note(Note);
  Skipped = Selection.Skipped;
  std::vector<std::string> Files;
  for (CompileUnit &Unit : Selection.Units) {
    std::string Canonical = canonicalPath(Unit.File);
    llvm::SmallString<256> Real;
    if (llvm::sys::fs::real_path(Unit.File, Real))
      Real = Canonical;
    auto How = Configs.forFile(Canonical);
    Files.push_back(Canonical);
    if (How->Settings->ignores(Canonical))
      Ignored.push_back(Canonical);
    else
      Tasks.push_back({std::move(Unit), Real.str().str(), std::move(How)});
  }
  Skipped += unsigned(Ignored.size());
  Root = connlint::sourceRoot(Options.SourceRoot, Files);
}

Report ProjectRun::analyse() {
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
  Report Out;
  Out.SourceRoot = Root;
  Out.UnitsSkipped = Skipped;
  Out.Tool.Version = CONNLINT_VERSION;
  Out.Tool.InformationUri = CONNLINT_HOMEPAGE;
  Out.CommandLine = Program.CommandLine;
  std::vector<size_t> All(Tasks.size());
  std::iota(All.begin(), All.end(), 0);
  std::vector<UnitResult> Answers = runTasks(Runner, Limits, All);
  const std::vector<size_t> Again = tellDeadEnds(Answers);
  std::vector<UnitResult> Second = runTasks(Runner, Limits, Again);
  for (size_t I = 0; I != Again.size(); ++I)
    Answers[Again[I]] = std::move(Second[I]);
  merge(std::move(Answers), Out);
  suppress(Out);
  return Out;
}

UnitResult ProjectRun::analyseOne(UnitRunner &Runner, const Task &T) const {
  AnalysisOptions Judge = T.How->Options;
  Judge.InScope = [&](const std::string &File) {
    return (File == T.RealFile || isBelow(File, Root)) && !T.How->Settings->ignores(File);
  };
  return Runner.run(T.Unit, *T.How->Model, Judge);
}

std::vector<UnitResult> ProjectRun::runTasks(UnitRunner &Runner, const WorkerLimits &Limits,
                                             const std::vector<size_t> &Numbers) const {
  ProgressLine Progress(!Options.Quiet, Numbers.size());
  std::vector<UnitResult> Answers;
  for (const JobResult &Each : runJobs(
           Numbers.size(), Limits,
           [&](size_t I) { return encodeUnitResult(analyseOne(Runner, Tasks[Numbers[I]])); },
           [&](size_t Done) { Progress.show(Done); })) {
    UnitResult &Answer = Answers.emplace_back();
    if (!Each.Failure.empty())
      Answer.Failure = Each.Failure;
    else if (auto Decoded = decodeUnitResult(Each.Payload))
      Answer = std::move(*Decoded);
    else
      Answer.Failure = "the worker's answer cannot be read";
  }
  return Answers;
}

std::vector<size_t> ProjectRun::tellDeadEnds(const std::vector<UnitResult> &Answers) {
  std::set<std::string> DeadEnds;
  for (const UnitResult &Each : Answers)
    DeadEnds.insert(Each.Report.DeadEnds.begin(), Each.Report.DeadEnds.end());
  for (const UnitResult &Each : Answers) // Several programs may have functions of one name.
    for (const std::string &Name : Each.Report.Returning)
      DeadEnds.erase(Name);
  std::vector<size_t> Callers;
  for (size_t I = 0; I != Tasks.size(); ++I) {
    std::vector<std::string> Called;
    std::ranges::set_intersection(Answers[I].Report.Unseen, DeadEnds, std::back_inserter(Called));
    if (Called.empty())
      continue;
    auto Model = std::make_shared<ResourceModel>(*Tasks[I].How->Model);
    for (std::string &Name : Called) {
      FunctionModel DeadEnd;
      DeadEnd.Name = std::move(Name);
      DeadEnd.NoReturn = true;
      Model->addFunction(std::move(DeadEnd));
    }
    auto How = std::make_shared<Profile>(*Tasks[I].How);
    How->Model = std::move(Model);
    Tasks[I].How = std::move(How);
    Callers.push_back(I);
  }
  return Callers;
}

void ProjectRun::merge(std::vector<UnitResult> Answers, Report &Out) {
  std::vector<Doubt> Doubts;
  Lenders Others;
  for (size_t I = 0; I != Tasks.size(); ++I) {
    const std::string &File = Tasks[I].Unit.File;
    UnitResult &Unit = Answers[I];
    Log.add(File, Unit);
    Units.push_back({File, Unit.Failure, Unit.Errors, Unit.FirstError, Unit.MissingHeaders,
                     Unit.Report.Stats.Functions, Unit.Report.Stats.RelevantFunctions});
    if (!Unit.Failure.empty()) {
      Out.Failures.push_back({File, Unit.Failure});
      AnyFailed = true;
      continue;
    }
    ++Out.UnitsAnalysed;
    Analysed.insert(Tasks[I].RealFile);
    std::cout << Unit.Report.Dump;
    for (const ModelError &E : Unit.Report.BadAnnotations)
      Out.InputErrors.push_back({{E.File, E.Line, E.Column, 0}, E.Message});
    append(Out.Findings, Unit.Report.Findings);
    append(Doubts, Unit.Report.Doubts);
    Others.add(Unit.Report.Lending);
    append(Out.Sites, Unit.Report.Sites);
    append(Extents, Unit.Report.Extents);
  }
  sortUnique(Doubts);
  std::vector<Finding> Settled = Others.settle(Doubts, Out.Findings);
  append(Out.Findings, Settled);
  // Number before suppressing: a new NOLINT must not rename the findings after it.
  canonicalize(Out.Findings);
  sortUnique(Out.Sites);
  sortUnique(Extents);
}

void ProjectRun::suppress(Report &Out) {
  Suppressions Comments;
  Log.addSuppressed(
      std::erase_if(Out.Findings, [&](const Finding &F) { return Comments.suppresses(F); }));
  auto Complain = [&](const std::vector<UselessComment> &Useless) {
    for (const UselessComment &C : Useless)
      Out.InputErrors.push_back({C.Place, C.Why});
  };
  for (const Task &T : Tasks) {
    if (!Analysed.contains(T.RealFile))
      continue;
    if (Options.RequireNolintReason || T.How->Settings->RequireNolintReason)
      Complain(Comments.withoutReason(T.RealFile));
    if (Options.ReportUnusedNolint || T.How->Settings->ReportUnusedNolint)
      Complain(Comments.unused(T.RealFile, T.How->Options.DisabledRules));
  }
  sortUnique(Out.InputErrors);
}

std::vector<std::string> ProjectRun::selectedFiles() const {
  std::vector<std::string> Files;
  for (const Task &T : Tasks)
    Files.push_back(T.Unit.File);
  return Files;
}

bool ProjectRun::sawEverything() const { return Options.Paths.empty() && !AnyFailed; }

bool ProjectRun::isDisabled(const std::string &Rule, const std::string &File) {
  const auto &Off = Configs.forFile(File)->Options.DisabledRules;
  return std::ranges::find(Off, Rule) != Off.end();
}

} // namespace connlint
