// Paths.cpp - relative names and URIs.
#include "output/Paths.h"
#include <filesystem>

namespace connlint {

namespace fs = std::filesystem;

static std::optional<std::string> lexicallyBelow(const fs::path &File, const fs::path &Directory) {
  fs::path Relative =
      File.is_relative()
          ? File.lexically_normal()
          : File.lexically_normal().lexically_relative((Directory / "").lexically_normal());
  if (Relative.empty() || *Relative.begin() == ".." || *Relative.begin() == ".")
    return std::nullopt;
  return Relative.generic_string();
}

std::optional<std::string> relativeBelow(const std::string &File, const std::string &Directory) {
  if (File.empty())
    return std::nullopt;
  if (auto Relative = lexicallyBelow(File, Directory))
    return Relative;
  if (Directory.empty() || fs::path(File).is_relative())
    return std::nullopt;
  std::error_code FileError, DirectoryError;
  fs::path RealFile = fs::weakly_canonical(File, FileError);
  fs::path RealDirectory = fs::weakly_canonical(Directory, DirectoryError);
  if (FileError || DirectoryError)
    return std::nullopt;
  return lexicallyBelow(RealFile, RealDirectory);
}

std::string shownPath(const std::string &File, const std::string &Directory) {
  if (Directory.empty())
    return File;
  return relativeBelow(File, Directory).value_or(File);
}

std::string percentEncodedPath(std::string_view Path) {
  static constexpr std::string_view Plain = "abcdefghijklmnopqrstuvwxyz"
                                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                            "0123456789-._~/!$&'()*+,;=:@";
  static constexpr char Hex[] = "0123456789ABCDEF";
  std::string Out;
  if (Path.substr(0, Path.find('/')).find(':') != std::string_view::npos)
    Out = "./";
  for (char C : Path) {
    if (Plain.find(C) != std::string_view::npos) {
      Out += C;
    } else {
      auto Byte = static_cast<unsigned char>(C);
      Out += {'%', Hex[Byte >> 4], Hex[Byte & 15]};
    }
  }
  return Out;
}

std::string fileUri(const std::string &AbsolutePath, bool IsDirectory) {
  std::string Path = fs::path(AbsolutePath).lexically_normal().generic_string();
  if (!Path.starts_with('/'))
    Path.insert(0, "/"); // C:/x
  if (IsDirectory && !Path.ends_with('/'))
    Path += '/';
  return "file://" + percentEncodedPath(Path);
}

} // namespace connlint
