// SarifEmitter.cpp - SARIF 2.1.0 with one run, made for code scanning.
//
// Regions are one token on one line, URIs relative to %SRCROOT%, columns UTF-16. Results
// are written one by one and one per line, so that a large report costs no memory and diffs
// well.
#include "output/Emitter.h"
#include "output/SarifPlaces.h"
#include "output/SarifRules.h"
#include <algorithm>
#include <ostream>

namespace connlint {

EmitFunction emitSarif;

namespace {
// Limits of GitHub code scanning; one location of a result is the primary one.
constexpr size_t MaxRelated = 999;
constexpr size_t MaxSteps = 10000;

constexpr std::string_view SchemaUri = "https://json.schemastore.org/sarif-2.1.0.json";

/// An array of one. Braces alone mean different things to different compilers.
SarifJson listOf(SarifJson Element) {
  SarifJson List = SarifJson::array();
  List.push_back(std::move(Element));
  return List;
}

SarifJson kinds(StepKind Kind) {
  switch (Kind) {
  case StepKind::Acquire: return SarifJson::array({"acquire", "resource"});
  case StepKind::Branch: return SarifJson::array({"branch"});
  case StepKind::Call: return SarifJson::array({"call", "function"});
  case StepKind::Alias: return SarifJson::array({"value"});
  case StepKind::Release: return SarifJson::array({"release", "resource"});
  case StepKind::Use: return SarifJson::array({"resource"});
  case StepKind::Overwrite: return SarifJson::array({"value", "danger"});
  case StepKind::Throw: return SarifJson::array({"exit", "danger"});
  case StepKind::Exit: return SarifJson::array({"exit", "scope"});
  }
  return SarifJson::array();
}

std::string_view importance(StepKind Kind) {
  switch (Kind) {
  case StepKind::Branch:
  case StepKind::Call: return "important";
  case StepKind::Alias: return "unimportant";
  default: return "essential";
  }
}

/// A message that may stand next to links: what looks like a link is escaped.
std::string linkSafe(const std::string &Text, bool InsideLink) {
  if (!InsideLink && Text.find("](") == std::string::npos)
    return Text;
  std::string Out;
  for (char C : Text) {
    if (C == '[' || C == ']' || C == '\\')
      Out += '\\';
    Out += C;
  }
  return Out;
}

class SarifWriter {
public:
  SarifWriter(const Report &R, const EmitOptions &Options, SourceCache &Sources)
      : R(R), Options(Options), Sources(Sources), Places(R.SourceRoot, Sources) {}

  void write(std::ostream &Out) {
    std::vector<const Finding *> Kept = keptFindings();
    collectFiles(Kept);
    Out << "{\n\"$schema\": \"" << SchemaUri << "\",\n\"version\": \"2.1.0\",\n\"runs\": [{\n";
    auto Member = [&](std::string_view Name, const SarifJson &Value) {
      Out << '"' << Name << "\": " << jsonText(Value) << ",\n";
    };
    Member("tool", sarifTool(R.Tool));
    Member("invocations", listOf(invocation(Kept.size())));
    if (!R.AutomationId.empty())
      Member("automationDetails", {{"id", R.AutomationId}});
    Member("originalUriBaseIds", Places.baseIds());
    Member("columnKind", "utf16CodeUnits");
    Member("redactionTokens", listOf(RedactionMark));
    Member("artifacts", Places.artifacts());
    Out << "\"results\": [";
    const char *Separator = "\n";
    for (const Finding *F : Kept) {
      Out << Separator << jsonText(result(*F));
      Separator = ",\n";
    }
    Out << "\n]\n}]\n}\n";
  }

private:
  // When there are too many, errors stay before warnings, and the order stays.
  std::vector<const Finding *> keptFindings() const {
    std::vector<const Finding *> Kept;
    for (Level L : {Level::Error, Level::Warning, Level::Note})
      for (const Finding &F : R.Findings)
        if (Kept.size() < Options.MaxSarifResults && ruleLevel(F.Rule, R.Levels) == L)
          Kept.push_back(&F);
    std::ranges::sort(Kept);
    return Kept;
  }

  // All before the first location is made: the index of a file is its rank.
  void collectFiles(const std::vector<const Finding *> &Findings) {
    for (const Finding *F : Findings) {
      Places.add(F->Place.File);
      for (const RelatedPlace &P : F->Related)
        Places.add(P.Place.File);
      for (const PathStep &S : F->Path)
        Places.add(S.Place.File);
    }
    for (const UnitFailure &F : R.Failures)
      Places.add(F.File);
    for (const InputError &E : R.InputErrors)
      Places.add(E.Place.File);
    Places.numberFiles();
  }

  SarifJson result(const Finding &F) {
    SarifJson Result{{"ruleId", F.Rule}};
    if (const RuleInfo *Rule = findRule(F.Rule))
      Result["ruleIndex"] = Rule - allRules().data();
    Result["level"] = levelText(ruleLevel(F.Rule, R.Levels));

    SarifJson Related = SarifJson::array();
    std::string Links;
    for (const RelatedPlace &P : F.Related) {
      if (P.Place.File.empty() || Related.size() == MaxRelated)
        continue;
      size_t Id = Related.size() + 1;
      SarifJson Location{{"id", Id}};
      Location.update(Places.location(P.Place, P.Message));
      Related.push_back(std::move(Location));
      // The link is what makes code scanning show the location.
      Links += (Links.empty() ? " See [" : ", [") + linkSafe(P.Message, true) + "](" +
               std::to_string(Id) + ")";
    }
    // The first sentence becomes the title of the alert.
    std::string Text = (Links.empty() ? F.Message : linkSafe(F.Message, false)) + ".";
    Result["message"] = {{"text", Links.empty() ? Text : Text + Links + "."}};

    if (!F.Place.File.empty()) {
      SarifJson Primary = Places.location(F.Place);
      if (!F.Function.empty())
        Primary["logicalLocations"] =
            listOf({{"fullyQualifiedName", F.Function}, {"kind", "function"}});
      Result["locations"] = listOf(std::move(Primary));
    }
    if (!Related.empty())
      Result["relatedLocations"] = std::move(Related);
    if (SarifJson Steps = threadFlow(F); !Steps.empty())
      Result["codeFlows"] = listOf({{"threadFlows", listOf({{"locations", std::move(Steps)}})}});

    SarifJson &Prints = Result["partialFingerprints"] = SarifJson::object();
    if (std::string_view Hash = Sources.lineHash(F.Place.File, F.Place.Line); !Hash.empty())
      Prints["primaryLocationLineHash"] = Hash;
    Prints["connlint/v1"] = stableKey(F);

    SarifJson &Properties = Result["properties"] = SarifJson::object();
    Properties["confidence"] = F.Trust == Confidence::Definite ? "definite" : "possible";
    if (!F.Family.empty())
      Properties["family"] = F.Family;
    if (!F.Api.empty())
      Properties["api"] = F.Api;
    return Result;
  }

  SarifJson threadFlow(const Finding &F) {
    SarifJson Steps = SarifJson::array();
    // The two ends explain a finding; a path that is too long loses its middle.
    size_t Count = F.Path.size(), Skip = Count > MaxSteps ? Count - MaxSteps : 0;
    for (size_t I = 0; I < Count; ++I) {
      const PathStep &S = F.Path[I];
      if (S.Place.File.empty() || (I >= MaxSteps / 2 && I < MaxSteps / 2 + Skip))
        continue;
      Steps.push_back({{"location", Places.location(S.Place, S.Message)},
                       {"kinds", kinds(S.Kind)},
                       {"nestingLevel", S.Depth},
                       {"importance", importance(S.Kind)}});
    }
    return Steps;
  }

  SarifJson notification(std::string_view Id, size_t Index, std::string_view LevelName,
                         std::string Text) const {
    return {{"descriptor", {{"id", Id}, {"index", Index}}},
            {"level", LevelName},
            {"message", {{"text", std::move(Text)}}}};
  }

  SarifJson invocation(size_t Results) {
    SarifJson Notifications = SarifJson::array();
    for (const UnitFailure &F : R.Failures) {
      Notifications.push_back(notification(UnitFailedId, 0, "error", F.Reason + "."));
      if (!F.File.empty())
        Notifications.back()["locations"] = listOf(Places.location({F.File, 0, 0, 0}));
    }
    if (size_t Missing = R.Findings.size() - Results)
      Notifications.push_back(notification(
          ResultsLeftOutId, 1, "warning",
          std::to_string(Missing) + " of " + std::to_string(R.Findings.size()) +
              " findings are left out: more than " + std::to_string(Options.MaxSarifResults) +
              " are not accepted in one run."));
    SarifJson Mistakes = SarifJson::array();
    for (const InputError &E : R.InputErrors) {
      Mistakes.push_back(notification(BadAnnotationId, 2, "error", E.Message + "."));
      Mistakes.back()["locations"] = listOf(Places.location(E.Place));
    }
    SarifJson Invocation = SarifJson::object();
    if (!R.CommandLine.empty())
      Invocation["commandLine"] = R.CommandLine;
    if (R.ExitCode)
      Invocation["exitCode"] = *R.ExitCode;
    Invocation["executionSuccessful"] = R.Failures.empty() && R.InputErrors.empty();
    Invocation["toolExecutionNotifications"] = std::move(Notifications);
    if (!Mistakes.empty())
      Invocation["toolConfigurationNotifications"] = std::move(Mistakes);
    Invocation["properties"] = {{"unitsAnalysed", R.UnitsAnalysed},
                                {"unitsFailed", R.unitsFailed()},
                                {"unitsSkipped", R.UnitsSkipped}};
    return Invocation;
  }

  const Report &R;
  const EmitOptions &Options;
  SourceCache &Sources;
  SarifPlaces Places;
};
} // namespace

void emitSarif(const Report &R, const EmitOptions &Options, SourceCache &Sources,
               std::ostream &Out) {
  SarifWriter(R, Options, Sources).write(Out);
}

} // namespace connlint
