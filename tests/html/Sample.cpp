// Sample.cpp - writes an audit report with 5,000 findings, for the browser to read.
//
// Usage: connlint-html-sample FILE. The sources are made up in memory; some of them try to
// break out of the page.
#include "output/Emitter.h"
#include <fstream>
#include <iostream>

using namespace connlint;

static constexpr unsigned Count = 5000;

static std::string fileOf(unsigned I) {
  return "/w/src/part" + std::to_string(I % 20) + "/file" + std::to_string(I % 250) + ".c";
}

static std::optional<std::string> sourceOf(const std::string &) {
  std::string Text;
  for (unsigned Line = 1; Line <= 400; ++Line)
    Text += Line % 50 == 7
                ? "  puts(x); // </script><script>window.broken = 1</script>\n"
                : "\tPGconn *conn = PQconnectdb(dsn); // \xC3\xA4\xF0\x9F\x98\x80 line " +
                      std::to_string(Line) + "\n";
  return Text;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    std::cerr << "usage: connlint-html-sample FILE\n";
    return 2;
  }
  Report R;
  R.Tool.Version = "0.1.0";
  R.SourceRoot = "/w";
  R.UnitsAnalysed = 250;
  R.Failures = {{"/w/src/broken.c", "<b>'x.h'</b> file not found"}};
  std::span<const RuleInfo> Rules = allRules();
  for (unsigned I = 0; I < Count; ++I) {
    Finding F;
    F.Rule = Rules[I % Rules.size()].Id;
    F.Place = {fileOf(I), 7 + I % 380, 2, 8};
    F.Message = "number " + std::to_string(I) + " <img src=x onerror=\"window.broken=1\">";
    F.Function = "f" + std::to_string(I);
    F.FunctionUsr = "c:@F@" + F.Function;
    F.Family = I % 3 ? "libpq" : "mysql";
    F.Api = "PQconnectdb";
    F.Path = {{StepKind::Acquire, {fileOf(I), 3, 2, 8}, "acquired here", 0},
              {StepKind::Branch, {fileOf(I), 5, 17, 28}, "taking the true branch", 0},
              {StepKind::Exit, F.Place, "still held here", 0}};
    R.Findings.push_back(std::move(F));
    R.Sites.push_back({{fileOf(I), 3, 2, 8},
                       AcquireClass(I % 4),
                       "f" + std::to_string(I),
                       "libpq",
                       "PQconnectdb"});
  }
  canonicalize(R.Findings);
  std::ofstream Out(argv[1], std::ios::binary);
  SourceCache Sources(sourceOf);
  emitReport(*findEmitter("html"), R, {}, Sources, Out);
  return Out.flush() ? 0 : 1;
}
