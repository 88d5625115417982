// Suppressions.cpp - finds NOLINT comments and the lines they cover.
#include "Suppressions.h"
#include "finding/RuleInfo.h"
#include "llvm/Support/MemoryBuffer.h"
#include <algorithm>
#include <cctype>

namespace connlint {

namespace {

enum class Marker { Line, NextLine, Begin, End };

bool consume(std::string_view &Text, std::string_view Front) {
  if (!Text.starts_with(Front))
    return false;
  Text.remove_prefix(Front.size());
  return true;
}

struct ParsedMarker {
  Marker Kind = Marker::Line;
  std::optional<std::string> List;
  bool HasReason = false;
};

/// Words after the list, other than the end of a comment or the next marker.
bool saysWhy(std::string_view Behind) {
  Behind = Behind.substr(0, Behind.find("NOLINT"));
  Behind = Behind.substr(0, Behind.find("*/"));
  return std::ranges::any_of(Behind, [](unsigned char C) { return std::isalnum(C) || C >= 0x80; });
}

/// What follows "NOLINT". A list without its closing parenthesis counts as no list.
ParsedMarker parseMarker(std::string_view Rest) {
  Marker Kind = consume(Rest, "NEXTLINE") ? Marker::NextLine
                : consume(Rest, "BEGIN")  ? Marker::Begin
                : consume(Rest, "END")    ? Marker::End
                                          : Marker::Line;
  size_t Close = Rest.find(')');
  if (!Rest.starts_with('(') || Close == std::string_view::npos)
    return {Kind, std::nullopt, saysWhy(Rest)};
  return {Kind, std::string(Rest.substr(1, Close - 1)), saysWhy(Rest.substr(Close + 1))};
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

bool SuppressingComment::isOurs() const {
  if (!Rules)
    return false;
  for (const std::string &Part : splitList(List)) {
    if (Part.find("connlint") != std::string::npos)
      return true;
    size_t Begin = std::min(Part.find_first_not_of(" \t"), Part.size());
    std::string Name = Part.substr(Begin, Part.find_last_not_of(" \t") + 1 - Begin);
    if (findRule("connlint-" + Name))
      return true;
  }
  return false;
}

FileSuppressions::FileSuppressions(std::string_view Text) {
  std::vector<SuppressingComment> Open;
  uint32_t Line = 1;
  size_t LineStart = 0;
  static constexpr std::string_view Word = "NOLINT";
  size_t At = 0;
  while ((At = Text.find(Word, At)) != std::string_view::npos) {
    for (size_t Newline; (Newline = Text.find('\n', LineStart)) < At; ++Line)
      LineStart = Newline + 1;
    size_t LineEnd = std::min(Text.find('\n', At), Text.size());
    ParsedMarker M = parseMarker(Text.substr(At + Word.size(), LineEnd - At - Word.size()));
    uint32_t Column = uint32_t(At - LineStart) + 1;
    SuppressingComment C{rulesOf(M.List),     Line,       1, Line, Line, Column,
                         M.List.value_or(""), M.HasReason};
    if (M.Kind == Marker::Line) {
      Comments.push_back(std::move(C));
    } else if (M.Kind == Marker::NextLine) {
      C.FirstLine = C.LastLine = Line + 1;
      Comments.push_back(std::move(C));
    } else if (M.Kind == Marker::Begin) {
      C.FirstColumn = Column;
      Open.push_back(std::move(C));
    } else if (!Open.empty() && Open.back().List == C.List &&
               Open.back().Rules.has_value() == C.Rules.has_value()) {
      // An END closes the innermost BEGIN of the same list; others have no effect.
      Open.back().LastLine = Line;
      Comments.push_back(std::move(Open.back()));
      Open.pop_back();
    }
    At += Word.size();
  }
}

const SuppressingComment *FileSuppressions::find(std::string_view Rule, uint32_t Line,
                                                 uint32_t Column) const {
  for (const SuppressingComment &C : Comments) {
    bool Inside = Line > C.FirstLine || (Line == C.FirstLine && Column >= C.FirstColumn);
    if (Inside && Line <= C.LastLine && (!C.Rules || C.Rules->contains(Rule)))
      return &C;
  }
  return nullptr;
}

const FileSuppressions &Suppressions::comments(const std::string &Path) {
  auto It = Files.find(Path);
  if (It == Files.end()) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                              /*RequiresNullTerminator=*/false);
    It = Files.emplace(Path, FileSuppressions(Buffer ? (*Buffer)->getBuffer() : llvm::StringRef()))
             .first;
  }
  return It->second;
}

bool Suppressions::suppresses(const Finding &F) {
  auto At = [&](const SourcePlace &Place) {
    if (!Place.valid())
      return false;
    const SuppressingComment *C = comments(Place.File).find(F.Rule, Place.Line, Place.Column);
    return C && (Used.insert(C), true);
  };
  return At(F.Place) || (!F.Related.empty() && At(F.Related.front().Place));
}

static SourcePlace placeOf(const SuppressingComment &C, const std::string &Path) {
  return {Path, C.Line, C.Column, C.Column + uint32_t(sizeof("NOLINT") - 1)};
}

std::vector<UselessComment> Suppressions::withoutReason(const std::string &Path) {
  std::vector<UselessComment> Out;
  for (const SuppressingComment &C : comments(Path).comments())
    if (C.isOurs() && !C.HasReason)
      Out.push_back({placeOf(C, Path), "this NOLINT gives no reason; write it behind the list: "
                                       "NOLINT(" +
                                           C.List + "): why"});
  return Out;
}

std::vector<UselessComment> Suppressions::unused(const std::string &Path,
                                                 const std::vector<std::string> &DisabledRules) {
  std::vector<UselessComment> Out;
  for (const SuppressingComment &C : comments(Path).comments()) {
    bool MatchesOne = std::ranges::any_of(allRules(), [&](const RuleInfo &Rule) {
      return C.Rules && C.Rules->contains(Rule.Id) &&
             std::ranges::find(DisabledRules, Rule.Id) == DisabledRules.end();
    });
    if (!C.isOurs() || Used.contains(&C))
      continue;
    bool NamesNone = std::ranges::none_of(
        allRules(), [&](const RuleInfo &Rule) { return C.Rules->contains(Rule.Id); });
    if (MatchesOne || NamesNone)
      Out.push_back({placeOf(C, Path),
                     NamesNone ? "no rule matches this NOLINT(" + C.List + ")"
                               : "this NOLINT(" + C.List + ") suppresses nothing; remove it"});
  }
  return Out;
}

} // namespace connlint
