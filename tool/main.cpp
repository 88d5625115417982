// main.cpp - picks the command, and turns what it throws into exit code 2.
#include "Budget.h"
#include "CheckCommand.h"
#include "Completion.h"
#include "DoctorCommand.h"
#include "MergeCommand.h"
#include "Options.h"
#include "RuleCommands.h"
#include "UsageError.h"
#include "output/Redact.h"
#include "llvm/Config/llvm-config.h"
#include <iostream>

using namespace connlint;

static int run(const Options &Parsed, const ProgramInfo &Program) {
  switch (Parsed.Command) {
  case Options::Check: return runCheck(Parsed.CheckArgs, Program);
  case Options::Budget: return printBudget(readDeployment(Parsed.Topic), std::cout) ? 0 : 1;
  case Options::Completion: printCompletion(Parsed.Topic, std::cout); return 0;
  case Options::Doctor: return runDoctor(Parsed.CheckArgs, Program, std::cout);
  case Options::BaselineWrite: return runBaselineWrite(Parsed.CheckArgs, Program);
  case Options::Merge: return runMerge(Parsed.MergeArgs);
  case Options::Explain: explainRule(Parsed.Topic, std::cout); return 0;
  case Options::Rules: printRules(std::cout); return 0;
  case Options::Version:
    std::cout << "connlint " CONNLINT_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
    return 0;
  case Options::Help: std::cout << helpText(Parsed.Topic); return 0;
  }
  return 2;
}

int main(int argc, char **argv) {
  std::vector<std::string> Args(argv + 1, argv + argc);
  ProgramInfo Program{argc ? argv[0] : "connlint", "connlint"};
  for (const std::string &Arg : Args)
    Program.CommandLine += " " + Arg;
  try {
    return run(parseOptions(Args), Program);
  } catch (const LocatedError &Error) {
    std::cerr << redactProse(Error.what()) << "\n";
  } catch (const UsageError &Error) {
    std::cerr << "connlint: error: " << redactProse(Error.what()) << "\n";
  } catch (const std::exception &Error) {
    std::cerr << "connlint: internal error: " << Error.what() << "\n";
  }
  return 2;
}
