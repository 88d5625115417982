// CompilerName.cpp - recognises compilers and their launchers by name.
#include "CompilerName.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <algorithm>

namespace connlint {

/// Programs that run the rest of their command line.
static constexpr std::string_view Launchers[] = {
    "ccache",    "sccache", "distcc",     "icecc",   "icerun",       "gomacc",     "rewrapper",
    "goma",      "fastcc",  "buildcache", "clcache", "env",          "nice",       "ionice",
    "time",      "timeout", "stdbuf",     "cmake",   "libtool",      "sh",         "bash",
    "python",    "python3", "chrt",       "taskset", "ccache-clang", "scan-build", "pump",
    "firebuild", "recc",    "nix-shell",  "xcrun",   "f5",           "cov-build"};

static constexpr std::string_view CCompilers[] = {"gcc", "cc",    "icc",   "icx",   "tcc",
                                                  "xlc", "armcc", "mpicc", "hipcc", "pgcc"};
static constexpr std::string_view CxxCompilers[] = {"g++",    "c++",   "icpc", "icpx", "mpicxx",
                                                    "mpic++", "mpiCC", "CC",   "xlC",  "pgc++"};

static llvm::StringRef baseName(llvm::StringRef Word) {
  llvm::StringRef Name = llvm::sys::path::filename(Word);
  if (size_t Slash = Name.rfind('\\'); Slash != llvm::StringRef::npos)
    Name = Name.substr(Slash + 1);
  Name.consume_back_insensitive(".exe");
  return Name;
}

std::optional<CompilerName> parseCompilerName(std::string_view Word) {
  if (Word.starts_with('-') || Word.find('=') != std::string_view::npos)
    return std::nullopt;
  CompilerName Out;
  Out.Path = Word;
  llvm::StringRef Name = baseName(Word);
  // Strip versions: "-12", "-22.1".
  if (size_t Dash = Name.rfind('-'); Dash != llvm::StringRef::npos) {
    llvm::StringRef Tail = Name.substr(Dash + 1);
    if (!Tail.empty() && llvm::all_of(Tail, [](char C) { return C == '.' || llvm::isDigit(C); }))
      Name = Name.take_front(Dash);
  }
  if (Name.ends_with("-posix") || Name.ends_with("-win32")) // MinGW thread models
    Name = Name.drop_back(6);
  llvm::StringRef Tool = Name;
  if (size_t Dash = Name.rfind('-'); Dash != llvm::StringRef::npos) {
    Tool = Name.substr(Dash + 1);
    Out.Triple = Name.take_front(Dash).str();
    if (Tool == "cl" && Out.Triple == "clang") {
      Tool = "clang-cl";
      Out.Triple.clear();
    }
  }
  while (!Tool.empty() && (llvm::isDigit(Tool.back()) || Tool.back() == '.'))
    Tool = Tool.drop_back(); // gcc12, clang++17
  if (Tool == "clang" || Tool == "clang++" || Tool == "armclang" || Tool == "armclang++") {
    Out.Kind = CompilerName::Clang;
    Out.Cxx = Tool.ends_with("++");
  } else if (Tool == "clang-cl" || Tool.equals_insensitive("cl")) {
    Out.Kind = CompilerName::ClangCl;
  } else if (Tool == "nvcc") {
    Out.Kind = CompilerName::Nvcc;
    Out.Cxx = true;
  } else if (std::ranges::count(CxxCompilers, std::string_view(Tool))) {
    Out.Cxx = true;
  } else if (!std::ranges::count(CCompilers, std::string_view(Tool))) {
    return std::nullopt;
  }
  return Out;
}

size_t findCompiler(const std::vector<std::string> &Args) {
  if (Args.empty() || parseCompilerName(Args[0]))
    return 0;
  llvm::StringRef First = baseName(Args[0]);
  bool IsLauncher = std::ranges::count(Launchers, std::string_view(First)) != 0;
  // An unknown first word may be a wrapper script; only believe it directly before a
  // compiler.
  size_t Last = IsLauncher ? Args.size() : std::min<size_t>(2, Args.size());
  for (size_t I = 1; I < Last; ++I) {
    if (Args[I].starts_with("-"))
      continue;
    if (parseCompilerName(Args[I]))
      return I;
  }
  if (!IsLauncher)
    return 0;
  // "ccache mycc": the first word that is no option and no variable.
  for (size_t I = 1; I < Args.size(); ++I)
    if (!Args[I].starts_with("-") && Args[I].find('=') == std::string::npos)
      return I;
  return 0;
}

} // namespace connlint
