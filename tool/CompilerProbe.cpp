// CompilerProbe.cpp - runs a cross compiler once per set of path flags.
#include "CompilerProbe.h"
#include "CompileCommands.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <map>
#include <unistd.h>

namespace connlint {

static constexpr unsigned TimeoutSeconds = 20;

/// The flags that decide which system folders a GCC uses.
static std::vector<std::string> pathFlags(const std::vector<std::string> &Args) {
  std::vector<std::string> Out;
  for (size_t I = 0; I < Args.size(); ++I) {
    llvm::StringRef Arg = Args[I];
    if ((Arg == "--sysroot" || Arg == "-isysroot") && I + 1 < Args.size()) {
      Out.push_back(Args[I]);
      Out.push_back(Args[++I]);
    } else if (Arg.starts_with("--sysroot=") || Arg.starts_with("-specs=") ||
               Arg.starts_with("-stdlib=") || Arg == "-nostdinc" || Arg == "-nostdinc++" ||
               (Arg.starts_with("-m") && !Arg.starts_with("-module"))) {
      Out.push_back(Args[I]);
    }
  }
  return Out;
}

ProbeResult parseProbeOutput(std::string_view Text) {
  ProbeResult Out;
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(Text).split(Lines, '\n');
  bool InList = false;
  for (llvm::StringRef Line : Lines) {
    llvm::StringRef Trimmed = Line.trim();
    if (Trimmed.consume_front("Target: ")) {
      Out.Target = Trimmed.str();
    } else if (Trimmed == "#include <...> search starts here:") {
      InList = true;
    } else if (Trimmed == "End of search list.") {
      InList = false;
    } else if (InList && Line.starts_with(" ")) {
      Trimmed.consume_back(" (framework directory)");
      std::string Folder = absolutePath(Trimmed.str());
      // GCC's intrinsics do not parse with Clang; Clang brings its own.
      bool Builtin = llvm::StringRef(Folder).contains("/gcc/") &&
                     (llvm::StringRef(Folder).ends_with("/include") ||
                      llvm::StringRef(Folder).ends_with("/include-fixed"));
      if (!Builtin)
        Out.Includes.push_back(std::move(Folder));
    }
  }
  return Out;
}

bool needsProbe(const CompilerName &Compiler) {
  if (Compiler.Kind != CompilerName::Gnu)
    return false;
  llvm::StringRef Folder = llvm::sys::path::parent_path(Compiler.Path);
  bool System = Folder.empty() || Folder == "/usr/bin" || Folder == "/bin" ||
                Folder.starts_with("/usr/lib"); // /usr/lib/ccache/g++
  return !Compiler.Triple.empty() || !System;
}

static ProbeResult run(const std::string &Program, std::vector<std::string> Flags) {
  ProbeResult Failed;
  llvm::SmallString<128> Output;
  if (auto Error = llvm::sys::fs::createTemporaryFile("connlint-probe", "txt", Output)) {
    Failed.Error = Error.message();
    return Failed;
  }
  llvm::FileRemover Remover(Output);
  std::vector<llvm::StringRef> Argv(Flags.begin(), Flags.end());
  std::vector<llvm::StringRef> Environment = {"LC_ALL=C"}; // The words are translated.
  for (char **Variable = environ; *Variable; ++Variable)
    if (!llvm::StringRef(*Variable).starts_with("LC_ALL="))
      Environment.push_back(*Variable);
  std::optional<llvm::StringRef> Redirects[] = {"", "", Output.str()};
  std::string Error;
  int Code =
      llvm::sys::ExecuteAndWait(Program, Argv, Environment, Redirects, TimeoutSeconds, 0, &Error);
  auto Buffer = llvm::MemoryBuffer::getFile(Output);
  ProbeResult Out;
  if (Buffer)
    Out = parseProbeOutput((*Buffer)->getBuffer());
  if (Code != 0 || Out.Includes.empty())
    Out.Error = Error.empty() ? "it exited with " + std::to_string(Code) : Error;
  return Out;
}

const ProbeResult &probeCompiler(const CompilerName &Compiler, bool Cxx,
                                 const std::vector<std::string> &Args,
                                 const std::string &Directory) {
  static std::map<std::string, ProbeResult> Known;
  std::vector<std::string> Flags = {"", "-E", "-v", "-x", Cxx ? "c++" : "c", "/dev/null"};
  for (std::string &Flag : pathFlags(Args))
    Flags.push_back(std::move(Flag));
  std::string Program = Compiler.Path;
  if (llvm::StringRef(Program).contains('/'))
    Program = absolutePath(Program, Directory);
  else if (auto Found = llvm::sys::findProgramByName(Program))
    Program = *Found;
  Flags[0] = Program;
  auto [It, New] = Known.try_emplace(llvm::join(Flags, "\n"));
  if (New) {
    if (llvm::sys::fs::can_execute(Program))
      It->second = run(Program, Flags);
    else
      It->second.Error = "it is not installed here";
  }
  return It->second;
}

} // namespace connlint
