// GitlabEmitter.cpp - GitLab Code Quality: a list of objects with description, check_name,
// fingerprint, severity and location; paths relative to the root of the repository.
//
// A unit that could not be analysed is an entry as well: a merge request must not look
// clean because nobody looked.
#include "output/Emitter.h"
#include "output/JsonText.h"
#include "output/Spot.h"
#include <algorithm>
#include <ostream>

namespace connlint {

EmitFunction emitGitlab;

static std::string_view severity(Level L) {
  switch (L) {
  case Level::Error: return "major";
  case Level::Warning: return "minor";
  case Level::Note: return "info";
  }
  return "minor";
}

static OrderedJson entry(std::string Description, std::string_view Check, std::string Fingerprint,
                         std::string_view Severity, const Spot &S) {
  return {{"description", std::move(Description)},
          {"check_name", Check},
          {"fingerprint", std::move(Fingerprint)},
          {"severity", Severity},
          {"location", {{"path", S.Path}, {"lines", {{"begin", std::max(S.Line, 1u)}}}}}};
}

void emitGitlab(const Report &R, const EmitOptions &, SourceCache &Sources, std::ostream &Out) {
  const char *Separator = "[\n";
  auto Write = [&](const OrderedJson &Entry) {
    Out << Separator << jsonText(Entry);
    Separator = ",\n";
  };
  for (const Finding &F : R.Findings)
    Write(entry(withRelated(F, R, Sources), F.Rule, findingHash(F, R),
                severity(ruleLevel(F.Rule, R.Levels)), spotOf(F.Place, R, Sources)));
  for (const UnitFailure &F : R.Failures) {
    Finding AsFinding;
    AsFinding.Rule = UnitFailedId;
    AsFinding.Place.File = F.File;
    Write(entry("not analysed: " + F.Reason, UnitFailedId, findingHash(AsFinding, R), "major",
                spotOf(AsFinding.Place, R, Sources)));
  }
  Out << (*Separator == '[' ? "[]\n" : "\n]\n");
}

} // namespace connlint
