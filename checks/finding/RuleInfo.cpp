// RuleInfo.cpp - turns Rules.def into the table of rules.
#include "finding/RuleInfo.h"
#include <algorithm>

namespace connlint {

static constexpr RuleInfo Rules[] = {
#define RULE(CLASS, ID, SUMMARY, LEVEL, PRECISION, CWE, SEVERITY)                                  \
  {"connlint-" ID, #CLASS, SUMMARY, Level::LEVEL, PRECISION, CWE, SEVERITY},
#include "finding/Rules.def"
};

std::span<const RuleInfo> allRules() { return Rules; }

const RuleInfo *findRule(std::string_view Id) {
  auto It = std::ranges::lower_bound(Rules, Id, {}, &RuleInfo::Id);
  return It != std::end(Rules) && It->Id == Id ? It : nullptr;
}

} // namespace connlint
