// RuleSelection.cpp - applies lists of globs to the table of rules.
#include "RuleSelection.h"
#include "Suggest.h"
#include "UsageError.h"
#include "finding/RuleInfo.h"
#include "llvm/Support/GlobPattern.h"
#include <algorithm>
#include <set>

namespace connlint {

static constexpr std::string_view Prefix = "connlint-";

static std::string_view trimmed(std::string_view Text) {
  size_t Begin = Text.find_first_not_of(" \t");
  if (Begin == std::string_view::npos)
    return {};
  return Text.substr(Begin, Text.find_last_not_of(" \t") - Begin + 1);
}

/// True when the glob matches the rule's id with or without its prefix.
static bool matches(std::string_view Glob, std::string_view Rule) {
  auto Pattern = llvm::GlobPattern::create(Glob, /*MaxSubPatterns=*/64);
  if (!Pattern) {
    llvm::consumeError(Pattern.takeError());
    return false;
  }
  return Pattern->match(Rule) ||
         (Rule.starts_with(Prefix) && Pattern->match(Rule.substr(Prefix.size())));
}

RuleGlobs::RuleGlobs(const std::vector<std::string> &From) {
  for (const std::string &Glob : From)
    if (std::string_view Text = trimmed(Glob); !Text.empty())
      Globs.emplace_back(Text);
}

bool RuleGlobs::contains(std::string_view Rule) const {
  for (auto Glob = Globs.rbegin(); Glob != Globs.rend(); ++Glob) {
    bool Off = Glob->starts_with('-');
    if (matches(std::string_view(*Glob).substr(Off ? 1 : 0), Rule))
      return !Off;
  }
  return false;
}

std::vector<std::string> disabledRules(const std::vector<std::vector<std::string>> &Lists) {
  std::set<std::string, std::less<>> On;
  std::vector<std::string_view> Known;
  for (const RuleInfo &Rule : allRules()) {
    On.emplace(Rule.Id);
    Known.push_back(Rule.Id);
  }
  for (const auto &List : Lists) {
    if (!List.empty() && !trimmed(List[0]).starts_with('-'))
      On.clear();
    for (std::string_view Glob : List) {
      Glob = trimmed(Glob);
      bool Off = Glob.starts_with('-');
      std::string_view Pattern = Glob.substr(Off ? 1 : 0);
      bool Matched = false;
      for (std::string_view Rule : Known) {
        if (!matches(Pattern, Rule))
          continue;
        Matched = true;
        if (Off)
          On.erase(std::string(Rule));
        else
          On.emplace(Rule);
      }
      if (Matched)
        continue;
      std::string WithPrefix(Pattern);
      if (!Pattern.starts_with(Prefix))
        WithPrefix.insert(0, Prefix);
      throw UsageError("no rule matches '" + std::string(Glob) + "'" +
                       didYouMean(WithPrefix, Known));
    }
  }
  std::vector<std::string> Disabled;
  for (std::string_view Rule : Known)
    if (!On.contains(Rule))
      Disabled.emplace_back(Rule);
  return Disabled;
}

} // namespace connlint
