// DoctorCommand.cpp - runs the analysis and tells about the run instead of the findings.
#include "DoctorCommand.h"
#include "CompileDatabase.h"
#include "output/Paths.h"
#include "output/Redact.h"
#include <algorithm>
#include <map>
#include <ostream>
#include <sstream>

namespace connlint {

namespace {

class Doctor {
public:
  Doctor(const CheckOptions &Options, const ProgramInfo &Program, std::ostream &Out)
      : Options(Options), Log(Options.Verbose), Run(Options, Program, Log), Out(Out) {}

  int run() {
    tellDatabase();
    Run.select();
    line("source root", Run.sourceRoot());
    tellConfiguration();
    for (const std::string &Note : Run.selectionNotes())
      line("note", Note);
    for (const std::string &File : Run.ignoredFiles())
      problem(shown(File), "ignored by " + configOf(File), "take it out of 'ignore:' there");
    Report R = Run.analyse();
    tellUnits(R);
    for (const auto &[What, Files] : Problems) {
      Out << "\n" << What.first << "\n";
      for (size_t I = 0; I < Files.size() && (I < MaxShown || Options.Verbose); ++I)
        Out << "  " << Files[I] << "\n";
      if (Files.size() > MaxShown && !Options.Verbose)
        Out << "  and " << Files.size() - MaxShown << " more; -v lists them\n";
      Out << "  -> " << What.second << "\n";
    }
    if (Problems.empty())
      Out << "\nnothing stands in the way: run connlint check\n";
    return Problems.empty() ? 0 : 3;
  }

private:
  static constexpr size_t MaxShown = 5;

  std::string shown(const std::string &File) const { return shownPath(File, absolutePath(".")); }

  std::string configOf(const std::string &File) {
    std::string Config = Run.profiles().forFile(canonicalPath(File))->Settings->File;
    return Config.empty() ? "no .connlint.yaml" : shown(Config);
  }

  void line(std::string_view What, const std::string &Text) {
    Out << What << ": " << redactProse(Text) << "\n";
  }

  void problem(const std::string &File, const std::string &What, const std::string &Cure) {
    Problems[{redactProse(What), Cure}].push_back(File);
  }

  void tellDatabase() {
    if (Options.FixedFlags)
      return line("commands", "the flags behind '--', no database");
    std::vector<std::string> Notes;
    line("database", shown(findDatabase(Options.Build, {absolutePath(".")}, Notes)));
  }

  void tellConfiguration() {
    std::map<std::string, unsigned> Used;
    for (const std::string &File : Run.selectedFiles())
      ++Used[configOf(File)];
    for (const auto &[Config, Units] : Used)
      line("configuration",
           Config + " (" + std::to_string(Units) + (Units == 1 ? " unit)" : " units)"));
    if (std::string File = Run.profiles().baseline(); !File.empty())
      line("baseline", shown(File));
  }

  void tellUnits(const Report &R) {
    unsigned Relevant = 0, Quiet = 0;
    for (const UnitOverview &U : Run.units()) {
      std::string File = shown(U.File);
      if (!U.Failure.empty()) {
        problem(File, "not analysed: " + U.Failure, cureOf(U.Failure));
        continue;
      }
      (U.RelevantFunctions ? Relevant : Quiet) += 1;
      if (!U.MissingHeaders.empty())
        problem(File, "analysed in part: header '" + U.MissingHeaders.front() + "' not found",
                "install it, generate it (build once), or add its folder: "
                "--extra-arg=-IFOLDER");
      else if (U.Errors)
        problem(File, "analysed in part: " + U.FirstError,
                "a compiler error hides what stands behind it; 'connlint check -v' prints all");
      if (Options.Paths.size() == 1 || Options.Verbose)
        line(File, std::to_string(U.Functions) + " functions, " +
                       std::to_string(U.RelevantFunctions) + " that handle connections");
    }
    line("units", std::to_string(R.UnitsAnalysed) + " analysed, " +
                      std::to_string(R.unitsFailed()) + " failed, " +
                      std::to_string(R.UnitsSkipped) + " skipped");
    line("connections", std::to_string(Relevant) + " units handle some, " + std::to_string(Quiet) +
                            " none; " + std::to_string(R.Sites.size()) + " places acquire one");
    if (R.UnitsAnalysed && !Relevant)
      problem("no unit calls a function of a client library that connlint knows", "nothing to find",
              "describe your own wrappers in a model: docs/models.md");
  }

  static std::string cureOf(const std::string &Failure) {
    if (Failure.find("Permission denied") != std::string::npos)
      return "make the file and its folders readable for the user that runs connlint";
    if (Failure.find("timeout") != std::string::npos ||
        Failure.find("seconds") != std::string::npos)
      return "give it more time: --unit-timeout SECONDS";
    if (Failure.find("memory") != std::string::npos)
      return "give it more memory: --unit-memory MIB";
    if (Failure.find("no such file") != std::string::npos ||
        Failure.find("not found") != std::string::npos ||
        Failure.find("No such file") != std::string::npos)
      return "the database is older than the sources: configure the build anew";
    if (Failure.find("signal") != std::string::npos)
      return "connlint crashed; please report it with the preprocessed file (clang -E)";
    return "run 'connlint check -v' on this file for the compiler's messages";
  }

  const CheckOptions &Options;
  RunLog Log;
  ProjectRun Run;
  std::ostream &Out;
  /// What is wrong and what to do about it -> files.
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> Problems;
};

} // namespace

int runDoctor(const CheckOptions &Options, const ProgramInfo &Program, std::ostream &Out) {
  return Doctor(Options, Program, Out).run();
}

} // namespace connlint
