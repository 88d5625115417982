// JsonFinding.cpp - one spelling of a finding's properties, for the JSON and the HTML report.
#include "output/JsonFinding.h"
#include "output/Spot.h"

namespace connlint {

void addFindingProperties(OrderedJson &Out, const Finding &F, const Report &R) {
  Out["confidence"] = F.Trust == Confidence::Definite ? "definite" : "possible";
  Out["function"] = F.Function;
  Out["family"] = F.Family;
  Out["api"] = F.Api;
  Out["fingerprint"] = findingHash(F, R);
}

} // namespace connlint
