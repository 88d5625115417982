// Suppressions.cpp - finds NOLINT comments and the lines they cover.
#include "Suppressions.h"
#include "llvm/Support/MemoryBuffer.h"

namespace connlint {

namespace {

enum class Marker { Line, NextLine, Begin, End };

bool consume(std::string_view &Text, std::string_view Front) {
  if (!Text.starts_with(Front))
    return false;
  Text.remove_prefix(Front.size());
  return true;
}

/// What follows "NOLINT". A list without its closing parenthesis counts as no list.
std::pair<Marker, std::optional<std::string>> parseMarker(std::string_view Rest) {
  Marker Kind = consume(Rest, "NEXTLINE") ? Marker::NextLine
                : consume(Rest, "BEGIN")  ? Marker::Begin
                : consume(Rest, "END")    ? Marker::End
                                          : Marker::Line;
  size_t Close = Rest.find(')');
  if (!Rest.starts_with('(') || Close == std::string_view::npos)
    return {Kind, std::nullopt};
  return {Kind, std::string(Rest.substr(1, Close - 1))};
}

std::vector<std::string> splitList(std::string_view List) {
  std::vector<std::string> Parts;
  for (size_t Begin = 0; Begin <= List.size();) {
    size_t End = std::min(List.find(',', Begin), List.size());
    Parts.emplace_back(List.substr(Begin, End - Begin));
    Begin = End + 1;
  }
  return Parts;
}

std::optional<RuleGlobs> rulesOf(const std::optional<std::string> &List) {
  if (!List || *List == "*")
    return std::nullopt;
  return RuleGlobs(splitList(*List));
}

} // namespace

FileSuppressions::FileSuppressions(std::string_view Text) {
  struct OpenBegin {
    uint32_t Line, Column;
    std::optional<std::string> List;
  };
  std::vector<OpenBegin> Open;
  uint32_t Line = 1;
  size_t LineStart = 0;
  static constexpr std::string_view Word = "NOLINT";
  size_t At = 0;
  while ((At = Text.find(Word, At)) != std::string_view::npos) {
    for (size_t Newline; (Newline = Text.find('\n', LineStart)) < At; ++Line)
      LineStart = Newline + 1;
    size_t LineEnd = std::min(Text.find('\n', At), Text.size());
    auto [Kind, List] =
        parseMarker(Text.substr(At + Word.size(), LineEnd - At - Word.size()));
    uint32_t Column = uint32_t(At - LineStart) + 1;
    if (Kind == Marker::Line) {
      Ranges.push_back({rulesOf(List), Line, 1, Line});
    } else if (Kind == Marker::NextLine) {
      Ranges.push_back({rulesOf(List), Line + 1, 1, Line + 1});
    } else if (Kind == Marker::Begin) {
      Open.push_back({Line, Column, List});
    } else if (!Open.empty() && Open.back().List == List) {
      // An END closes the innermost BEGIN of the same list; others have no effect.
      Ranges.push_back({rulesOf(List), Open.back().Line, Open.back().Column, Line});
      Open.pop_back();
    }
    At += Word.size();
  }
}

bool FileSuppressions::suppresses(std::string_view Rule, uint32_t Line,
                                  uint32_t Column) const {
  for (const Range &R : Ranges) {
    bool Inside = Line > R.FirstLine || (Line == R.FirstLine && Column >= R.FirstColumn);
    if (Inside && Line <= R.LastLine && (!R.Rules || R.Rules->contains(Rule)))
      return true;
  }
  return false;
}

const FileSuppressions &Suppressions::comments(const std::string &Path) {
  auto It = Files.find(Path);
  if (It == Files.end()) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                              /*RequiresNullTerminator=*/false);
    It = Files
             .emplace(Path,
                      FileSuppressions(Buffer ? (*Buffer)->getBuffer() : llvm::StringRef()))
             .first;
  }
  return It->second;
}

bool Suppressions::suppresses(const Finding &F) {
  auto At = [&](const SourcePlace &Place) {
    return Place.valid() &&
           comments(Place.File).suppresses(F.Rule, Place.Line, Place.Column);
  };
  return At(F.Place) || (!F.Related.empty() && At(F.Related.front().Place));
}

} // namespace connlint
