// Spot.cpp - places for services, from places of Clang.
#include "output/Spot.h"
#include "output/Columns.h"
#include "output/Paths.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/MD5.h"
#include <algorithm>
#include <set>

namespace connlint {

static std::string pathBelowRoot(const std::string &File, const Report &R) {
  return relativeBelow(File, R.SourceRoot).value_or(File);
}

Spot spotOf(const SourcePlace &Place, const Report &R, SourceCache &Sources) {
  Spot Out{pathBelowRoot(Place.File, R)};
  if (!Place.valid())
    return Out;
  std::string_view Line = Sources.rawLine(Place.File, Place.Line);
  Out.Line = Place.Line;
  Out.Column = utf16Column(Line, std::max(Place.Column, 1u));
  Out.EndColumn = std::max(utf16Column(Line, Sources.tokenEnd(Place)), Out.Column + 1);
  return Out;
}

static std::string lineOf(const SourcePlace &Place, const std::string &Message,
                          const Report &R, SourceCache &Sources) {
  Spot S = spotOf(Place, R, Sources);
  return printable(S.Path + ":" + std::to_string(S.Line) + ":" + std::to_string(S.Column) +
                   ": " + Message);
}

std::vector<std::string> pathLines(const Finding &F, const Report &R,
                                   SourceCache &Sources) {
  std::vector<std::string> Out;
  std::set<SourcePlace> Said;
  for (const PathStep &S : F.Path) {
    Said.insert(S.Place);
    Out.push_back(lineOf(S.Place, S.Message, R, Sources));
  }
  for (const RelatedPlace &P : F.Related)
    if (!P.Place.File.empty() && Said.insert(P.Place).second)
      Out.push_back(lineOf(P.Place, P.Message, R, Sources));
  return Out;
}

std::string withRelated(const Finding &F, const Report &R, SourceCache &Sources) {
  std::string Out = F.Message;
  for (const RelatedPlace &P : F.Related)
    if (!P.Place.File.empty())
      Out += "; " + lineOf(P.Place, P.Message, R, Sources);
  return Out;
}

std::string findingHash(const Finding &F, const Report &R) {
  llvm::MD5 Hash;
  Hash.update(pathBelowRoot(F.Place.File, R));
  Hash.update("|" + stableKey(F));
  return Hash.final().digest().str().str();
}

} // namespace connlint
