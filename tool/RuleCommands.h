// RuleCommands.h - `connlint rules` and `connlint explain`.
#ifndef CONNLINT_TOOL_RULECOMMANDS_H
#define CONNLINT_TOOL_RULECOMMANDS_H

#include <iosfwd>
#include <string>

namespace connlint {

/// The table of rules: id, level, summary.
void printRules(std::ostream &Out);

/// The page of a rule; the prefix "connlint-" may be left out.
/// On failure: throws UsageError that suggests the nearest rule.
void explainRule(const std::string &Rule, std::ostream &Out);

} // namespace connlint

#endif
