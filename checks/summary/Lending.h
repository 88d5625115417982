// Lending.h - whether a solved function leaves the handles in its parameters with its caller.
#ifndef CONNLINT_SUMMARY_LENDING_H
#define CONNLINT_SUMMARY_LENDING_H

#include "finding/Lenders.h"
#include "flow/FlowResult.h"
#include <optional>

namespace connlint {

/// For the units that call it. Nullopt: no other unit can call it, or no parameter is for
/// handles. Requires: Flow still has its exits.
std::optional<Lender> lendingOf(const FunctionFacts &Function, const FlowResult &Flow,
                                const ResourceModel &Model);

} // namespace connlint

#endif
