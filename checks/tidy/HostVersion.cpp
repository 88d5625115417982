// HostVersion.cpp - refuses a clang-tidy of another major version, when the module is loaded.
//
// Two versions of LLVM in one process end in an abort somewhere. What is asked here is the
// LLVM of the program: it comes first among the libraries that are searched for the name.
#include "clang/Basic/Version.h"
#include <cstdio>
#include <dlfcn.h>
#include <unistd.h>

namespace {

struct HostVersion {
  HostVersion() {
    using GetVersion = void (*)(unsigned *, unsigned *, unsigned *);
    auto Ask = reinterpret_cast<GetVersion>(dlsym(RTLD_DEFAULT, "LLVMGetVersion"));
    unsigned Major = CLANG_VERSION_MAJOR;
    if (Ask)
      Ask(&Major, nullptr, nullptr);
    if (Major == CLANG_VERSION_MAJOR)
      return;
    std::fprintf(stderr,
                 "connlint: error: connlint-tidy-%d.so is for clang-tidy %d, and this is version "
                 "%u; load connlint-tidy-%u.so or run clang-tidy-%d\n",
                 CLANG_VERSION_MAJOR, CLANG_VERSION_MAJOR, Major, Major, CLANG_VERSION_MAJOR);
    _exit(1); // Without destructors: both libraries would run theirs.
  }
} const Check __attribute__((init_priority(200)));

} // namespace
