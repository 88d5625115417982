// ResponseFiles.cpp - "@file" arguments, with GNU quoting, recursively.
#include "CommandSanitizer.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/StringSaver.h"

namespace connlint {

static constexpr unsigned MaxDepth = 16; // A file may name itself.

static void expand(const std::vector<std::string> &Args, const std::string &Directory,
                   unsigned Depth, std::vector<std::string> &Out, std::vector<std::string> &Notes) {
  for (size_t I = 0; I < Args.size(); ++I) {
    std::string Name;
    if (Args[I].size() > 1 && Args[I][0] == '@')
      Name = Args[I].substr(1);
    else if (Args[I] == "--options-file" && I + 1 < Args.size()) // nvcc
      Name = Args[++I];
    if (Name.empty()) {
      Out.push_back(Args[I]);
      continue;
    }
    std::string Path = absolutePath(Name, Directory);
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer || Depth == MaxDepth) {
      Notes.push_back("response file '" + Path + "' " +
                      (Buffer ? "names itself" : "cannot be read") + "; its flags are missing");
      continue;
    }
    llvm::BumpPtrAllocator Memory;
    llvm::StringSaver Saver(Memory);
    llvm::SmallVector<const char *, 64> Words;
    llvm::cl::TokenizeGNUCommandLine((*Buffer)->getBuffer(), Saver, Words);
    expand({Words.begin(), Words.end()}, Directory, Depth + 1, Out, Notes);
  }
}

std::vector<std::string> expandResponseFiles(const std::vector<std::string> &Args,
                                             const std::string &Directory,
                                             std::vector<std::string> &Notes) {
  std::vector<std::string> Out;
  expand(Args, Directory, 0, Out, Notes);
  return Out;
}

} // namespace connlint
