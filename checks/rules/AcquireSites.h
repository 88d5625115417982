// AcquireSites.h - the inventory of a function's acquires; no rule, judges nothing.
#ifndef CONNLINT_RULES_ACQUIRESITES_H
#define CONNLINT_RULES_ACQUIRESITES_H

#include "finding/AcquireSite.h"
#include "rules/Check.h"

namespace connlint {

/// The function is part of a pool, or the model allows it to connect.
bool mayConnect(const CheckInput &In);

/// Adds a site for each connection or lease that the function acquires through a function of
/// the model or of the unit. What a function of another unit hands out is not known.
void addAcquireSites(const CheckInput &In, std::vector<AcquireSite> &Out);

} // namespace connlint

#endif
