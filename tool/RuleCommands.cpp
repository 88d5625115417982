// RuleCommands.cpp - prints what the rules are.
#include "RuleCommands.h"
#include "Suggest.h"
#include "UsageError.h"
#include "finding/RuleInfo.h"
#include "output/Levels.h"
#include "output/RuleHelp.h"
#include <algorithm>
#include <iomanip>
#include <ostream>

namespace connlint {

void printRules(std::ostream &Out) {
  size_t Width = 0;
  for (const RuleInfo &Rule : allRules())
    Width = std::max(Width, Rule.Id.size());
  for (const RuleInfo &Rule : allRules())
    Out << std::left << std::setw(int(Width) + 2) << Rule.Id << std::setw(9)
        << levelText(Rule.DefaultLevel) << Rule.Summary << "\n";
}

void explainRule(const std::string &Name, std::ostream &Out) {
  std::string Id = Name.starts_with("connlint-") ? Name : "connlint-" + Name;
  const RuleInfo *Rule = findRule(Id);
  if (!Rule) {
    std::vector<std::string_view> Known;
    for (const RuleInfo &R : allRules())
      Known.push_back(R.Id);
    throw UsageError("unknown rule '" + Name + "'" + didYouMean(Id, Known) +
                     "; 'connlint rules' lists them");
  }
  Out << ruleHelpMarkdown(Id);
}

} // namespace connlint
