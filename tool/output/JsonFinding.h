// JsonFinding.h - what the formats in JSON say of a finding besides its places.
#ifndef CONNLINT_OUTPUT_JSONFINDING_H
#define CONNLINT_OUTPUT_JSONFINDING_H

#include "output/Emitter.h"
#include "output/JsonText.h"

namespace connlint {

/// Adds confidence, function, family, api and fingerprint.
void addFindingProperties(OrderedJson &Out, const Finding &F, const Report &R);

} // namespace connlint

#endif
