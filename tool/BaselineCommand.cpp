// BaselineCommand.cpp - `connlint baseline write`: what is found now is known from now on.
#include "Baseline.h"
#include "CheckCommand.h"
#include "ReportSink.h"
#include "llvm/Support/FileSystem.h"
#include <iostream>

namespace connlint {

static constexpr const char *DefaultFile = "connlint-baseline.tsv";

int runBaselineWrite(const CheckOptions &Options, const ProgramInfo &Program) {
  RunLog Log(Options.Verbose);
  ProjectRun Run(Options, Program, Log);
  Run.select();
  std::string File = Run.profiles().baseline();
  bool Named = !File.empty();
  if (!Named)
    File = DefaultFile;
  std::optional<Baseline> Before;
  if (llvm::sys::fs::exists(File))
    Before = Baseline::read(File);
  ReportSink Sink(File);

  Report Out = Run.analyse();
  Baseline Now = Baseline::of(Out.Findings, Run.sourceRoot());
  // What this run did not look at stays as it was.
  if (Before)
    Now.keep(*Before, [&](const BaselineKey &Key) {
      std::string Source = Run.sourceRoot() + "/" + Key.File;
      return !Run.sawEverything() && !Run.analysedFiles().contains(Source) &&
             llvm::sys::fs::exists(Source);
    });
  Sink.stream() << Now.text();
  Sink.commit();

  if (!Options.Quiet)
    Log.printNotes();
  Log.printFailures(Out);
  Log.printInputErrors(Out);
  if (!Options.Quiet) {
    std::cerr << "connlint: " << counted(Now.findings(), "known finding") << " in "
              << counted(Now.entries(), "line") << " of " << File << "\n";
    if (!Named)
      std::cerr << "connlint: name it in .connlint.yaml (baseline: " << File
                << ") or with --baseline\n";
  }
  return !Out.InputErrors.empty() ? 2 : Out.Failures.empty() ? 0 : 3;
}

} // namespace connlint
