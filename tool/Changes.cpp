// Changes.cpp - reads unified diffs line by line, and asks findings for their places.
#include "Changes.h"
#include "CompileCommands.h"
#include "UsageError.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include <algorithm>

namespace connlint {

namespace {

/// Git quotes names with unusual bytes as C does; what follows a tab is a date.
std::string patchName(llvm::StringRef Text) {
  if (!Text.consume_front("\""))
    return Text.split('\t').first.rtrim('\r').str();
  std::string Out;
  for (size_t I = 0; I < Text.size() && Text[I] != '"'; ++I) {
    if (Text[I] != '\\' || I + 1 == Text.size()) {
      Out += Text[I];
      continue;
    }
    static constexpr llvm::StringLiteral Names = "abtnvfr", Values = "\a\b\t\n\v\f\r";
    unsigned Byte = 0;
    ++I;
    if (size_t At = Names.find(Text[I]); At != llvm::StringRef::npos) {
      Out += Values[At];
    } else if (!Text.substr(I, 3).getAsInteger(8, Byte)) {
      Out += static_cast<char>(Byte);
      I += 2;
    } else {
      Out += Text[I];
    }
  }
  return Out;
}

/// "12,3 " -> 12 and 3; the length may be left out.
bool parseRange(llvm::StringRef Text, uint32_t &First, uint32_t &Length) {
  auto [Start, Count] = Text.split(',');
  Length = 1;
  return !Start.getAsInteger(10, First) && (Count.empty() || !Count.getAsInteger(10, Length));
}

bool parseHunk(llvm::StringRef Line, uint32_t &OldCount, uint32_t &NewFirst, uint32_t &NewCount) {
  uint32_t OldFirst = 0;
  if (!Line.consume_front("@@ -"))
    return false;
  auto [Old, Rest] = Line.split(" +");
  return parseRange(Old, OldFirst, OldCount) &&
         parseRange(Rest.split(" @@").first, NewFirst, NewCount);
}

} // namespace

Changes Changes::parse(std::string_view Patch, const std::string &Root, const std::string &Origin) {
  Changes Out;
  Touched *File = nullptr;
  uint32_t Old = 0, New = 0, Line = 0; // Left of the hunk, and where it is.
  unsigned Number = 0;
  bool AnyHeader = false;
  for (llvm::StringRef Rest = Patch; !Rest.empty();) {
    auto [Text, Tail] = Rest.split('\n');
    Rest = Tail;
    ++Number;
    if (Old || New) {
      char Kind = Text.empty() ? ' ' : Text.front(); // Mailers eat blanks.
      if (Kind == '\\')
        continue; // No newline at end of file.
      if (Kind == '+' && New) {
        File->Added.insert(Line++);
        --New;
      } else if (Kind == '-' && Old) {
        File->Gaps.insert(Line - 1);
        --Old;
      } else if ((Kind == ' ' || Kind == '\r') && Old && New) {
        ++Line;
        --Old;
        --New;
      } else {
        throw UsageError(Origin + ":" + std::to_string(Number) +
                         ": the patch does not fit its own line counts");
      }
      continue;
    }
    if (Text.consume_front("+++ ")) {
      AnyHeader = true;
      std::string Name = patchName(Text);
      File = nullptr;
      if (Name == "/dev/null")
        continue; // Removed.
      std::string Path = absolutePath(Name, Root);
      if (llvm::StringRef(Name).starts_with("b/") && !llvm::sys::fs::exists(Path))
        Path = absolutePath(Name.substr(2), Root);
      File = &Out.Files[canonicalPath(Path)];
    } else if (Text.starts_with("@@ ")) {
      if (!parseHunk(Text, Old, Line, New))
        throw UsageError(Origin + ":" + std::to_string(Number) + ": not a hunk: '" + Text.str() +
                         "'");
      if (New == 0)
        ++Line; // A hunk without new lines names the line before it.
      if (!File && New)
        throw UsageError(Origin + ":" + std::to_string(Number) +
                         ": a hunk without the name of a file before it");
      if (!File) // Of a removed file: nothing in it can have a finding.
        File = &Out.Files[""];
    }
  }
  Out.Files.erase("");
  if (Old || New)
    throw UsageError(Origin + ":" + std::to_string(Number) + ": the patch ends in a hunk");
  if (!AnyHeader && !llvm::StringRef(Patch).trim().empty())
    throw UsageError(Origin + ": not a unified diff: it has no line that begins with '+++ '");
  return Out;
}

bool Changes::touch(const std::string &File, uint32_t First, uint32_t Last) const {
  auto It = Files.find(File);
  if (It == Files.end())
    return false;
  const Touched &T = It->second;
  auto Added = T.Added.lower_bound(First);
  auto Gap = T.Gaps.lower_bound(First);
  return T.Whole || (Added != T.Added.end() && *Added <= Last) ||
         (Gap != T.Gaps.end() && *Gap < Last);
}

bool Changes::concern(const Finding &F, const std::vector<FunctionExtent> &Extents) const {
  auto At = [&](const SourcePlace &Place) {
    if (!Place.valid() || !Files.contains(Place.File))
      return false;
    if (touch(Place.File, Place.Line, Place.Line))
      return true;
    auto It = std::ranges::lower_bound(Extents, Place.File, {}, &FunctionExtent::File);
    for (; It != Extents.end() && It->File == Place.File; ++It)
      if (It->FirstLine <= Place.Line && Place.Line <= It->LastLine &&
          touch(It->File, It->FirstLine, It->LastLine))
        return true;
    return false;
  };
  return At(F.Place) || std::ranges::any_of(F.Related, At, &RelatedPlace::Place) ||
         std::ranges::any_of(F.Path, At, &PathStep::Place);
}

} // namespace connlint
