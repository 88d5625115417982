// Summarizer.h - the ways out of a solved function, told in the words of its callers.
#ifndef CONNLINT_SUMMARY_SUMMARIZER_H
#define CONNLINT_SUMMARY_SUMMARIZER_H

#include "facts/Facts.h"
#include "flow/FlowResult.h"

namespace connlint {

/// Projects the exits of Flow on parameters, globals and the returned value. Exits with equal
/// effects become one case. More than 12 different cases: the summary is Unknown.
Summary summarize(const FunctionFacts &Function, const FlowResult &Flow);

} // namespace connlint

#endif
