// TransactionNotFinished.cpp - a transaction that one path finishes and another forgets. A
// function that never finishes what it begins is a helper: its callers are asked instead.
#include "rules/Check.h"

namespace connlint {

void checkTransactionNotFinished(const CheckInput &In, std::vector<Finding> &Out) {
  std::set<uint32_t> Seen;
  for (const Incident &What : In.Flow.Incidents) {
    if (What.Kind != IncidentKind::TransactionLeft)
      continue;
    bool GivenBack = !What.Api.empty(); // To the pool, where the next borrower finds it.
    if (!GivenBack && !In.Flow.FinishedTransactions.contains(What.Origin))
      continue;
    if (!Seen.insert(What.Origin).second)
      continue;
    Finding F = makeFinding(In, "connlint-transaction-not-finished", What, What.Where,
                            GivenBack ? "transaction is neither committed nor rolled back before " +
                                            What.Api + " gives the connection back"
                                      : "transaction is neither committed nor rolled back on this way out");
    F.Path.push_back({StepKind::Exit, What.Where, "still open here", 0});
    Out.push_back(std::move(F));
  }
}

} // namespace connlint
