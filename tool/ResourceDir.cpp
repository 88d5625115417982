// ResourceDir.cpp - where Clang's own headers (stddef.h, immintrin.h) are installed.
#include "CommandSanitizer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace connlint {

std::string findResourceDir(const char *Argv0) {
  const std::string Major = std::to_string(LLVM_VERSION_MAJOR);
  std::string Program =
      llvm::sys::fs::getMainExecutable(Argv0, reinterpret_cast<void *>(&findResourceDir));
  llvm::StringRef Prefix = llvm::sys::path::parent_path(llvm::sys::path::parent_path(Program));
  // Next to us when packaged so; then the LLVM of the build; then where distributions put
  // it.
  for (const std::string &Candidate :
       {Prefix.str() + "/lib/clang/" + Major, std::string(CONNLINT_RESOURCE_DIR),
        "/usr/lib/llvm-" + Major + "/lib/clang/" + Major, "/usr/lib/clang/" + Major,
        "/usr/lib64/clang/" + Major, "/usr/local/lib/clang/" + Major})
    if (!Candidate.empty() && llvm::sys::fs::exists(Candidate + "/include/stddef.h"))
      return Candidate;
  return "";
}

} // namespace connlint
