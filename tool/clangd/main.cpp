// main.cpp - connlint-clangd: all of clangd, with our rules among its clang-tidy checks.
// DefaultChecks.cpp switches them on; Module.cpp of checks/tidy registers them.
#include "CommandSanitizer.h"
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

// clangd's headers are not shipped; this is all of it that is called by name.
namespace clang::clangd {
int clangdMain(int Argc, char *Argv[]);
}

static bool isGiven(const std::vector<char *> &Args, const char *Option) {
  for (const char *Arg : Args)
    if (std::strncmp(Arg, Option, std::strlen(Option)) == 0)
      return true;
  return false;
}

int main(int argc, char **argv) {
  std::vector<char *> Args(argv, argv + argc);
  if (isGiven(Args, "--version"))
    std::cout << "connlint-clangd " CONNLINT_VERSION "\n" << std::flush;
  // Clang's own headers lie beside clangd; we are somewhere else.
  std::string ResourceDir = connlint::findResourceDir(argv[0]);
  if (!ResourceDir.empty() && !isGiven(Args, "--resource-dir")) {
    ResourceDir.insert(0, "--resource-dir=");
    Args.push_back(ResourceDir.data());
  }
  int Count = int(Args.size());
  Args.push_back(nullptr);
  return clang::clangd::clangdMain(Count, Args.data());
}
