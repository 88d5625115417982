// FamilyNames.cpp - see FamilyNames.h.
#include "facts/FamilyNames.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

using namespace clang;

namespace connlint {

/// Allocators, strcmp and friends are everywhere; they make no function interesting.
static bool matters(const FunctionModel &F) {
  return !F.Acquires.empty() || !F.Releases.empty() || !F.Connects.empty() || F.Sql;
}

FamilyNames::FamilyNames(const ASTContext &Context, const ResourceModel &Model) {
  // C has no qualified names.
  for (const auto &[Name, Function] : Model.functions())
    if (matters(Function) && (Context.getLangOpts().CPlusPlus || Name.find(':') == Name.npos))
      add(Name);
}

void FamilyNames::add(llvm::StringRef Name) {
  Name = Name.split('(').first; // Behind it are the parameters of an overload.
  Names.insert(Name.contains("::") ? Name.rsplit("::").second : Name);
}

bool FamilyNames::areKnownTo(const ASTContext &Context) const {
  return llvm::any_of(Context.Idents,
                      [&](const auto &Entry) { return Names.contains(Entry.getKey()); });
}

bool FamilyNames::standIn(llvm::StringRef Text) const {
  auto IsWord = [](char C) { return isAsciiIdentifierContinue(C); };
  while (!Text.empty()) {
    llvm::StringRef Word = Text.take_while(IsWord);
    if (!Word.empty() && Names.contains(Word))
      return true;
    Text = Text.drop_front(Word.size()).drop_until(IsWord);
  }
  return false;
}

/// "store_mysql.c", in a file that puts several together; not a header.
static bool isSource(const SrcMgr::SLocEntry &Entry) {
  if (!Entry.isFile() || SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
    return false;
  OptionalFileEntryRef File = Entry.getFile().getContentCache().OrigEntry;
  return File && llvm::sys::path::extension(File->getName()).starts_with(".c");
}

bool FamilyNames::standInSourcesOf(const SourceManager &SM) const {
  if (standIn(SM.getBufferData(SM.getMainFileID())))
    return true;
  for (unsigned Index = 0; Index < SM.local_sloc_entry_size(); ++Index)
    if (const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(Index); isSource(Entry)) {
      SourceLocation Start = SourceLocation::getFromRawEncoding(Entry.getOffset());
      if (standIn(SM.getBufferData(SM.getFileID(Start))))
        return true;
    }
  return false;
}

} // namespace connlint
