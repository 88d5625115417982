// Levels.h - how severe a finding is, and the word for it.
//
// Severity is the user's policy: a configured level wins over the rule's own.
#ifndef CONNLINT_OUTPUT_LEVELS_H
#define CONNLINT_OUTPUT_LEVELS_H

#include "finding/Finding.h"
#include "finding/RuleInfo.h"
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace connlint {

/// "note", "warning" or "error": what both Clang and SARIF call it.
constexpr std::string_view levelText(Level L) {
  switch (L) {
  case Level::Note: return "note";
  case Level::Warning: return "warning";
  case Level::Error: return "error";
  }
  return "warning";
}

/// The level of that name, or nullopt.
constexpr std::optional<Level> parseLevel(std::string_view Name) {
  for (Level L : {Level::Note, Level::Warning, Level::Error})
    if (Name == levelText(L))
      return L;
  return std::nullopt;
}

/// Levels the user configured, by rule id.
using LevelOverrides = std::map<std::string, Level, std::less<>>;

/// The configured level of the rule, else its default, else Warning (an unknown rule).
inline Level ruleLevel(std::string_view Rule, const LevelOverrides &Overrides) {
  if (auto It = Overrides.find(Rule); It != Overrides.end())
    return It->second;
  const RuleInfo *Info = findRule(Rule);
  return Info ? Info->DefaultLevel : Level::Warning;
}

} // namespace connlint

#endif
