// CheckCommand.cpp - the story of one check, from options to exit code.
#include "CheckCommand.h"
#include "Baseline.h"
#include "Changes.h"
#include "ReportSink.h"
#include "Suggest.h"
#include "UsageError.h"
#include "llvm/Support/MemoryBuffer.h"
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <unistd.h>

namespace connlint {

namespace {

struct Target {
  const EmitterInfo *Emitter;
  std::unique_ptr<ReportSink> Sink;
};

class CheckRun {
public:
  CheckRun(const CheckOptions &Options, const ProgramInfo &Program)
      : Options(Options), Log(Options.Verbose), Run(Options, Program, Log) {}

  int run() {
    openReports();
    Run.select();
    readFilters();
    Out = Run.analyse();
    applyBaseline();
    keepChanged();
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
                         didYouMeanOneOf(Request.Format, Known));
      }
      if (Request.File.empty() && std::exchange(StdoutTaken, true))
        throw UsageError("only one report can go to stdout; name a file: --report " +
                         Request.Format + "=FILE");
      TextOnStdout |= Request.Format == "text" && Request.File.empty();
      Targets.push_back({Emitter, std::make_unique<ReportSink>(Request.File)});
    }
  }

  // Before the analysis: a wrong file should not cost minutes.
  void readFilters() {
    if (std::string File = Run.profiles().baseline(); !File.empty())
      Known = Baseline::read(File);
    if (!Options.DiffRevision.empty())
      Changed = Changes::sinceRevision(Options.DiffRevision, Run.sourceRoot());
    if (Options.PatchFile.empty())
      return;
    auto Patch = llvm::MemoryBuffer::getFileOrSTDIN(Options.PatchFile);
    if (!Patch)
      throw UsageError("cannot read patch '" + Options.PatchFile +
                       "': " + Patch.getError().message());
    Changed = Changes::parse((*Patch)->getBuffer(), Run.sourceRoot(), Options.PatchFile);
  }

  void applyBaseline() {
    if (!Known)
      return;
    BaselineMatch Match = Known->apply(Out.Findings, Run.sourceRoot(), [&](const BaselineKey &Key) {
      std::string File = Run.sourceRoot() + "/" + Key.File;
      return (Run.sawEverything() || Run.analysedFiles().contains(File)) &&
             !Run.isDisabled(Key.Rule, File);
    });
    Log.addKnown(Match.Known);
    for (const std::string &Note : Match.Notes)
      Log.note(Note);
    for (const BaselineKey &Key : Match.Stale)
      Log.note("no longer found, 'connlint baseline write' drops it: " + Key.text());
    StaleEntries = !Match.Stale.empty();
  }

  void keepChanged() {
    if (Changed)
      Log.addUnchanged(std::erase_if(
          Out.Findings, [&](const Finding &F) { return !Changed->concern(F, Run.extents()); }));
  }

  int exitCode() {
    if (!Out.InputErrors.empty())
      return 2;
    if (!Out.Failures.empty())
      return 3;
    Level FailOn = Run.profiles().failOn();
    bool Fails = std::ranges::any_of(
        Out.Findings, [&](const Finding &F) { return ruleLevel(F.Rule, Out.Levels) >= FailOn; });
    Fails |= StaleEntries && Options.BaselineStrict;
    return Fails && !Options.ExitZero ? 1 : 0;
  }

  void writeReports() {
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
  RunLog Log;
  ProjectRun Run;
  std::vector<Target> Targets;
  std::optional<Baseline> Known;
  std::optional<Changes> Changed;
  Report Out;
  bool TextOnStdout = false, StaleEntries = false;
};

} // namespace

int runCheck(const CheckOptions &Options, const ProgramInfo &Program) {
  return CheckRun(Options, Program).run();
}

} // namespace connlint
