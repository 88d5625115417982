// TransactionNotFinished.cpp - a transaction that one path commits and another forgets. A
// function that never commits what it begins is a helper, and one that keeps its connection
// in an object may collect work between calls: their callers are asked instead.
#include "rules/Check.h"

namespace connlint {

static bool isMeantToFinish(const CheckInput &In, uint32_t Origin) {
  if (!In.Flow.CommittedTransactions.contains(Origin))
    return false;
  auto Finished = In.Flow.FinishedTransactions.find(Origin);
  if (Finished == In.Flow.FinishedTransactions.end())
    return false;
  return std::ranges::all_of(In.Flow.Incidents, [&](const Incident &Other) {
    return Other.Kind != IncidentKind::TransactionLeft || Other.Origin != Origin ||
           !Other.InObject ||
           Other.Where <= *Finished->second.rbegin();
  });
}

void checkTransactionNotFinished(const CheckInput &In, std::vector<Finding> &Out) {
  std::set<uint32_t> Seen;
  for (const Incident &What : In.Flow.Incidents) {
    if (What.Kind != IncidentKind::TransactionLeft)
      continue;
    bool GivenBack = !What.Api.empty(); // To the pool, where the next borrower finds it.
    if (!GivenBack && !isMeantToFinish(In, What.Origin))
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
