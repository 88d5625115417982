// DoubleRelease.cpp - handles that are released a second time on one path.
#include "rules/Check.h"

namespace connlint {

void checkDoubleRelease(const CheckInput &In, std::vector<Finding> &Out) {
  for (const Incident &What : In.Flow.Incidents) {
    if (What.Kind != IncidentKind::ReleasedTwice)
      continue;
    std::string Text = resourceName(In, In.Flow.Origins[What.Origin]);
    if (!What.Variable.empty())
      Text += " '" + What.Variable + "'";
    Finding F = makeFinding(In, "connlint-double-release", What, What.Where,
                            Text + " is released a second time by " + What.Api);
    F.Related.insert(F.Related.begin(), {What.Other, "first released here"});
    F.Path.push_back({StepKind::Release, What.Where, "released again", 0});
    if (!joinsFinding(Out, F))
      Out.push_back(std::move(F));
  }
}

} // namespace connlint
