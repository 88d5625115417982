// GitChanges.cpp - asks git what changed since a revision.
#include "Changes.h"
#include "CompileCommands.h"
#include "UsageError.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

namespace connlint {

/// What git prints.
static std::string git(const std::string &Root, std::vector<llvm::StringRef> Args) {
  auto Program = llvm::sys::findProgramByName("git");
  if (!Program)
    throw UsageError("'--diff' needs git, which is not installed; '--patch FILE' does not");
  llvm::SmallString<128> Output, Errors;
  if (llvm::sys::fs::createTemporaryFile("connlint-git", "out", Output) ||
      llvm::sys::fs::createTemporaryFile("connlint-git", "err", Errors))
    throw UsageError("cannot create a temporary file for git's answer");
  llvm::FileRemover RemoveOutput(Output), RemoveErrors(Errors);
  std::vector<llvm::StringRef> Argv = {"git", "-C", Root, "-c", "core.quotePath=false"};
  Argv.insert(Argv.end(), Args.begin(), Args.end());
  std::optional<llvm::StringRef> Redirects[] = {llvm::StringRef(""), Output.str(), Errors.str()};
  std::string Why;
  int Code = llvm::sys::ExecuteAndWait(*Program, Argv, std::nullopt, Redirects, 0, 0, &Why);
  auto Read = [](llvm::StringRef File) {
    auto Buffer = llvm::MemoryBuffer::getFile(File, /*IsText=*/false);
    return Buffer ? (*Buffer)->getBuffer().str() : std::string();
  };
  if (Code != 0) {
    std::string Said = Why.empty() ? Read(Errors) : Why;
    if (Said.empty() && Args.front() == "rev-parse")
      Said = "there is no commit '" + Args.back().drop_back(9).str() + "' here";
    if (Said.empty() && Args.front() == "merge-base")
      Said = "no common commit with '" + Args[1].str() +
             "'; a shallow clone needs more history: git fetch --unshallow";
    throw UsageError("git " + Args.front().str() + " failed in " + Root + ": " +
                     llvm::StringRef(Said).split('\n').first.str());
  }
  return Read(Output);
}

static std::string firstLine(const std::string &Text) {
  return llvm::StringRef(Text).split('\n').first.str();
}

Changes Changes::sinceRevision(const std::string &Revision, const std::string &Root) {
  if (llvm::StringRef(Revision).starts_with("-"))
    throw UsageError("'--diff " + Revision + "': not a revision");
  std::string Top = firstLine(git(Root, {"rev-parse", "--show-toplevel"}));
  // Where this branch left the other one: what others did since then is not ours.
  git(Root, {"rev-parse", "--verify", "--quiet", Revision + "^{commit}"});
  std::string Base = firstLine(git(Root, {"merge-base", Revision, "HEAD"}));
  Changes Out = parse(git(Top, {"diff", "--no-color", "--no-ext-diff", "--no-textconv",
                                "--src-prefix=a/", "--dst-prefix=b/", "-U0", "-M", Base}),
                      Top, "git diff " + Revision);
  std::string Untracked = git(Top, {"ls-files", "-z", "--others", "--exclude-standard"});
  for (llvm::StringRef Rest = Untracked; !Rest.empty();) {
    auto [Name, Tail] = Rest.split('\0');
    Out.Files[canonicalPath(absolutePath(Name.str(), Top))].Whole = true;
    Rest = Tail;
  }
  return Out;
}

} // namespace connlint
