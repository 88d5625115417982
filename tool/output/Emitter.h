// Emitter.h - a report and the formats it can be written in.
//
// A format is one file, NameEmitter.cpp, and one line in Emitters.def. Emitters see only
// redacted text: emitReport redacts the report, SourceCache::shownLine the source lines.
#ifndef CONNLINT_OUTPUT_EMITTER_H
#define CONNLINT_OUTPUT_EMITTER_H

#include "finding/AcquireSite.h"
#include "output/Levels.h"
#include "output/SourceCache.h"
#include <compare>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

struct ToolInfo {
  std::string Name = "connlint";
  /// "0.1.0": a semantic version.
  std::string Version;
  std::string InformationUri;
};

/// A translation unit that could not be analysed.
struct UnitFailure {
  std::string File;
  /// Starts in lower case, ends without a full stop.
  std::string Reason;

  auto operator<=>(const UnitFailure &) const = default;
};

/// What machine formats call it, in place of a rule.
inline constexpr std::string_view UnitFailedId = "unit-not-analysed";

/// A mistake in what the user wrote for connlint inside the source: an annotation.
struct InputError {
  SourcePlace Place;
  /// Starts in lower case, ends without a full stop.
  std::string Message;

  auto operator<=>(const InputError &) const = default;
};

/// All that a run has to say.
struct Report {
  /// In canonical order (finding/Finding.h).
  std::vector<Finding> Findings;
  /// Where connections are opened or borrowed; sorted, each once.
  std::vector<AcquireSite> Sites;
  ToolInfo Tool;
  unsigned UnitsAnalysed = 0;
  unsigned UnitsSkipped = 0;
  /// One per failed unit, in any order; their number is the number of failed units.
  std::vector<UnitFailure> Failures;
  /// In the order of their places, each once.
  std::vector<InputError> InputErrors;
  /// Absolute. Files below it get relative URIs; in CI this is the repository's root.
  std::string SourceRoot;
  /// Empty: not reported.
  std::string CommandLine;
  LevelOverrides Levels;
  /// The status the process is going to end with, if that is known.
  std::optional<int> ExitCode;
  /// SARIF automationDetails.id, "category/run". Empty: none.
  std::string AutomationId;

  unsigned unitsFailed() const { return static_cast<unsigned>(Failures.size()); }
};

struct EmitOptions {
  /// Escape sequences for colour; only the text format has them.
  bool Color = false;
  /// Show the source line below a message.
  bool Excerpts = true;
  /// Lines shown before and after that line.
  unsigned ContextLines = 0;
  /// People are shown names relative to it. Empty: as they are in the findings.
  std::string WorkingDirectory;
  /// SARIF consumers reject a run with more results. What is left out is said in the
  /// report, and errors are kept first.
  size_t MaxSarifResults = 25000;
};

using EmitFunction = void(const Report &, const EmitOptions &, SourceCache &, std::ostream &);

struct EmitterInfo {
  /// The word after --report.
  std::string_view Format;
  std::string_view Summary;
  /// Called through emitReport, which redacts.
  EmitFunction *Emit;
};

/// All formats, sorted by name.
std::span<const EmitterInfo> allEmitters();

/// The emitter of this format, or null.
const EmitterInfo *findEmitter(std::string_view Format);

/// Writes the report. The same report and sources give the same bytes, always.
/// On failure: the stream's state says so; the report is never half redacted.
void emitReport(const EmitterInfo &Emitter, const Report &R, const EmitOptions &Options,
                SourceCache &Sources, std::ostream &Out);

/// A copy without passwords in messages, steps, related places, reasons and the command
/// line; failures are sorted.
Report redacted(const Report &R);

/// The closing line: "12 translation units analysed, 1 failed; 3 findings: 2 errors, 1
/// warning".
std::string summaryLine(const Report &R);

} // namespace connlint

#endif
