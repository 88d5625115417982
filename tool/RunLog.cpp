// RunLog.cpp - everything that goes to stderr.
#include "RunLog.h"
#include "CompileCommands.h"
#include "output/Paths.h"
#include "output/Redact.h"
#include <algorithm>
#include <cmath>
#include <iostream>
#include <unistd.h>

namespace connlint {

std::string counted(size_t Count, std::string_view Word) {
  return std::to_string(Count) + " " + std::string(Word) + (Count == 1 ? "" : "s");
}

static std::string units(unsigned Count, const std::string &First) {
  if (Count == 1)
    return " (in " + First + ")";
  return " (in " + std::to_string(Count) + " units, first in " + First + ")";
}

/// Compiler messages and command lines may quote a password.
static void print(std::string_view Kind, const std::string &Text) {
  std::cerr << "connlint: " << Kind << redactProse(Text) << "\n";
}

void RunLog::count(Tally &Into, const std::string &What, const std::string &File) {
  Seen &S = Into[What];
  if (S.Units++ == 0)
    S.First = File;
}

void RunLog::add(const std::string &File, const UnitResult &Result) {
  for (const std::string &Note : Result.Notes)
    count(UnitNotes, Note, File);
  for (const std::string &Header : Result.MissingHeaders)
    count(MissingHeaders, Header, File);
  for (const std::string &Flag : Result.DroppedFlags)
    count(DroppedFlags, Flag, File);
  Stats.add(Result.Report.Stats);
  if (Result.Errors && Result.Failure.empty() && WithErrors++ == 0)
    FirstError = Result.FirstError;
}

void RunLog::printNotes() const {
  for (const std::string &Note : Notes)
    print("note: ", Note);
  for (const auto &[Note, S] : UnitNotes)
    print("note: ", Note + units(S.Units, S.First));
  for (const auto &[Header, S] : MissingHeaders)
    print("note: ", "header '" + Header + "' not found" + units(S.Units, S.First));
  if (Verbose)
    for (const auto &[Flag, S] : DroppedFlags)
      print("note: ", "flag '" + Flag + "' is not known to Clang" + units(S.Units, S.First));
  if (WithErrors)
    print("note: ", std::to_string(WithErrors) + (WithErrors == 1 ? " unit has" : " units have") +
                        " compiler errors and may miss findings, the first: " + FirstError);
}

void RunLog::printFailures(const Report &R) const {
  for (const UnitFailure &Failure : R.Failures)
    print("error: ", "not analysed: " + Failure.File + ": " + Failure.Reason);
}

void RunLog::printInputErrors(const Report &R) const {
  for (const InputError &E : R.InputErrors)
    std::cerr << shownPath(E.Place.File, absolutePath(".")) << ":" << E.Place.Line << ":"
              << E.Place.Column << ": error: " << redactProse(E.Message) << "\n";
}

void RunLog::printStats() const {
  std::cerr << "connlint: " << Stats.Functions << " functions, " << Stats.RelevantFunctions
            << " that handle connections, " << Stats.Instructions << " instructions; " << Suppressed
            << " findings suppressed\n";
  if (!Stats.SlowestFunction.empty())
    std::cerr << "connlint: slowest function: " << Stats.SlowestFunction << ", "
              << std::lround(Stats.SlowestSeconds * 1000) << " ms\n";
  for (const auto &[Reason, Count] : Stats.GaveUp)
    std::cerr << "connlint: gave up " << Count << " times: " << Reason << "\n";
}

void RunLog::printClosingLine(const Report &R) const {
  auto Of = [&](Level L) {
    return counted(
        size_t(std::ranges::count_if(
            R.Findings, [&](const Finding &F) { return ruleLevel(F.Rule, R.Levels) == L; })),
        levelText(L));
  };
  std::cerr << "connlint: " << counted(R.UnitsAnalysed, "unit") << " analysed";
  if (WithErrors)
    std::cerr << " (" << WithErrors << " with errors)";
  std::cerr << ", " << R.unitsFailed() << " failed, " << R.UnitsSkipped << " skipped; "
            << Of(Level::Error) << ", " << Of(Level::Warning) << ", " << Of(Level::Note);
  if (Known)
    std::cerr << "; " << Known << " known";
  if (Unchanged)
    std::cerr << "; " << Unchanged << " in unchanged code";
  std::cerr << "\n";
}

ProgressLine::ProgressLine(bool Wanted, size_t T) : On(Wanted && isatty(STDERR_FILENO)), Total(T) {
  show(0);
}

ProgressLine::~ProgressLine() {
  if (On)
    std::cerr << "\r\033[K" << std::flush;
}

void ProgressLine::show(size_t Done) {
  if (On)
    std::cerr << "\rconnlint: " << Done << " of " << Total << " units" << std::flush;
}

} // namespace connlint
