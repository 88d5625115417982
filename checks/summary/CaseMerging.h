// CaseMerging.h - the cases of a summary that say the same. Private to summary/.
#ifndef CONNLINT_SUMMARY_CASEMERGING_H
#define CONNLINT_SUMMARY_CASEMERGING_H

#include "flow/Effects.h"

namespace connlint {

inline constexpr size_t MaxStores = 48; ///< Of one case.

/// What is told of how good the handles are: cases that differ in it only stay apart, or do not.
enum class Statuses { TellApart, Ignored };

/// Adds C, or weakens the case of Cases that has the same effects.
void addCase(std::vector<SummaryCase> &Cases, SummaryCase C, Statuses How);

/// How much of the cases has to go, step by step, until there are few enough.
enum class Roughness {
  Suspicions, ///< Which case gave what to unknown functions.
  Values,     ///< What is stored where no handles are kept, but for numbers: flags tell states
              ///< apart.
  Numbers,    ///< Those, too.
  Calls       ///< What was called of what the caller gave: it is only given away.
};

/// Too many cases to tell apart by everything. What is owed stays exact, and so does what
/// is stored where handles are kept; at the other places something happened. When a case
/// applies is weakened, not forgotten: "nothing is there yet" keeps a callee that connects
/// anew apart from one that loses what the caller holds.
std::vector<SummaryCase> roughen(std::vector<SummaryCase> Cases, Roughness How);

} // namespace connlint

#endif
