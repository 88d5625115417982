// FlowText.cpp - what the solver found, and summaries, as text for people.
#include "flow/FlowResult.h"
#include <algorithm>

namespace connlint {

std::string Term::str() const {
  auto Kid = [&](size_t I) { return I < Kids.size() ? Kids[I].str() : std::string("?"); };
  switch (Kind) {
  case Unknown: return "?";
  case Integer: return std::to_string(Number);
  case Text: return "\"" + Name + "\"";
  case Function: return "&" + Name;
  case Load: return Kid(0);
  case Fresh: return "new" + std::to_string(Number);
  case Operation: return "(" + Kid(0) + " " + binaryName(Operator) + " " + Kid(1) + ")";
  case Both: return "(" + Kid(0) + " && " + Kid(1) + ")";
  case Either: return "(" + Kid(0) + " || " + Kid(1) + ")";
  case Status: return Name + "(" + Kid(0) + ")";
  case AddressOf: return "&" + Kid(0);
  case Aggregate: return "struct";
  case Parameter: return "$" + std::to_string(Number);
  case Global: return Name;
  case Pointee: return "*" + Kid(0);
  case Field: return Kid(0) + "." + Name;
  case Element: return Kid(0) + "[" + std::to_string(Number) + "]";
  case ReturnSlot: return "result";
  }
  return "?";
}

bool Term::contains(KindTy Other) const {
  return Kind == Other ||
         std::ranges::any_of(Kids, [&](const Term &Kid) { return Kid.contains(Other); });
}

static std::string resourceText(const ResourceModel &Model, uint32_t Resource, bool Transaction) {
  if (Transaction)
    return "transaction";
  const ResourceType &Type = Model.resources()[Resource];
  return Type.Family + "." + Type.Name;
}

std::string printSummary(const Summary &S, const ResourceModel &Model) {
  std::string Out = "summary " + S.Name + "\n";
  if (S.Unknown)
    Out += "  unknown\n";
  if (S.Cases.empty())
    Out += "  never returns\n";
  for (const SummaryCase &C : S.Cases) {
    Out += C.Throws ? "  case throws " + (C.Exception.empty() ? "something" : C.Exception) + "\n"
                    : "  case returns " + C.Result.str() + "\n";
    if (C.ResultOwner.Kind != Term::Unknown)
      Out += "    which belongs to " + C.ResultOwner.str() + "\n";
    if (C.UnseenAnswer)
      Out += "    as an unknown function answers\n";
    if (C.Decided)
      Out += "    decided by its conditions\n";
    for (const auto &Each : C.Constraints)
      Out += "    when " + Each.Of.str() + " in " + Each.Range.str() + "\n";
    for (const auto &Each : C.Acquires)
      Out += "    " + std::string(Each.IsGhost ? "fails to acquire " : "acquires ") +
             resourceText(Model, Each.Resource, Each.IsTransaction) + " " + Each.Handle.str() +
             " by " + Each.Api + (Each.Failed ? ", failed" : "") + "\n";
    for (const auto &Each : C.Releases)
      Out += "    releases " + resourceText(Model, Each.Resource, Each.IsTransaction) + " " +
             Each.Handle.str() + "\n";
    for (const auto &Each : C.SetUps)
      Out += "    sets up " + Each.Object.str() + " anew\n";
    for (const auto &Each : C.Invokes)
      Out += "    calls " +
             (Each.Operator.Kind == Term::Unknown ? Each.Plain : Each.Operator).str() + "\n";
    for (const auto &Each : C.Stores)
      Out += "    stores " + Each.Address.str() + " = " + Each.Value.str() +
             (Each.Vague ? ", perhaps all the time\n" : "\n");
    for (const auto &Each : C.Escapes)
      Out += "    takes " + Each.Of.str() +
             (Each.Callee.empty() ? "" : ", if " + Each.Callee + " does") + "\n";
  }
  for (const InnerAcquire &Inner : S.Inside)
    Out += "  acquires inside: " + resourceText(Model, Inner.Resource, false) + " from " +
           Inner.Source + "\n";
  for (const Term &T : S.Uses)
    Out += "  uses " + T.str() + "\n";
  for (const Term &T : S.Disconnects)
    Out += "  releases what was acquired on " + T.str() + "\n";
  if (!S.Blocking.empty())
    Out += "  " + S.Blocking + "\n";
  return Out;
}

const char *nameOf(IncidentKind Kind) {
  switch (Kind) {
  case IncidentKind::LeftHeld: return "left held";
  case IncidentKind::Overwritten: return "overwritten";
  case IncidentKind::Discarded: return "discarded";
  case IncidentKind::LeftToDestructor: return "left to the destructor";
  case IncidentKind::LostByRetry: return "lost by retry";
  case IncidentKind::FreedContainer: return "freed with its container";
  case IncidentKind::LeftByThrow: return "left by throw";
  case IncidentKind::LeftSuspended: return "left suspended";
  case IncidentKind::ReleasedTwice: return "released twice";
  case IncidentKind::UsedReleased: return "used after release";
  case IncidentKind::UsedUnchecked: return "used unchecked";
  case IncidentKind::NestedAcquire: return "nested acquire";
  case IncidentKind::HeldWhileBlocking: return "held while blocking";
  case IncidentKind::TransactionLeft: return "transaction left";
  case IncidentKind::TransactionThrown: return "transaction left by throw";
  }
  return "";
}

static std::string joined(const std::set<std::string> &Names) {
  std::string Text;
  for (const std::string &Name : Names)
    Text += (Text.empty() ? "" : " or ") + Name;
  return Text;
}

std::string printFlow(const FunctionFacts &Function, const FlowResult &Flow,
                      const ResourceModel &Model) {
  std::string Out = "flow " + Function.Name + ": " + std::to_string(Flow.States) + " states\n";
  for (const Incident &What : Flow.Incidents) {
    const Origin &From = Flow.Origins[What.Origin];
    Out += "  " + std::to_string(What.Where.Line) + ":" + std::to_string(What.Where.Column) + " " +
           nameOf(What.Kind) + ": " + resourceText(Model, From.Resource, From.IsTransaction) +
           " '" + What.Variable + "' from " + From.Api + " at " + std::to_string(From.Place.Line) +
           "\n";
    for (uint32_t Suspect : What.Suspects) {
      auto It = Flow.Suspicions.find(Suspect);
      if (It != Flow.Suspicions.end())
        Out += "    unless " + joined(It->second.Callees) + " took it" +
               (It->second.releasedEitherWay() ? " (released later)"
                : It->second.UsedLater         ? " (used later)"
                                               : "") +
               "\n";
    }
  }
  for (const std::string &Member : Flow.MembersGivenUp)
    Out += "  gives up member " + Member + "\n";
  for (const auto &[Member, Origins] : Flow.MembersHeld)
    Out += "  leaves something in member " + Member + "\n";
  for (const auto &[Reason, Count] : Flow.GaveUp)
    Out += "  gave up: " + Reason + ", " + std::to_string(Count) + " times\n";
  return Out;
}

} // namespace connlint
