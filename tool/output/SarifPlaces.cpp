// SarifPlaces.cpp - relative URIs below %SRCROOT%, regions in UTF-16 units.
#include "output/SarifPlaces.h"
#include "output/Columns.h"
#include "output/Paths.h"
#include <algorithm>
#include <filesystem>

namespace connlint {

static constexpr std::string_view BaseId = "%SRCROOT%";

SarifPlaces::FileUri SarifPlaces::uriOf(const std::string &File) const {
  if (auto Relative = relativeBelow(File, SourceRoot))
    return {percentEncodedPath(*Relative), true};
  std::filesystem::path Path(File);
  if (Path.is_relative() && SourceRoot.empty())
    return {percentEncodedPath(Path.lexically_normal().generic_string()), true};
  return {fileUri((SourceRoot / Path).generic_string(), false), false};
}

void SarifPlaces::add(const std::string &File) {
  if (!File.empty() && !Uris.contains(File))
    Uris.emplace(File, uriOf(File));
}

void SarifPlaces::numberFiles() {
  // Two spellings of one file are one artifact.
  for (const auto &[File, Uri] : Uris)
    Artifacts.emplace(Uri.Uri, File);
  std::map<std::string_view, size_t> Index;
  for (const auto &[Uri, File] : Artifacts)
    Index.emplace(Uri, Index.size());
  for (auto &[File, Uri] : Uris)
    Uri.Index = Index.at(Uri.Uri);
}

SarifJson SarifPlaces::artifactLocation(const std::string &File) const {
  const FileUri &Uri = Uris.at(File);
  SarifJson Location{{"uri", Uri.Uri}};
  if (Uri.Relative)
    Location["uriBaseId"] = BaseId;
  Location["index"] = Uri.Index;
  return Location;
}

SarifJson SarifPlaces::artifacts() const {
  SarifJson All = SarifJson::array();
  for (const auto &[Uri, File] : Artifacts) {
    SarifJson Artifact{{"location", artifactLocation(File)}};
    // A .h file may be C or C++: it gets no language.
    std::string Extension = std::filesystem::path(File).extension().string();
    if (Extension == ".c")
      Artifact["sourceLanguage"] = "c";
    else if (Extension != ".h")
      Artifact["sourceLanguage"] = "cplusplus";
    All.push_back(std::move(Artifact));
  }
  return All;
}

SarifJson SarifPlaces::baseIds() const {
  SarifJson Root = SarifJson::object();
  if (!SourceRoot.empty())
    Root["uri"] = fileUri(SourceRoot, true);
  Root["description"]["text"] = "The root of the analysed sources.";
  SarifJson Ids = SarifJson::object();
  Ids[std::string(BaseId)] = std::move(Root);
  return Ids;
}

SarifJson SarifPlaces::region(const SourcePlace &P) {
  std::string_view Line = Sources.rawLine(P.File, P.Line);
  uint32_t Begin = std::max(P.Column, 1u), End = std::max(Sources.tokenEnd(P), Begin + 1);
  // SARIF does not count a byte order mark, Clang does.
  constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";
  if (P.Line == 1 && Line.starts_with(ByteOrderMark)) {
    auto Shift = static_cast<uint32_t>(ByteOrderMark.size());
    Line.remove_prefix(Shift);
    Begin = Begin > Shift ? Begin - Shift : 1;
    End = std::max(End > Shift ? End - Shift : 1, Begin + 1);
  }
  uint32_t BeginUnit = utf16Column(Line, Begin);
  return {{"startLine", P.Line},
          {"startColumn", BeginUnit},
          {"endLine", P.Line},
          {"endColumn", std::max(utf16Column(Line, End), BeginUnit + 1)}};
}

SarifJson SarifPlaces::location(const SourcePlace &P) {
  SarifJson Physical = SarifJson::object();
  Physical["artifactLocation"] = artifactLocation(P.File);
  if (P.valid())
    Physical["region"] = region(P);
  SarifJson Location = SarifJson::object();
  Location["physicalLocation"] = std::move(Physical);
  return Location;
}

SarifJson SarifPlaces::location(const SourcePlace &P, const std::string &Message) {
  SarifJson Location = location(P);
  Location["message"]["text"] = Message;
  return Location;
}

} // namespace connlint
