// InferUnits.cpp - flags for files that the database does not list, through Clang's
// own interpolation, so that they equal what clangd and clang-tidy would guess.
#include "CompileDatabase.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"

namespace connlint {

namespace {

class DatabaseView : public clang::tooling::CompilationDatabase {
public:
  explicit DatabaseView(const std::vector<CompileUnit> &Units) : Units(Units) {
    for (size_t I = 0; I != Units.size(); ++I)
      ByFile.try_emplace(Units[I].File, I);
  }

  std::vector<clang::tooling::CompileCommand>
  getCompileCommands(llvm::StringRef File) const override {
    auto It = ByFile.find(File);
    if (It == ByFile.end())
      return {};
    const CompileUnit &Unit = Units[It->second];
    return {{Unit.Directory, Unit.File, Unit.Args, ""}};
  }

  std::vector<std::string> getAllFiles() const override {
    std::vector<std::string> Files;
    for (const CompileUnit &Unit : Units)
      Files.push_back(Unit.File);
    return Files;
  }

  std::vector<clang::tooling::CompileCommand> getAllCompileCommands() const override {
    std::vector<clang::tooling::CompileCommand> All;
    for (const CompileUnit &Unit : Units)
      All.emplace_back(Unit.Directory, Unit.File, Unit.Args, "");
    return All;
  }

private:
  const std::vector<CompileUnit> &Units;
  llvm::StringMap<size_t> ByFile;
};

} // namespace

std::vector<InferredUnit> inferUnits(const std::vector<CompileUnit> &Known,
                                     const std::vector<std::string> &Files) {
  auto Database =
      clang::tooling::inferMissingCompileCommands(std::make_unique<DatabaseView>(Known));
  std::vector<InferredUnit> Out;
  for (const std::string &File : Files) {
    auto Commands = Database->getCompileCommands(File);
    if (Commands.empty()) {
      Out.push_back({{File, llvm::sys::path::parent_path(File).str(), {"clang", File}}, ""});
      continue;
    }
    llvm::StringRef From = Commands[0].Heuristic;
    From.consume_front("inferred from ");
    Out.push_back({{File, Commands[0].Directory, Commands[0].CommandLine}, From.str()});
  }
  return Out;
}

} // namespace connlint
