// ModelCache.cpp - models by the files that they are made of.
#include "ModelCache.h"
#include "UsageError.h"
#include "model/ModelLoader.h"
#include "llvm/Support/FileSystem.h"
#include <map>
#include <mutex>

namespace connlint {

using SharedModel = std::shared_ptr<const ResourceModel>;

/// The built-in families, parsed once in a process.
static const SharedModel &builtinModel() {
  static const SharedModel Model = [] {
    auto Parsed = std::make_shared<ResourceModel>();
    loadBuiltinModels(*Parsed);
    return Parsed;
  }();
  return Model;
}

static void addModelFile(ResourceModel &Model, const std::string &Path) {
  std::string Text;
  for (const ModelError &Error : loadModelFile(Model, Path))
    Text.append(Text.empty() ? "" : "\n").append(Error.format());
  if (!Text.empty())
    throw LocatedError(Text);
}

namespace {

/// What tells one state of a file from another without reading it. Editors that write a new
/// file and rename it change the inode.
struct Stamp {
  llvm::sys::fs::UniqueID Id;
  llvm::sys::TimePoint<> Modified;
  uint64_t Size = 0;
  bool operator==(const Stamp &) const = default;
};

struct Known {
  std::vector<Stamp> Stamps;
  SharedModel Model;
};

} // namespace

/// None of a file that cannot be asked: reading it tells why.
static Stamp stampOf(const std::string &Path) {
  llvm::sys::fs::file_status Status;
  if (llvm::sys::fs::status(Path, Status))
    return {};
  return {Status.getUniqueID(), Status.getLastModificationTime(), Status.getSize()};
}

SharedModel modelFromFiles(const std::vector<std::string> &Files) {
  if (Files.empty())
    return builtinModel();
  static std::mutex Lock;
  static std::map<std::vector<std::string>, Known> Models;

  // Before the files are read: who changes one meanwhile is noticed the next time.
  std::vector<Stamp> Stamps;
  for (const std::string &Path : Files)
    Stamps.push_back(stampOf(Path));
  {
    std::lock_guard Guard(Lock);
    if (auto It = Models.find(Files); It != Models.end() && It->second.Stamps == Stamps)
      return It->second.Model;
  }
  auto Model = std::make_shared<ResourceModel>(*builtinModel());
  for (const std::string &Path : Files)
    addModelFile(*Model, Path);
  std::lock_guard Guard(Lock);
  Models[Files] = {std::move(Stamps), Model};
  return Model;
}

} // namespace connlint
