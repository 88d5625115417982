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
           !Other.InObject || Other.Where <= *Finished->second.rbegin();
  });
}

static std::string howItIsLeft(const Incident &What) {
  std::string Text = "transaction is neither committed nor rolled back ";
  if (What.Kind == IncidentKind::TransactionThrown)
    return Text +
           (What.Api.empty() ? "when this exception leaves" : "when " + What.Api + " throws");
  return Text + (What.Api.empty() ? "on this way out"
                                  : "before " + What.Api + " gives the connection back");
}

void checkTransactionNotFinished(const CheckInput &In, std::vector<Finding> &Out) {
  std::set<uint32_t> Seen;
  // An exception is told of only where all the other ways are right.
  for (IncidentKind Kind : {IncidentKind::TransactionLeft, IncidentKind::TransactionThrown})
    for (const Incident &What : In.Flow.Incidents) {
      // To the pool, where the next borrower finds it.
      bool GivenBack = Kind == IncidentKind::TransactionLeft && !What.Api.empty();
      if (What.Kind != Kind || (!GivenBack && !isMeantToFinish(In, What.Origin)) ||
          !Seen.insert(What.Origin).second)
        continue;
      Finding F =
          makeFinding(In, "connlint-transaction-not-finished", What, What.Where, howItIsLeft(What));
      F.Path.push_back({StepKind::Exit, What.Where, "still open here", 0});
      Out.push_back(std::move(F));
    }
}

} // namespace connlint
