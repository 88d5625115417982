// DefaultChecks.cpp - makes clangd run our rules without any configuration.
//
// clangd decides in two functions which checks run; the linker puts ours in front of them
// (--wrap in CMakeLists.txt). Without them nothing fails to link, so tests/plugin guards both.
#include "clang-tidy/ClangTidyOptions.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/FunctionExtras.h"
#include <optional>

// The type of provideDefaultChecks changes between versions, and its name does not tell.
static_assert(CLANG_VERSION_MAJOR == 22, "look up TidyProvider in clangd's TidyProvider.h");
using TidyProvider =
    llvm::unique_function<void(clang::tidy::ClangTidyOptions &, llvm::StringRef) const>;

std::optional<bool> clangdsFastCheck(llvm::StringRef Name) __asm__(
    "__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> fastCheck(llvm::StringRef Name) __asm__(
    "__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
TidyProvider clangdsDefaultChecks() __asm__("__real__ZN5clang6clangd20provideDefaultChecksEv");
TidyProvider defaultChecks() __asm__("__wrap__ZN5clang6clangd20provideDefaultChecksEv");

/// clangd leaves out checks that it has not measured to be fast. Ours look at few functions.
std::optional<bool> fastCheck(llvm::StringRef Name) {
  if (Name.starts_with("connlint-"))
    return true;
  return clangdsFastCheck(Name);
}

/// Runs after .clang-tidy and .clangd were read: whoever names our checks there decides.
TidyProvider defaultChecks() {
  return [Clangds = clangdsDefaultChecks()](clang::tidy::ClangTidyOptions &Options,
                                            llvm::StringRef File) {
    bool Decided = Options.Checks && llvm::StringRef(*Options.Checks).contains("connlint");
    Clangds(Options, File);
    if (!Decided)
      Options.Checks = Options.Checks.value_or("") + ",connlint-*";
  };
}
