// RuleSelection.h - which rules run: lists of globs, as in --checks, .connlint.yaml and
// NOLINT.
#ifndef CONNLINT_TOOL_RULESELECTION_H
#define CONNLINT_TOOL_RULESELECTION_H

#include <string>
#include <string_view>
#include <vector>

namespace connlint {

/// An ordered list of globs; the last one that matches a rule decides, "-glob" says no.
/// The prefix "connlint-" may be left out.
class RuleGlobs {
public:
  explicit RuleGlobs(const std::vector<std::string> &Globs);
  bool contains(std::string_view Rule) const;

private:
  std::vector<std::string> Globs;
};

/// The rules that are off after applying each list in turn. A list that starts with a
/// positive glob starts from no rule, one that starts with "-glob" from what was on before.
/// On failure: throws UsageError when a glob is malformed or matches no rule.
std::vector<std::string> disabledRules(const std::vector<std::vector<std::string>> &Lists);

} // namespace connlint

#endif
