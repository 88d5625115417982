// HtmlEmitter.cpp - one file for audits that needs no network: totals, findings with their
// numbered paths, every acquire site, triage kept in the browser.
//
// The page is output/html/*, made part of the program by EmbedHtml.cmake; this file writes
// the data it shows. No time and no absolute path: the same run gives the same bytes.
#include "output/Columns.h"
#include "output/Emitter.h"
#include "output/HtmlPage.h"
#include "output/JsonFinding.h"
#include "output/RuleHelp.h"
#include "output/Spot.h"
#include <algorithm>
#include <filesystem>
#include <ostream>

namespace connlint {

EmitFunction emitHtml;

namespace {
constexpr uint32_t ContextLines = 2;

class HtmlData {
public:
  HtmlData(const Report &R, SourceCache &Sources) : R(R), Sources(Sources) {}

  OrderedJson collect() {
    OrderedJson Out{{"project", std::filesystem::path(R.SourceRoot).filename().string()},
                    {"version", R.Tool.Version},
                    {"baselineHead", BaselineHead},
                    {"units",
                     {{"analysed", R.UnitsAnalysed},
                      {"failed", R.unitsFailed()},
                      {"skipped", R.UnitsSkipped}}}};
    OrderedJson &Rules = Out["rules"] = OrderedJson::object();
    for (const RuleInfo &Rule : allRules())
      Rules[std::string(Rule.Id)] = firstParagraph(ruleHelpMarkdown(Rule.Id));
    OrderedJson &Findings = Out["findings"] = OrderedJson::array();
    for (const Finding &F : R.Findings)
      Findings.push_back(finding(F));
    OrderedJson &Sites = Out["sites"] = OrderedJson::array();
    for (const AcquireSite &S : R.Sites)
      Sites.push_back({{"file", spotOf(S.Place, R, Sources).Path},
                       {"line", S.Place.Line},
                       {"class", classText(S.Class)},
                       {"function", S.Function},
                       {"family", S.Family},
                       {"api", S.Api}});
    OrderedJson &Problems = Out["problems"] = OrderedJson::array();
    for (const UnitFailure &F : R.Failures)
      Problems.push_back(
          {{"file", spotOf({F.File, 0, 0, 0}, R, Sources).Path}, {"reason", F.Reason}});
    for (const InputError &E : R.InputErrors)
      Problems.push_back(
          {{"file", spotOf(E.Place, R, Sources).Path + ":" + std::to_string(E.Place.Line)},
           {"reason", E.Message}});
    Out["files"] = std::move(Files);
    return Out;
  }

private:
  OrderedJson at(const SourcePlace &P, const std::string &Message) {
    OrderedJson Out{{"file", spotOf(P, R, Sources).Path}, {"line", P.Line}};
    if (P.valid()) {
      MaskedText Shown = Sources.shownLine(P.File, P.Line);
      auto Unit = [&](uint32_t Column) {
        return utf16Column(Shown.text(), uint32_t(Shown.shownOffset(Column - 1)) + 1) - 1;
      };
      Out["from"] = Unit(std::max(P.Column, 1U));
      Out["to"] = Unit(std::max(Sources.tokenEnd(P), std::max(P.Column, 1U)));
      keepLines(P, Out["file"]);
    }
    Out["message"] = Message;
    return Out;
  }

  /// Many places share lines: each is written once.
  void keepLines(const SourcePlace &P, const std::string &Name) {
    OrderedJson &Lines = Files[Name];
    uint32_t First = P.Line > ContextLines ? P.Line - ContextLines : 1;
    uint32_t Last = std::min(P.Line + ContextLines, Sources.lineCount(P.File));
    for (uint32_t Line = First; Line <= Last; ++Line)
      if (std::string Key = std::to_string(Line); !Lines.contains(Key))
        Lines[Key] = truncated(Sources.shownLine(P.File, Line).text(), MaxLine);
  }

  OrderedJson finding(const Finding &F) {
    OrderedJson Out = at(F.Place, F.Message);
    Out["rule"] = F.Rule;
    Out["level"] = levelText(ruleLevel(F.Rule, R.Levels));
    addFindingProperties(Out, F, R);
    OrderedJson &Path = Out["path"] = OrderedJson::array();
    for (const PathStep &S : F.Path)
      Path.push_back(at(S.Place, S.Message));
    OrderedJson &Related = Out["related"] = OrderedJson::array();
    for (const RelatedPlace &P : F.Related)
      Related.push_back(at(P.Place, P.Message));
    return Out;
  }

  static constexpr size_t MaxLine = 1000;
  static constexpr std::string_view BaselineHead =
      "# connlint baseline 1. Exported from an audit report; docs/baseline.md\n";

  const Report &R;
  SourceCache &Sources;
  OrderedJson Files = OrderedJson::object();
};

/// JSON that cannot end the script element it stands in.
std::string scriptSafe(const OrderedJson &Value) {
  std::string Out;
  for (char C : jsonText(Value))
    C == '<' ? Out += "\\u003c" : Out += C;
  return Out;
}
} // namespace

void emitHtml(const Report &R, const EmitOptions &, SourceCache &Sources, std::ostream &Out) {
  std::string_view Page = htmlPage();
  constexpr std::string_view Mark = "@DATA@";
  size_t At = Page.find(Mark);
  Out << Page.substr(0, At) << scriptSafe(HtmlData(R, Sources).collect())
      << Page.substr(At + Mark.size());
}

} // namespace connlint
