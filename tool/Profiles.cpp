// Profiles.cpp - one profile per configuration file in use.
#include "Profiles.h"
#include "CompileCommands.h"
#include "ModelCache.h"
#include "RuleSelection.h"
#include "UsageError.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace connlint {

Profiles::Profiles(const CheckOptions &O) : Options(O), Finder(O.ConfigFile) {
  // Mistakes on the command line show even when every unit is skipped.
  make(std::make_shared<Config>());
}

std::shared_ptr<const Profile> Profiles::make(std::shared_ptr<const Config> Settings) {
  auto Out = std::make_shared<Profile>();
  std::vector<std::string> Files = Settings->Models;
  Files.insert(Files.end(), Options.Models.begin(), Options.Models.end());
  Out->Model = modelFromFiles(Files);
  Out->Options.DisabledRules = disabledRules({Settings->Checks, Options.Checks});
  Out->Options.RuleOptions = Settings->RuleOptions;
  Out->Options.Dump = Options.Dump;
  Out->Settings = std::move(Settings);
  return Out;
}

std::shared_ptr<const Profile> Profiles::forFile(const std::string &Path) {
  auto Settings = Finder.forFile(Path);
  auto [It, New] = ByConfig.try_emplace(Settings->File);
  if (New)
    It->second = make(std::move(Settings));
  return It->second;
}

Level Profiles::failOn() const {
  if (Options.FailOn)
    return *Options.FailOn;
  std::optional<Level> Lowest;
  for (const auto &[File, Used] : ByConfig)
    if (auto L = Used->Settings->FailOn)
      Lowest = Lowest ? std::min(*Lowest, *L) : *L;
  return Lowest.value_or(Level::Warning);
}

std::string Profiles::baseline() const {
  if (!Options.Baseline.empty())
    return Options.Baseline;
  const Config *From = nullptr;
  for (const auto &[File, Used] : ByConfig) {
    const Config &C = *Used->Settings;
    if (C.Baseline.empty())
      continue;
    if (From && From->Baseline != C.Baseline)
      throw UsageError("two baselines: " + From->File + " names '" + From->Baseline + "', " +
                       C.File + " names '" + C.Baseline +
                       "'; check their folders apart, or give one with --baseline");
    From = &C;
  }
  return From ? From->Baseline : "";
}

static std::string realFolder(const std::string &Path) {
  llvm::SmallString<256> Real;
  return llvm::sys::fs::real_path(Path, Real) ? absolutePath(Path) : Real.str().str();
}

static std::string commonFolder(const std::vector<std::string> &Files) {
  llvm::StringRef Common;
  for (const std::string &File : Files) {
    llvm::StringRef Folder = llvm::sys::path::parent_path(File);
    if (Common.empty())
      Common = Folder;
    while (!isBelow(Folder, Common))
      Common = llvm::sys::path::parent_path(Common);
  }
  return Common.str();
}

std::string sourceRoot(const std::string &Given, const std::vector<std::string> &Files) {
  if (!Given.empty()) {
    if (!llvm::sys::fs::is_directory(Given))
      throw UsageError("'--source-root " + Given + "': no such folder");
    return realFolder(Given);
  }
  std::string Common = commonFolder(Files);
  std::string Here = realFolder(".");
  if (Common.empty())
    return Here;
  for (llvm::StringRef Folder = Common; !Folder.empty();
       Folder = llvm::sys::path::parent_path(Folder))
    if (llvm::sys::fs::exists(Folder + "/.git"))
      return Folder.str();
  return isBelow(Common, Here) ? Here : Common;
}

} // namespace connlint
