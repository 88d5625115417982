// Emitter.cpp - the list of formats, and redaction before any of them runs.
#include "output/Emitter.h"
#include "output/Redact.h"
#include <algorithm>

namespace connlint {

#define EMITTER(NAME, FUNCTION, SUMMARY) EmitFunction FUNCTION;
#include "output/Emitters.def"

static constexpr EmitterInfo Emitters[] = {
#define EMITTER(NAME, FUNCTION, SUMMARY) {#NAME, SUMMARY, FUNCTION},
#include "output/Emitters.def"
};

std::span<const EmitterInfo> allEmitters() { return Emitters; }

const EmitterInfo *findEmitter(std::string_view Format) {
  auto It = std::ranges::find(Emitters, Format, &EmitterInfo::Format);
  return It != std::end(Emitters) ? It : nullptr;
}

// Names of files, functions and rules stay: they are identities, and no secret is one.
Report redacted(const Report &R) {
  Report Out = R;
  for (Finding &F : Out.Findings) {
    F.Message = redactProse(F.Message);
    for (RelatedPlace &P : F.Related)
      P.Message = redactProse(P.Message);
    for (PathStep &S : F.Path)
      S.Message = redactProse(S.Message);
  }
  for (UnitFailure &F : Out.Failures)
    F.Reason = redactProse(F.Reason);
  for (InputError &E : Out.InputErrors)
    E.Message = redactProse(E.Message);
  // Workers fail in any order; a report does not.
  std::ranges::sort(Out.Failures);
  Out.CommandLine = redactProse(Out.CommandLine);
  return Out;
}

void emitReport(const EmitterInfo &Emitter, const Report &R, const EmitOptions &Options,
                SourceCache &Sources, std::ostream &Out) {
  Emitter.Emit(redacted(R), Options, Sources, Out);
}

static std::string counted(size_t N, std::string_view Noun) {
  return std::to_string(N) + " " + std::string(Noun) + (N == 1 ? "" : "s");
}

std::string summaryLine(const Report &R) {
  std::string Line = counted(R.UnitsAnalysed, "translation unit") + " analysed";
  if (R.unitsFailed())
    Line += ", " + std::to_string(R.unitsFailed()) + " failed";
  if (R.UnitsSkipped)
    Line += ", " + std::to_string(R.UnitsSkipped) + " skipped";
  if (R.Findings.empty())
    return Line + "; no findings";
  Line += "; " + counted(R.Findings.size(), "finding") + ":";
  const char *Separator = " ";
  for (Level L : {Level::Error, Level::Warning, Level::Note}) {
    auto N = std::ranges::count_if(
        R.Findings, [&](const Finding &F) { return ruleLevel(F.Rule, R.Levels) == L; });
    if (N == 0)
      continue;
    Line += Separator + counted(static_cast<size_t>(N), levelText(L));
    Separator = ", ";
  }
  return Line;
}

} // namespace connlint
