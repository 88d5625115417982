// SARIF: what code scanning reads, columns, limits, broken bytes.
#include "TestReport.h"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using namespace connlint;
using namespace connlint::test;
using nlohmann::json;

namespace {
json run(const Report &R, SourceCache &S, const EmitOptions &Options = {}) {
  json Log = json::parse(emitted("sarif", R, S, Options));
  EXPECT_EQ(Log.at("version"), "2.1.0");
  EXPECT_EQ(Log.at("runs").size(), 1u);
  return Log.at("runs").at(0);
}

Report reportOf(Finding F) {
  Report R;
  R.Tool.Version = "0.1.0";
  R.SourceRoot = "/w";
  R.Findings.push_back(std::move(F));
  return R;
}

json regionOf(const std::string &Text, SourcePlace P) {
  SourceCache S = sources({{P.File, Text}});
  json Run = run(reportOf(finding(P, "m")), S);
  return Run.at("/results/0/locations/0/physicalLocation/region"_json_pointer);
}

json region(unsigned Line, unsigned Begin, unsigned End) {
  return {{"startLine", Line}, {"startColumn", Begin}, {"endLine", Line}, {"endColumn", End}};
}
} // namespace

TEST(SarifEmitter, EveryRuleIsDescribed) {
  SourceCache S = sources({});
  json Rules = run(Report(), S).at("/tool/driver/rules"_json_pointer);
  ASSERT_EQ(Rules.size(), allRules().size());
  for (size_t I = 0; I < Rules.size(); ++I) {
    const json &Rule = Rules[I];
    EXPECT_EQ(Rule.at("id"), allRules()[I].Id);
    EXPECT_EQ(Rule.at("name"), allRules()[I].Name);
    for (const char *Text : {"/shortDescription/text", "/fullDescription/text", "/help/text",
                             "/help/markdown", "/properties/precision"})
      EXPECT_NE(Rule.at(json::json_pointer(Text)), "") << Text;
    EXPECT_LE(Rule.at("/fullDescription/text"_json_pointer).get<std::string>().size(), 1024u);
    EXPECT_LE(Rule.at("/properties/tags"_json_pointer).size(), 20u);
    EXPECT_EQ(Rule.at("properties").contains("security-severity"),
              !allRules()[I].SecuritySeverity.empty());
  }
}

TEST(SarifEmitter, LeakRulesAreSecurityRules) {
  SourceCache S = sources({});
  json Rules = run(Report(), S).at("/tool/driver/rules"_json_pointer);
  const json &Leak = Rules.at(0);
  ASSERT_EQ(Leak.at("id"), "connlint-connection-leak");
  EXPECT_EQ(Leak.at("/properties/tags"_json_pointer),
            json({"database", "resource-management", "security", "external/cwe/cwe-772"}));
  EXPECT_TRUE(Leak.at("/properties/security-severity"_json_pointer).is_string());
  EXPECT_EQ(Leak.at("/properties/problem.severity"_json_pointer), "error");
  EXPECT_EQ(Leak.at("/defaultConfiguration/level"_json_pointer), "error");
}

TEST(SarifEmitter, ResultNamesRulePlaceAndFingerprints) {
  SourceCache S = sources({{"/w/src/a.cpp", ""}});
  Report R = reportOf(finding({"/w/src/a.cpp", 1, 1, 2}, "'c' is not released"));
  R.Levels["connlint-connection-leak"] = Level::Warning;
  json Run = run(R, S), Result = Run.at("/results/0"_json_pointer);
  EXPECT_EQ(Result.at("ruleId"), "connlint-connection-leak");
  EXPECT_EQ(
      Run.at("tool").at("driver").at("rules").at(Result.at("ruleIndex").get<size_t>()).at("id"),
      "connlint-connection-leak");
  EXPECT_EQ(Result.at("level"), "warning");
  EXPECT_EQ(Result.at("/message/text"_json_pointer), "'c' is not released.");
  json Location = Result.at("/locations/0/physicalLocation/artifactLocation"_json_pointer);
  EXPECT_EQ(Location.at("uri"), "src/a.cpp");
  EXPECT_EQ(Location.at("uriBaseId"), "%SRCROOT%");
  EXPECT_EQ(Run.at("originalUriBaseIds").at("%SRCROOT%").at("uri"), "file:///w/");
  EXPECT_EQ(Run.at("columnKind"), "utf16CodeUnits");
  const json &Prints = Result.at("partialFingerprints");
  EXPECT_EQ(Prints.at("primaryLocationLineHash"), "c129715d7a2bc9a3:1");
  EXPECT_EQ(Prints.at("connlint/v1"), stableKey(R.Findings[0]));
}

TEST(SarifEmitter, RelatedPlacesAreLinkedFromTheMessage) {
  SourceCache S = sources({});
  Finding F = finding({"/w/a.cpp", 9, 1, 2}, "'c' is not released");
  F.Related = {{{"/w/a.cpp", 3, 1, 2}, "acquired here"}, {{"/w/a.cpp", 4, 1, 2}, "used as 'a[0]'"}};
  json Result = run(reportOf(F), S).at("/results/0"_json_pointer);
  EXPECT_EQ(Result.at("/message/text"_json_pointer),
            "'c' is not released. See [acquired here](1), [used as 'a\\[0\\]'](2).");
  EXPECT_EQ(Result.at("/relatedLocations/0/id"_json_pointer), 1);
  EXPECT_EQ(Result.at("/relatedLocations/1/id"_json_pointer), 2);
  EXPECT_EQ(Result.at("/relatedLocations/0/message/text"_json_pointer), "acquired here");
}

TEST(SarifEmitter, PathBecomesAThreadFlow) {
  SourceCache S = sources({});
  Finding F = finding({"/w/a.cpp", 9, 1, 2}, "m");
  F.Path = {{StepKind::Acquire, {"/w/a.cpp", 3, 1, 2}, "acquired here", 0},
            {StepKind::Throw, {"/w/b.h", 4, 1, 2}, "throws here", 1}};
  json Run = run(reportOf(F), S);
  json Steps = Run.at("/results/0/codeFlows/0/threadFlows/0/locations"_json_pointer);
  ASSERT_EQ(Steps.size(), 2u);
  EXPECT_EQ(Steps[0].at("kinds"), json({"acquire", "resource"}));
  EXPECT_EQ(Steps[0].at("importance"), "essential");
  EXPECT_EQ(Steps[1].at("nestingLevel"), 1);
  EXPECT_EQ(Steps[1].at("/location/message/text"_json_pointer), "throws here");
  json Uri = Steps[1].at("/location/physicalLocation/artifactLocation"_json_pointer);
  EXPECT_EQ(Uri.at("uri"), "b.h");
  EXPECT_EQ(Run.at("artifacts").at(Uri.at("index").get<size_t>()).at("location").at("uri"), "b.h");
}

TEST(SarifEmitter, ColumnsAreUtf16Units) {
  EXPECT_EQ(regionOf("/*ä€*/ call();", {"/w/a", 1, 11, 15}), region(1, 8, 12));
  EXPECT_EQ(regionOf("/*\xF0\x9F\x98\x80*/ call();", {"/w/a", 1, 10, 14}), region(1, 8, 12));
  EXPECT_EQ(regionOf("\t\tcall();\r\n", {"/w/a", 1, 3, 7}), region(1, 3, 7));
  EXPECT_EQ(regionOf("\xEF\xBB\xBFint x;", {"/w/a", 1, 8, 9}), region(1, 5, 6));
  EXPECT_EQ(regionOf("return conn;", {"/w/a", 1, 8, 0}), region(1, 8, 12));
}

TEST(SarifEmitter, MissingFileKeepsTheColumnsAndHasNoLineHash) {
  SourceCache S = sources({});
  json Result = run(reportOf(finding({"/w/a", 7, 3, 9}, "m")), S).at("/results/0"_json_pointer);
  EXPECT_EQ(Result.at("/locations/0/physicalLocation/region"_json_pointer), region(7, 3, 9));
  EXPECT_FALSE(Result.at("partialFingerprints").contains("primaryLocationLineHash"));
}

TEST(SarifEmitter, UrisAreEncodedAndRelativeBelowTheRoot) {
  SourceCache S = sources({});
  Report R = reportOf(finding({"/w/my file.cpp", 1, 1, 2}, "m"));
  R.Findings.push_back(finding({"/usr/include/x y.h", 1, 1, 2}, "m"));
  json Run = run(R, S);
  json First = Run.at("/results/0/locations/0/physicalLocation/artifactLocation"_json_pointer);
  json Second = Run.at("/results/1/locations/0/physicalLocation/artifactLocation"_json_pointer);
  EXPECT_EQ(First.at("uri"), "my%20file.cpp");
  EXPECT_EQ(Second.at("uri"), "file:///usr/include/x%20y.h");
  EXPECT_FALSE(Second.contains("uriBaseId"));
}

TEST(SarifEmitter, BytesThatAreNotUtf8DoNotThrow) {
  SourceCache S = sources({{"/w/a", "\xFF\xFE\n"}});
  Finding F = finding({"/w/a", 1, 1, 2}, "'\xE4' is not released");
  std::string Text = emitted("sarif", reportOf(F), S);
  EXPECT_NE(Text.find("'\xEF\xBF\xBD' is not released"), std::string::npos);
}

TEST(SarifEmitter, FailedUnitsBecomeNotifications) {
  SourceCache S = sources({});
  Report R;
  R.SourceRoot = "/w";
  R.UnitsAnalysed = 2;
  R.ExitCode = 3;
  R.CommandLine = "connlint check";
  json Good = run(R, S).at("/invocations/0"_json_pointer);
  EXPECT_EQ(Good.at("executionSuccessful"), true);
  EXPECT_EQ(Good.at("exitCode"), 3);
  EXPECT_EQ(Good.at("commandLine"), "connlint check");
  R.Failures.push_back({"/w/b.cpp", "'x.h' file not found"});
  json Bad = run(R, S).at("/invocations/0"_json_pointer);
  EXPECT_EQ(Bad.at("executionSuccessful"), false);
  json Note = Bad.at("/toolExecutionNotifications/0"_json_pointer);
  EXPECT_EQ(Note.at("level"), "error");
  EXPECT_EQ(Note.at("/message/text"_json_pointer), "'x.h' file not found.");
  EXPECT_EQ(Note.at("/locations/0/physicalLocation/artifactLocation/uri"_json_pointer), "b.cpp");
}

TEST(SarifEmitter, ResultsBeyondTheLimitAreLeftOutAloudErrorsLast) {
  SourceCache S = sources({});
  Report R;
  for (unsigned Line = 1; Line <= 6; ++Line)
    R.Findings.push_back(finding({"/w/a", Line, 1, 2}, "m",
                                 Line <= 3 ? "connlint-raw-connect" : "connlint-result-leak"));
  EmitOptions Options;
  Options.MaxSarifResults = 4;
  json Run = run(R, S, Options);
  std::vector<unsigned> Lines;
  for (const json &Result : Run.at("results"))
    Lines.push_back(Result.at("/locations/0/physicalLocation/region/startLine"_json_pointer));
  EXPECT_EQ(Lines, (std::vector<unsigned>{1, 4, 5, 6}));
  EXPECT_EQ(Run.at("/invocations/0/toolExecutionNotifications/0/descriptor/id"_json_pointer),
            "results-left-out");
}

TEST(SarifEmitter, LongPathLosesItsMiddle) {
  SourceCache S = sources({});
  Finding F = finding({"/w/a", 1, 1, 2}, "m");
  for (unsigned Line = 1; Line <= 10500; ++Line)
    F.Path.push_back({StepKind::Branch, {"/w/a", Line, 1, 2}, "s", 0});
  for (unsigned Line = 1; Line <= 1500; ++Line)
    F.Related.push_back({{"/w/a", Line, 1, 2}, "r"});
  json Result = run(reportOf(F), S).at("/results/0"_json_pointer);
  json Steps = Result.at("/codeFlows/0/threadFlows/0/locations"_json_pointer);
  ASSERT_EQ(Steps.size(), 10000u);
  EXPECT_EQ(Steps.front().at("/location/physicalLocation/region/startLine"_json_pointer), 1);
  EXPECT_EQ(Steps.back().at("/location/physicalLocation/region/startLine"_json_pointer), 10500);
  EXPECT_LE(Result.at("relatedLocations").size() + Result.at("locations").size(), 1000u);
}

TEST(SarifEmitter, UnknownRuleAndEmptyPlaceAreTolerated) {
  SourceCache S = sources({});
  json Result =
      run(reportOf(finding({}, "m", "connlint-of-the-future")), S).at("/results/0"_json_pointer);
  EXPECT_FALSE(Result.contains("ruleIndex"));
  EXPECT_FALSE(Result.contains("locations"));
}

TEST(SarifEmitter, SameReportGivesTheSameBytes) {
  auto Once = [] {
    SourceCache S = sources({{"/w/b", "x\n"}, {"/w/a", "y\n"}});
    Report R = reportOf(finding({"/w/b", 1, 1, 2}, "m"));
    R.Findings.push_back(finding({"/w/a", 1, 1, 2}, "m"));
    return emitted("sarif", R, S);
  };
  EXPECT_EQ(Once(), Once());
  EXPECT_NE(Once().find("\"uri\":\"a\""), std::string::npos);
}
