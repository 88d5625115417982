// RunLog.h - what stderr is told about a run: notes, failures, statistics, one closing
// line.
#ifndef CONNLINT_TOOL_RUNLOG_H
#define CONNLINT_TOOL_RUNLOG_H

#include "UnitResult.h"
#include "output/Emitter.h"
#include <map>
#include <string>

namespace connlint {

/// "1 line", "2 lines".
std::string counted(size_t Count, std::string_view Word);

/// Collects from all units, so that what they share is said once.
class RunLog {
public:
  explicit RunLog(bool Verbose) : Verbose(Verbose) {}

  void note(const std::string &Text) { Notes.push_back(Text); }
  /// Takes all but the findings. Requires: called in the order of the units.
  void add(const std::string &File, const UnitResult &Result);
  void addSuppressed(size_t Count) { Suppressed += Count; }
  void addKnown(size_t Count) { Known += Count; }
  void addUnchanged(size_t Count) { Unchanged += Count; }

  void printNotes() const;
  void printFailures(const Report &R) const;
  /// "file:line:column: error: …", as for a mistake in a model file.
  void printInputErrors(const Report &R) const;
  void printStats() const;
  /// "connlint: 3 units analysed (1 with errors), 0 failed, 0 skipped; 2 errors, …",
  /// and what the baseline and the diff left out.
  void printClosingLine(const Report &R) const;

private:
  /// How many units something happened in, and the first of them.
  struct Seen {
    unsigned Units = 0;
    std::string First;
  };
  using Tally = std::map<std::string, Seen>;
  static void count(Tally &Into, const std::string &What, const std::string &File);

  bool Verbose;
  std::vector<std::string> Notes;
  Tally UnitNotes, MissingHeaders, DroppedFlags;
  AnalysisStats Stats;
  size_t Suppressed = 0, Known = 0, Unchanged = 0;
  unsigned WithErrors = 0;
  std::string FirstError;
};

/// A line that counts units; silent unless stderr is a terminal.
class ProgressLine {
public:
  ProgressLine(bool Wanted, size_t Total);
  ~ProgressLine();
  void show(size_t Done);

private:
  bool On;
  size_t Total;
};

} // namespace connlint

#endif
