// CompileCommands.cpp - from PATH arguments and a database to the list of units.
#include "CompileCommands.h"
#include "CompileDatabase.h"
#include "UsageError.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <tuple>

namespace connlint {

namespace {

/// Build systems also list what is not ours to read: assembler, Fortran, resources, Swift.
bool isOtherLanguage(llvm::StringRef File) {
  return llvm::StringSwitch<bool>(llvm::sys::path::extension(File))
      .CasesLower({".s", ".asm", ".nasm", ".sx", ".rc", ".f", ".f90", ".f95"}, true)
      .CasesLower({".for", ".swift", ".rs", ".go", ".java", ".cs", ".d", ".ispc"}, true)
      .Default(false);
}

struct Targets {
  llvm::StringSet<> Files;          ///< canonicalPath of each.
  std::vector<std::string> Folders; ///< Real paths.
};

Targets readPaths(const std::vector<std::string> &Paths) {
  Targets Out;
  for (const std::string &Path : Paths) {
    if (llvm::sys::fs::is_directory(Path)) {
      llvm::SmallString<256> Real;
      Out.Folders.push_back(llvm::sys::fs::real_path(Path, Real) ? absolutePath(Path)
                                                                 : Real.str().str());
    } else if (llvm::sys::fs::exists(Path)) {
      Out.Files.insert(canonicalPath(Path));
    } else {
      throw UsageError("'" + Path + "': no such file or folder");
    }
  }
  return Out;
}

UnitSelection selectFixed(const CheckOptions &Options) {
  UnitSelection Out;
  const std::vector<std::string> &Flags = *Options.FixedFlags;
  for (const std::string &Path : Options.Paths) {
    if (llvm::sys::fs::is_directory(Path))
      throw UsageError("'" + Path + "' is a folder; with flags after '--' name the files to check");
    CompileUnit Unit{absolutePath(Path), absolutePath("."), {}};
    if (Flags.empty() || Flags[0].starts_with("-") || Flags[0].starts_with("@"))
      Unit.Args.push_back("clang");
    Unit.Args.insert(Unit.Args.end(), Flags.begin(), Flags.end());
    Out.Units.push_back(std::move(Unit));
  }
  return Out;
}

/// Folders to search for a database: the current one, then those of the paths.
std::vector<std::string> searchStarts(const CheckOptions &Options) {
  std::vector<std::string> Starts = {absolutePath(".")};
  for (const std::string &Path : Options.Paths) {
    std::string Full = absolutePath(Path);
    Starts.push_back(llvm::sys::fs::is_directory(Full) ? Full
                                                       : llvm::sys::path::parent_path(Full).str());
  }
  return Starts;
}

} // namespace

UnitSelection selectUnits(const CheckOptions &Options) {
  UnitSelection Out;
  if (Options.FixedFlags) {
    Out = selectFixed(Options);
  } else {
    Targets Wanted = readPaths(Options.Paths);
    std::string Database = findDatabase(Options.Build, searchStarts(Options), Out.Notes);
    std::vector<CompileUnit> All = readDatabase(Database);
    if (All.empty())
      throw UsageError("'" + Database + "' lists no compile command");
    llvm::StringSet<> Seen;
    for (const CompileUnit &Unit : All) {
      std::string Canonical = canonicalPath(Unit.File);
      bool Chosen = Options.Paths.empty() || Wanted.Files.contains(Canonical) ||
                    std::ranges::any_of(Wanted.Folders, [&](const std::string &Folder) {
                      return isBelow(Canonical, Folder);
                    });
      if (!Chosen || (!Seen.insert(Canonical).second && !Options.AllConfigs))
        continue;
      if (isOtherLanguage(Unit.File))
        ++Out.Skipped;
      else
        Out.Units.push_back(Unit);
    }
    std::vector<std::string> Unlisted;
    for (const auto &File : Wanted.Files)
      if (!Seen.contains(File.getKey()))
        Unlisted.push_back(File.getKey().str());
    std::ranges::sort(Unlisted);
    if (!Unlisted.empty())
      for (InferredUnit &Inferred : inferUnits(All, Unlisted)) {
        const std::string &File = Inferred.Unit.File;
        Out.Notes.push_back("'" + File + "' is not in the database; " +
                            (Inferred.InferredFrom.empty()
                                 ? "no entry is alike, using no flags"
                                 : "using the flags of '" + Inferred.InferredFrom + "'"));
        Out.Units.push_back(std::move(Inferred.Unit));
      }
    if (Out.Units.empty() && !Out.Skipped)
      throw UsageError("no entry of '" + Database + "' is below the given paths");
  }
  std::ranges::sort(Out.Units, [](const CompileUnit &A, const CompileUnit &B) {
    return std::tie(A.File, A.Directory, A.Args) < std::tie(B.File, B.Directory, B.Args);
  });
  return Out;
}

} // namespace connlint
