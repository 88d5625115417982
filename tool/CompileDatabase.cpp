// CompileDatabase.cpp - the search for compile_commands.json and its reader.
#include "CompileDatabase.h"
#include "UsageError.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace connlint {

static constexpr const char *FileName = "compile_commands.json";
static constexpr const char *HowToMakeOne =
    "\n  make one:      cmake -S . -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or"
    " bear -- make, or meson setup build"
    "\n  name it:       connlint check -p DIR"
    "\n  without one:   connlint check FILE -- -Iinclude -std=c++20";

static std::string inFolder(llvm::StringRef Folder) {
  llvm::SmallString<256> Path(Folder);
  llvm::sys::path::append(Path, FileName);
  return llvm::sys::fs::is_regular_file(Path) ? Path.str().str() : "";
}

/// Databases in the build*/ folders of Folder and one level below them, newest first.
static std::vector<std::string> inBuildFolders(llvm::StringRef Folder) {
  std::vector<std::pair<llvm::sys::TimePoint<>, std::string>> Found;
  auto Look = [&](llvm::StringRef Dir) {
    llvm::sys::fs::file_status Status;
    if (std::string File = inFolder(Dir); !File.empty() && !llvm::sys::fs::status(File, Status))
      Found.emplace_back(Status.getLastModificationTime(), File);
  };
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator It(Folder, Error), End; It != End && !Error;
       It.increment(Error)) {
    if (!llvm::sys::path::filename(It->path()).starts_with("build") ||
        !llvm::sys::fs::is_directory(It->path()))
      continue;
    Look(It->path());
    std::error_code Inner;
    for (llvm::sys::fs::directory_iterator Sub(It->path(), Inner); Sub != End && !Inner;
         Sub.increment(Inner))
      Look(Sub->path());
  }
  std::ranges::sort(Found, std::greater<>());
  std::vector<std::string> Paths;
  for (auto &[Time, Path] : Found)
    Paths.push_back(std::move(Path));
  return Paths;
}

std::string findDatabase(const std::string &Build, const std::vector<std::string> &Starts,
                         std::vector<std::string> &Notes) {
  if (!Build.empty()) {
    if (llvm::sys::fs::is_directory(Build)) {
      if (std::string File = inFolder(Build); !File.empty())
        return absolutePath(File);
      throw UsageError("no compile_commands.json in '" + Build + "'" + HowToMakeOne);
    }
    if (!llvm::sys::fs::exists(Build))
      throw UsageError("'-p " + Build + "': no such file or folder" + HowToMakeOne);
    return absolutePath(Build);
  }
  for (const std::string &Start : Starts) {
    for (llvm::StringRef Folder = Start; !Folder.empty();
         Folder = llvm::sys::path::parent_path(Folder)) {
      if (std::string File = inFolder(Folder); !File.empty())
        return File;
      std::vector<std::string> Found = inBuildFolders(Folder);
      if (Found.size() > 1)
        Notes.push_back("several compilation databases below '" + Folder.str() +
                        "'; using the newest, '" + Found[0] + "' (choose with -p)");
      if (!Found.empty())
        return Found[0];
    }
  }
  throw UsageError("no compile_commands.json in '" + Starts.front() +
                   "', its parents or their build*/ folders" + HowToMakeOne);
}

namespace {

class DatabaseReader {
public:
  explicit DatabaseReader(const std::string &Path)
      : Path(Path), Folder(llvm::sys::path::parent_path(Path).str()) {}

  std::vector<CompileUnit> read() {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer)
      throw UsageError("cannot read '" + Path + "': " + Buffer.getError().message());
    nlohmann::json Entries;
    try {
      Entries =
          nlohmann::json::parse((*Buffer)->getBufferStart(), (*Buffer)->getBufferEnd(), nullptr,
                                /*allow_exceptions=*/true, /*ignore_comments=*/true);
    } catch (const nlohmann::json::parse_error &Error) {
      std::string Text = Error.what();
      size_t At = Text.find("parse error");
      throw UsageError("'" + Path + "' is not valid JSON: " +
                       (At == std::string::npos ? Text : Text.substr(At)) +
                       "\n  configure or build the project again to rewrite it");
    }
    if (!Entries.is_array())
      throw UsageError("'" + Path + "' is not a compilation database: expected a list");
    std::vector<CompileUnit> Units;
    Units.reserve(Entries.size());
    for (const auto &Entry : Entries)
      Units.push_back(readEntry(Entry, Units.size() + 1));
    return Units;
  }

private:
  [[noreturn]] void fail(size_t Number, const std::string &Message) {
    throw UsageError("'" + Path + "': entry " + std::to_string(Number) + ": " + Message);
  }

  std::string text(const nlohmann::json &Entry, const char *Key, size_t Number) {
    auto It = Entry.find(Key);
    if (It == Entry.end())
      return "";
    if (!It->is_string())
      fail(Number, std::string("'") + Key + "' is not a string");
    return It->get<std::string>();
  }

  CompileUnit readEntry(const nlohmann::json &Entry, size_t Number) {
    if (!Entry.is_object())
      fail(Number, "expected an object with 'directory', 'file' and 'command'");
    CompileUnit Unit;
    Unit.Directory = absolutePath(text(Entry, "directory", Number), Folder);
    std::string File = text(Entry, "file", Number);
    if (File.empty())
      fail(Number, "'file' is missing");
    Unit.File = absolutePath(File, Unit.Directory);
    if (auto It = Entry.find("arguments"); It != Entry.end()) {
      if (!It->is_array())
        fail(Number, "'arguments' is not a list");
      for (const auto &Argument : *It) {
        if (!Argument.is_string())
          fail(Number, "'arguments' holds something else than strings");
        Unit.Args.push_back(Argument.get<std::string>());
      }
    } else {
      llvm::BumpPtrAllocator Memory;
      llvm::StringSaver Saver(Memory);
      llvm::SmallVector<const char *, 64> Tokens;
      llvm::cl::TokenizeGNUCommandLine(text(Entry, "command", Number), Saver, Tokens);
      Unit.Args.assign(Tokens.begin(), Tokens.end());
    }
    if (Unit.Args.empty())
      fail(Number, "neither 'command' nor 'arguments' says how '" + File + "' is compiled");
    return Unit;
  }

  const std::string &Path;
  std::string Folder;
};

} // namespace

std::vector<CompileUnit> readDatabase(const std::string &Path) {
  return DatabaseReader(Path).read();
}

} // namespace connlint
