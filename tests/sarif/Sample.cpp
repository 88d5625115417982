// Sample.cpp - writes a SARIF file that uses everything the format has, for the validators.
//
// Usage: connlint-sarif-sample DIRECTORY. Writes DIRECTORY/sample.sarif, and next to it the
// sources it points into, so that the validators can look at them.
#include "output/Emitter.h"
#include <filesystem>
#include <fstream>
#include <iostream>

using namespace connlint;
namespace fs = std::filesystem;

static const char Source[] = "#include \"db.h\"\n"
                             "int load(const char *größe) {\n"
                             "\tPGconn *conn = PQconnectdb(\"host=db password=hunter2\");\n"
                             "  if (/* \xF0\x9F\x98\x80 */ check(größe))\n"
                             "    return -1;\n"
                             "  PQfinish(conn);\n"
                             "  return 0;\n"
                             "}\n";

static Report sample(const fs::path &Root) {
  std::string File = (Root / "src/my load.cpp").string();
  std::string Header = (Root / "src/db.h").string();
  Report R;
  R.Tool.Version = "0.1.0";
  R.Tool.InformationUri = "https://example.org/connlint";
  R.SourceRoot = Root.string();
  R.UnitsAnalysed = 2;
  R.UnitsSkipped = 1;
  R.ExitCode = 3;
  R.AutomationId = "connlint/sample";
  R.CommandLine = "connlint check --report sarif -- -DDB_PASSWORD=hunter2";
  R.Failures.push_back({(Root / "src/broken.c").string(), "'missing.h' file not found"});
  for (const RuleInfo &Rule : allRules()) {
    Finding F;
    F.Rule = Rule.Id;
    F.Place = {File, 5, 5, 11};
    F.Message = "connection 'conn' is not released on this way out";
    F.Function = "load";
    F.FunctionUsr = "c:@F@load#*1C#";
    F.Family = "libpq";
    F.Api = "PQconnectdb";
    F.Related = {{{File, 3, 17, 28}, "acquired here"}, {{Header, 1, 9, 13}, "declared here"}};
    F.Path = {{StepKind::Acquire, {File, 3, 17, 28}, "'conn' is acquired here", 0},
              {StepKind::Call, {File, 4, 20, 25}, "'check' is called", 0},
              {StepKind::Use, {Header, 1, 9, 13}, "in 'check', nothing is released", 1},
              {StepKind::Branch, {File, 4, 3, 5}, "the condition holds", 0},
              {StepKind::Exit, {File, 5, 5, 11}, "'conn' is still held here", 0}};
    R.Findings.push_back(std::move(F));
  }
  R.Findings.back().Trust = Confidence::Possible;
  canonicalize(R.Findings);
  return R;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    std::cerr << "usage: connlint-sarif-sample DIRECTORY\n";
    return 2;
  }
  fs::path Root = fs::absolute(argv[1]);
  fs::create_directories(Root / "src");
  std::ofstream(Root / "src/my load.cpp", std::ios::binary) << Source;
  std::ofstream(Root / "src/db.h", std::ios::binary) << "PGconn *open(void);\n";
  std::ofstream(Root / "src/broken.c", std::ios::binary) << "#include \"missing.h\"\n";
  std::ofstream Out(Root / "sample.sarif", std::ios::binary);
  SourceCache Sources;
  emitReport(*findEmitter("sarif"), sample(Root), {}, Sources, Out);
  return Out.flush() ? 0 : 1;
}
