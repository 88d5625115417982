// ReportSink.cpp - temporary file next to the target, renamed at the end.
#include "ReportSink.h"
#include "UsageError.h"
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <sys/stat.h>
#include <unistd.h>

namespace connlint {

namespace fs = std::filesystem;

/// Files that Ctrl-C must not leave behind. Read by a signal handler, so plain pointers.
static std::array<std::atomic<const char *>, 16> Pending;

static void onInterrupt(int Signal) {
  for (auto &Path : Pending)
    if (const char *Name = Path.load())
      ::unlink(Name);
  std::signal(Signal, SIG_DFL);
  ::raise(Signal);
}

/// Path must stay where it is until keepOnInterrupt.
static void removeOnInterrupt(const char *Path) {
  for (int Signal : {SIGINT, SIGTERM, SIGHUP})
    if (std::signal(Signal, onInterrupt) == SIG_IGN) // nohup
      std::signal(Signal, SIG_IGN);
  for (auto &Slot : Pending)
    if (const char *Free = nullptr; Slot.compare_exchange_strong(Free, Path))
      return;
}

static void keepOnInterrupt(const char *Path) {
  for (auto &Slot : Pending)
    if (Slot.load() == Path)
      Slot = nullptr;
}

static std::string whyNot(const std::string &File) {
  int Reason = errno;
  std::error_code Error;
  if (fs::path Folder = fs::path(File).parent_path();
      Reason == ENOENT && !Folder.empty() && !fs::exists(Folder, Error))
    return "there is no folder '" + Folder.string() + "'";
  return std::strerror(Reason);
}

[[noreturn]] static void cannotWrite(const std::string &File, const std::string &Why) {
  throw UsageError("cannot write report '" + File + "': " + Why);
}

ReportSink::ReportSink(const std::string &Path) : File(Path) {
  if (File.empty())
    return;
  std::error_code Error;
  fs::file_status Status = fs::status(File, Error);
  if (fs::is_directory(Status))
    cannotWrite(File, "it is a folder");
  if (fs::exists(Status)) {
    if (access(File.c_str(), W_OK) != 0)
      cannotWrite(File, std::strerror(errno));
    if (!fs::is_regular_file(Status)) {
      Out.open(File, std::ios::binary);
      if (!Out)
        cannotWrite(File, std::strerror(errno));
      return;
    }
    File = fs::canonical(File).string();
  }
  Temporary = File + ".XXXXXX";
  int Fd = mkstemp(Temporary.data());
  if (Fd < 0)
    cannotWrite(File, whyNot(File));
  mode_t Mask = umask(0);
  umask(Mask);
  fchmod(Fd, 0666 & ~Mask); // As if it had been created plainly.
  ::close(Fd);
  removeOnInterrupt(Temporary.c_str());
  Out.open(Temporary, std::ios::binary);
  if (!Out) {
    std::remove(Temporary.c_str());
    cannotWrite(File, std::strerror(errno));
  }
}

ReportSink::~ReportSink() {
  if (Temporary.empty())
    return;
  keepOnInterrupt(Temporary.c_str());
  std::remove(Temporary.c_str());
}

std::ostream &ReportSink::stream() { return File.empty() ? std::cout : Out; }

void ReportSink::commit() {
  stream().flush();
  if (!stream())
    cannotWrite(File.empty() ? "stdout" : File, std::strerror(errno));
  if (File.empty())
    return;
  Out.close();
  if (!Out || (!Temporary.empty() && std::rename(Temporary.c_str(), File.c_str()) != 0))
    cannotWrite(File, std::strerror(errno));
  keepOnInterrupt(Temporary.c_str());
  Temporary.clear();
}

} // namespace connlint
