// UseAfterRelease.cpp - handles, and memory that belongs to them, used after the release.
#include "rules/Check.h"

namespace connlint {

void checkUseAfterRelease(const CheckInput &In, std::vector<Finding> &Out) {
  for (const Incident &What : In.Flow.Incidents) {
    if (What.Kind != IncidentKind::UsedReleased)
      continue;
    std::string Text = resourceName(In, In.Flow.Origins[What.Origin]);
    if (!What.Variable.empty())
      Text += " '" + What.Variable + "'";
    if (What.Derived)
      Text = "memory of " + Text;
    Finding F = makeFinding(In, "connlint-use-after-release", What, What.Where,
                            Text + " is used after the release" +
                                (What.Api.empty() ? "" : " by " + What.Api));
    F.Related.insert(F.Related.begin(), {What.Other, "released here"});
    F.Path.push_back({StepKind::Use, What.Where, "used here", 0});
    if (!joinsFinding(Out, F))
      Out.push_back(std::move(F));
  }
}

} // namespace connlint
