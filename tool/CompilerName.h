// CompilerName.h - what a command line runs: launchers peeled off, the compiler taken
// apart.
#ifndef CONNLINT_TOOL_COMPILERNAME_H
#define CONNLINT_TOOL_COMPILERNAME_H

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// "/opt/x/bin/aarch64-linux-gnu-g++-12.2" taken apart.
struct CompilerName {
  enum KindTy { Gnu, Clang, ClangCl, Nvcc } Kind = Gnu;
  std::string Path;   ///< As written.
  std::string Triple; ///< "aarch64-linux-gnu", or empty.
  bool Cxx = false;   ///< Compiles ".c" files as C++, too.
};

/// Parses one word; nullopt when it does not look like a compiler.
std::optional<CompilerName> parseCompilerName(std::string_view Word);

/// Position of the compiler in Args: behind ccache, distcc, icecc, env X=y, and the like.
/// 0 when nothing looks like a compiler.
size_t findCompiler(const std::vector<std::string> &Args);

} // namespace connlint

#endif
