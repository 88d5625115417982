// SourceCache.cpp - reads files, cuts them into lines, keeps what was computed of them.
#include "output/SourceCache.h"
#include "output/LineHash.h"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace connlint {

namespace {
std::optional<std::string> readFile(const std::string &BaseDirectory, const std::string &File) {
  std::filesystem::path Path(File);
  if (Path.is_relative() && !BaseDirectory.empty())
    Path = BaseDirectory / Path;
  // Only regular files: a report must not hang on a pipe that a #line directive named.
  std::error_code Error;
  if (!std::filesystem::is_regular_file(Path, Error))
    return std::nullopt;
  std::ifstream In(Path, std::ios::binary);
  if (!In)
    return std::nullopt;
  std::ostringstream Text;
  Text << In.rdbuf();
  return std::move(Text).str();
}

std::vector<size_t> findLineStarts(std::string_view Text) {
  std::vector<size_t> Starts{0};
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '\r' && I + 1 < Text.size() && Text[I + 1] == '\n')
      ++I;
    else if (Text[I] != '\n' && Text[I] != '\r')
      continue;
    Starts.push_back(I + 1);
  }
  return Starts;
}

bool isIdentifierByte(char C) {
  return (C >= '0' && C <= '9') || (C >= 'a' && C <= 'z') || (C >= 'A' && C <= 'Z') || C == '_' ||
         static_cast<unsigned char>(C) >= 0x80;
}
} // namespace

SourceCache::SourceCache(std::string BaseDirectory)
    : Read([Base = std::move(BaseDirectory)](const std::string &File) {
        return readFile(Base, File);
      }) {}

SourceCache::Source *SourceCache::loadMutable(const std::string &File) {
  auto [It, New] = Files.try_emplace(File);
  if (New && !File.empty()) {
    if (std::optional<std::string> Text = Read(File)) {
      Source &S = It->second.emplace();
      S.Text = std::move(*Text);
      S.LineStarts = findLineStarts(S.Text);
    }
  }
  return It->second ? &*It->second : nullptr;
}

bool SourceCache::exists(const std::string &File) { return load(File) != nullptr; }

uint32_t SourceCache::lineCount(const std::string &File) {
  const Source *S = load(File);
  return S ? static_cast<uint32_t>(S->LineStarts.size()) : 0;
}

std::string_view SourceCache::rawLine(const std::string &File, uint32_t Line) {
  const Source *S = load(File);
  if (!S || Line == 0 || Line > S->LineStarts.size())
    return {};
  size_t Begin = S->LineStarts[Line - 1];
  size_t End = Line < S->LineStarts.size() ? S->LineStarts[Line] : S->Text.size();
  while (End > Begin && (S->Text[End - 1] == '\n' || S->Text[End - 1] == '\r'))
    --End;
  return std::string_view(S->Text).substr(Begin, End - Begin);
}

MaskedText SourceCache::shownLine(const std::string &File, uint32_t Line) {
  std::string_view Raw = rawLine(File, Line);
  Source *S = loadMutable(File);
  if (!S || Raw.empty())
    return MaskedText(Raw, {});
  // The whole file is scanned once: whether a line is inside a literal or a comment, or
  // continues a call, cannot be told from the line alone.
  if (!S->Secrets)
    S->Secrets = secretsInSource(S->Text);
  size_t Begin = S->LineStarts[Line - 1], End = Begin + Raw.size();
  std::vector<ByteRange> InLine;
  auto It = std::ranges::lower_bound(*S->Secrets, Begin + 1, {}, &ByteRange::End);
  for (; It != S->Secrets->end() && It->Begin < End; ++It)
    InLine.push_back({std::max(It->Begin, Begin) - Begin, std::min(It->End, End) - Begin});
  return MaskedText(Raw, InLine);
}

std::string_view SourceCache::lineHash(const std::string &File, uint32_t Line) {
  Source *S = loadMutable(File);
  if (!S || Line == 0)
    return {};
  if (!S->Hashes)
    S->Hashes = lineHashes(S->Text);
  return Line <= S->Hashes->size() ? std::string_view((*S->Hashes)[Line - 1]) : std::string_view();
}

uint32_t SourceCache::tokenEnd(const SourcePlace &P) {
  std::string_view Line = rawLine(P.File, P.Line);
  size_t Begin = P.Column == 0 ? 0 : P.Column - 1;
  size_t End = P.EndColumn > P.Column ? P.EndColumn - 1 : Begin + 1;
  if (P.EndColumn <= P.Column)
    for (End = Begin; End < Line.size() && isIdentifierByte(Line[End]);)
      ++End;
  // The file may have changed since it was analysed, or be gone.
  if (End > Line.size() && !Line.empty())
    End = Line.size();
  return static_cast<uint32_t>(std::max(End, Begin + 1) + 1);
}

} // namespace connlint
