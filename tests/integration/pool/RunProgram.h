// RunProgram.h - a program that a test runs, and what it printed.
#ifndef CONNPOOL_TESTS_RUN_PROGRAM_H
#define CONNPOOL_TESTS_RUN_PROGRAM_H

#include <cstdio>
#include <string>
#include <sys/wait.h>

namespace connpool::test {

struct Outcome {
  int status = -1;
  std::string output; ///< the standard error stream as well
};

/// Runs a command of the shell.
inline Outcome run_program(const std::string &command) {
  Outcome outcome;
  FILE *pipe = popen((command + " 2>&1").c_str(), "r");
  char line[500];
  while (pipe && std::fgets(line, sizeof(line), pipe))
    outcome.output += line;
  outcome.status = WEXITSTATUS(pclose(pipe));
  return outcome;
}

/// The same with a library loaded before all others; empty: none.
inline Outcome run_preloaded(const std::string &library, const std::string &command) {
  return run_program((library.empty() ? "" : "LD_PRELOAD=" + library + " ") + command);
}

} // namespace connpool::test

#endif
