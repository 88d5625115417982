// JunitEmitter.cpp - JUnit XML: a test suite per file, a test case per finding.
//
// Services take a file without test cases for a broken run, so the run itself is a case:
// it passes when all units were analysed.
#include "output/Emitter.h"
#include "output/Spot.h"
#include "output/Xml.h"
#include <map>
#include <ostream>

namespace connlint {

EmitFunction emitJunit;

namespace {
struct Suite {
  std::string Cases;
  size_t Tests = 0, Failures = 0, Errors = 0;
};

std::string caseText(std::string_view Class, std::string_view Name, std::string_view Kind,
                     std::string_view Type, std::string_view Message,
                     const std::vector<std::string> &Details) {
  std::string Out = "    <testcase classname=\"" + xmlText(Class) + "\" name=\"" + xmlText(Name) +
                    "\" time=\"0\">\n      <";
  Out.append(Kind).append(" type=\"").append(Type).append("\" message=\"");
  Out += xmlText(Message) + "\">";
  for (const std::string &Line : Details)
    Out += xmlText(Line) + "\n";
  return Out.append("</").append(Kind).append(">\n    </testcase>\n");
}

void writeSuite(std::ostream &Out, const std::string &Name, const Suite &S) {
  Out << "  <testsuite name=\"" << xmlText(Name) << "\" tests=\"" << S.Tests << "\" failures=\""
      << S.Failures << "\" errors=\"" << S.Errors << "\" skipped=\"0\" time=\"0\">\n"
      << S.Cases << "  </testsuite>\n";
}
} // namespace

void emitJunit(const Report &R, const EmitOptions &, SourceCache &Sources, std::ostream &Out) {
  std::map<std::string, Suite> Suites;
  for (const Finding &F : R.Findings) {
    Spot S = spotOf(F.Place, R, Sources);
    Suite &Into = Suites[S.Path];
    std::string Here = S.Path + ":" + std::to_string(S.Line) + ":" + std::to_string(S.Column);
    std::vector<std::string> Details{
        Here + ": " + std::string(levelText(ruleLevel(F.Rule, R.Levels))) + ": " + F.Message};
    for (std::string &Line : pathLines(F, R, Sources))
      Details.push_back(std::move(Line));
    // The name has no line, so that a service knows the case again when the code moves.
    std::string Name = F.Rule + " in " + (F.Function.empty() ? "file" : F.Function) + " #" +
                       std::to_string(F.Ordinal + 1);
    if (!F.Api.empty())
      Name += " (" + F.Api + ")";
    Into.Cases += caseText(S.Path, Name, "failure", F.Rule, F.Message, Details);
    ++Into.Tests;
    ++Into.Failures;
  }
  Suite Run;
  for (const UnitFailure &F : R.Failures) {
    std::string Path = spotOf({F.File, 0, 0, 0}, R, Sources).Path;
    Run.Cases += caseText(R.Tool.Name, "analyse " + Path, "error", UnitFailedId, F.Reason,
                          {Path + ": not analysed: " + F.Reason});
    ++Run.Tests;
    ++Run.Errors;
  }
  if (R.Failures.empty()) {
    Run.Cases = "    <testcase classname=\"" + xmlText(R.Tool.Name) +
                "\" name=\"all units analysed\" time=\"0\"/>\n";
    ++Run.Tests;
  }
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"" << xmlText(R.Tool.Name)
      << "\" tests=\"" << Run.Tests + R.Findings.size() << "\" failures=\"" << R.Findings.size()
      << "\" errors=\"" << Run.Errors << "\" time=\"0\">\n";
  writeSuite(Out, R.Tool.Name, Run);
  for (const auto &[Path, S] : Suites)
    writeSuite(Out, Path, S);
  Out << "</testsuites>\n";
}

} // namespace connlint
