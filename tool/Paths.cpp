// Paths.cpp - spelling of paths, so that equal files compare equal.
#include "CompileCommands.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

namespace connlint {

std::string absolutePath(const std::string &Path, const std::string &Base) {
  llvm::SmallString<256> Full;
  if (!llvm::sys::path::is_absolute(Path))
    Full = Base;
  llvm::sys::path::append(Full, Path);
  llvm::sys::fs::make_absolute(Full);
  llvm::sys::path::remove_dots(Full, /*remove_dot_dot=*/true);
  llvm::StringRef Text = Full;
  while (Text.size() > 1 && Text.consume_back("/"))
    ;
  return Text.str();
}

std::string canonicalPath(const std::string &Path) {
  static llvm::StringMap<std::string> RealFolders;
  std::string Full = absolutePath(Path);
  llvm::StringRef Folder = llvm::sys::path::parent_path(Full);
  auto [It, New] = RealFolders.try_emplace(Folder);
  if (New) {
    llvm::SmallString<256> Real;
    It->second = llvm::sys::fs::real_path(Folder, Real) ? Folder.str() : Real.str().str();
  }
  llvm::SmallString<256> Out(It->second);
  llvm::sys::path::append(Out, llvm::sys::path::filename(Full));
  return Out.str().str();
}

bool isBelow(std::string_view Path, std::string_view Folder) {
  if (Folder == "/")
    return true;
  return Path.starts_with(Folder) && (Path.size() == Folder.size() || Path[Folder.size()] == '/');
}

} // namespace connlint
