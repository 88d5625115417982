// FlagTables.h - flags that CommandSanitizer leaves out by the way they are spelled.
#ifndef CONNLINT_TOOL_FLAGTABLES_H
#define CONNLINT_TOOL_FLAGTABLES_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace connlint {

/// Spellings that write files, print, load code, or only matter behind the AST.
inline constexpr llvm::StringLiteral DroppedPrefixes[] = {
    // clang-format off
    "-###", "--coverage", "--print-", "--save-temps", "--serialize-diag", "-coverage",
    "-dump", "-emit-", "-fansi-esc", "-fbracket-depth", "-fcolor-diag", "-fcoverage",
    "-fcrash-diag", "-fdiagnostics", "-fembed-bitcode", "-ferror-limit",
    "-fintegrated-cc1", "-flto", "-fno-integrated-cc1", "-fno-profile", "-fno-sanitize",
    "-foptimization-record", "-fpass-plugin", "-fpch", "-fplugin", "-fproc-stat",
    "-fprofile", "-fsanitize", "-fsave-optimization-record", "-fsplit-", "-fstack-usage",
    "-ftest-coverage", "-fthinlto", "-ftime-", "-gen-", "-gsplit-", "-index-", "-print-",
    "-resource-dir", "-save-temps", "-serialize-diag"
    // clang-format on
};

inline constexpr llvm::StringLiteral ModulePrefixes[] = {
    "-fmodule",    "-fno-module",     "-fcxx-modules", "-fimplicit-module",
    "-fprebuilt-", "-fbuild-session", "-fdeps-format"};

template <typename Range> bool startsWithAny(llvm::StringRef Text, const Range &Prefixes) {
  return llvm::any_of(Prefixes, [&](llvm::StringRef P) { return Text.starts_with(P); });
}

} // namespace connlint

#endif
