// Spot.cpp - places for services, from places of Clang.
#include "output/Spot.h"
#include "output/Columns.h"
#include "output/Paths.h"
#include <algorithm>
#include <array>
#include <cstdio>
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

static std::string lineOf(const SourcePlace &Place, const std::string &Message, const Report &R,
                          SourceCache &Sources) {
  Spot S = spotOf(Place, R, Sources);
  return printable(S.Path + ":" + std::to_string(S.Line) + ":" + std::to_string(S.Column) + ": " +
                   Message);
}

std::vector<std::string> pathLines(const Finding &F, const Report &R, SourceCache &Sources) {
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

std::string_view classText(AcquireClass Class) {
  switch (Class) {
  case AcquireClass::Pooled: return "pooled";
  case AcquireClass::Raw: return "raw";
  case AcquireClass::Wrapper: return "wrapper";
  case AcquireClass::PoolCode: return "pool-code";
  }
  return "raw";
}

std::string findingHash(const Finding &F, const Report &R) {
  // FNV-1a: the digits have to be the same everywhere, for ever, and are no secret.
  uint64_t Hash = 0xcbf29ce484222325;
  for (char C : pathBelowRoot(F.Place.File, R) + "|" + stableKey(F))
    Hash = (Hash ^ static_cast<unsigned char>(C)) * 0x100000001b3;
  std::array<char, 17> Digits;
  std::snprintf(Digits.data(), Digits.size(), "%016llx", static_cast<unsigned long long>(Hash));
  return Digits.data();
}

} // namespace connlint
