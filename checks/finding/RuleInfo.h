// RuleInfo.h - the table of rules: one row per line of Rules.def.
#ifndef CONNLINT_FINDING_RULEINFO_H
#define CONNLINT_FINDING_RULEINFO_H

#include "finding/Finding.h"
#include <span>

namespace connlint {

struct RuleInfo {
  /// "connlint-connection-leak": the check name everywhere.
  std::string_view Id;
  /// "ConnectionLeak": the name SARIF shows.
  std::string_view Name;
  /// One sentence, upper case first letter, full stop.
  std::string_view Summary;
  Level DefaultLevel;
  /// SARIF precision: "very-high", "high", "medium" or "low".
  std::string_view Precision;
  /// CWE numbers without prefix, comma separated: "772".
  std::string_view Cwe;
  /// Empty unless the rule reports a leak: then a CVSS-like score such as "5.3".
  std::string_view SecuritySeverity;
};

/// All rules, sorted by id.
std::span<const RuleInfo> allRules();

/// The rule with this id, or null.
const RuleInfo *findRule(std::string_view Id);

} // namespace connlint

#endif
