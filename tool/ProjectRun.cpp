// ProjectRun.cpp - from options to the findings of all units.
#include "ProjectRun.h"
#include "PackedUnit.h"
#include "Suppressions.h"
#include "UnitRunner.h"
#include "summary/Circles.h"
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

/// So often a unit is judged again. Units that call each other in a circle learn one more call on the
/// way from an acquire to its use each time.
constexpr unsigned MostJudgements = 4;

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
  std::vector<UnitResult> Answers =
      runTasks(Limits, All, [&](const Task &T) { return parse(Runner, T); });
  link(Limits, Answers);
  merge(std::move(Answers), Out);
  suppress(Out);
  return Out;
}

AnalysisOptions ProjectRun::judgement(const Task &T) const {
  AnalysisOptions Judge = T.How->Options;
  Judge.InScope = [this, &T](const std::string &File) {
    return (File == T.RealFile || isBelow(File, Root)) && !T.How->Settings->ignores(File);
  };
  Judge.Told = T.Told;
  Judge.WantsLinks = Options.Link && Tasks.size() > 1;
  return Judge;
}

UnitResult ProjectRun::parse(UnitRunner &Runner, const Task &T) const {
  UnitResult Answer = Runner.run(T.Unit, *T.How->Model, judgement(T));
  if (Answer.Report.Parsed)
    Answer.Packed = packUnit(*Answer.Report.Parsed);
  return Answer;
}

UnitResult ProjectRun::judgeAgain(const Task &T) const {
  UnitResult Answer;
  if (std::optional<ParsedUnit> Unit = unpackUnit(T.Packed))
    Answer.Report = judgeUnit(std::move(*Unit), *T.How->Model, judgement(T));
  else
    Answer.Failure = "what was kept of it cannot be read";
  return Answer;
}

std::vector<UnitResult> ProjectRun::runTasks(const WorkerLimits &Limits,
                                             const std::vector<size_t> &Numbers,
                                             const Job &Do) const {
  ProgressLine Progress(!Options.Quiet, Numbers.size());
  std::vector<UnitResult> Answers;
  for (const JobResult &Each : runJobs(
           Numbers.size(), Limits,
           [&](size_t I) { return encodeUnitResult(Do(Tasks[Numbers[I]])); },
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

/// Of the units in Waiting: those that call no others of them, unless these call them, too.
static std::vector<size_t> calleesOf(const std::vector<size_t> &Waiting,
                                     const std::vector<std::vector<std::string>> &Unseen,
                                     const LinkedFunctions &Known) {
  std::vector<std::vector<size_t>> Callees(Waiting.size());
  for (size_t N = 0; N != Waiting.size(); ++N)
    for (size_t Teller : Known.tellersOf(Unseen[Waiting[N]]))
      if (auto It = std::ranges::lower_bound(Waiting, Teller); It != Waiting.end() && *It == Teller)
        Callees[N].push_back(size_t(It - Waiting.begin()));
  std::vector<size_t> Chosen;
  for (const std::vector<size_t> &Circle : circlesCalleesFirst(Callees)) {
    auto IsInside = [&](size_t N) { return std::ranges::binary_search(Circle, N); };
    if (std::ranges::all_of(Circle,
                            [&](size_t N) { return std::ranges::all_of(Callees[N], IsInside); }))
      for (size_t N : Circle)
        Chosen.push_back(Waiting[N]);
  }
  std::ranges::sort(Chosen);
  return Chosen;
}

void ProjectRun::link(const WorkerLimits &Limits, std::vector<UnitResult> &Answers) {
  LinkedFunctions Known;
  std::vector<std::vector<std::string>> Unseen(Tasks.size());
  auto Tell = [&](size_t I) {
    UnitLinks &Links = Answers[I].Report.Links;
    Unseen[I] = std::move(Links.Unseen);
    Known.tell(I, std::move(Links));
  };
  for (size_t I = 0; I != Tasks.size(); ++I) {
    Tasks[I].Packed = std::move(Answers[I].Packed);
    Tell(I);
  }
  std::vector<unsigned> Judgements(Tasks.size());
  for (;;) {
    std::vector<size_t> Waiting;
    for (size_t I = 0; I != Tasks.size(); ++I)
      if (Judgements[I] != MostJudgements && Known.among(Unseen[I]) != Tasks[I].Told)
        Waiting.push_back(I);
    if (Waiting.empty())
      return;
    const std::vector<size_t> Again = calleesOf(Waiting, Unseen, Known);
    for (size_t I : Again) {
      Tasks[I].Told = Known.among(Unseen[I]);
      ++Judgements[I];
    }
    std::vector<UnitResult> Better =
        runTasks(Limits, Again, [this](const Task &T) { return judgeAgain(T); });
    for (size_t N = 0; N != Again.size(); ++N) {
      const size_t I = Again[N];
      if (!Better[N].Failure.empty()) {
        Log.note(Tasks[I].Unit.File +
                 ": was analysed without what other units say of the functions "
                 "that it calls; with that: " +
                 Better[N].Failure);
        continue;
      }
      Answers[I].Report = std::move(Better[N].Report);
      Tell(I);
    }
  }
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
