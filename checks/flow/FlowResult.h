// FlowResult.h - what the solver found out about one function; rules judge it.
#ifndef CONNLINT_FLOW_FLOWRESULT_H
#define CONNLINT_FLOW_FLOWRESULT_H

#include "flow/Effects.h"
#include "flow/State.h"
#include <set>

namespace connlint {

enum class IncidentKind {
  LeftHeld,         ///< Held where the function ends.
  Overwritten,      ///< The last name of a held handle was overwritten.
  Discarded,        ///< The call's result was never stored.
  LostByRetry,      ///< Failed, or a result, and left behind; the next call overwrites it.
  LeftToDestructor, ///< In a member that the destructor then does not release.
  FreedContainer,   ///< The object that holds the handle was freed.
  LeftByThrow,      ///< Held where an exception leaves the function.
  LeftSuspended,    ///< Held where a coroutine waits, and may be destroyed.
  ReleasedTwice,
  UsedReleased,
  UsedUnchecked,
  NestedAcquire,
  HeldWhileBlocking,
  TransactionLeft,  ///< A transaction is open where the connection is given back or lives on.
  TransactionThrown ///< The same where an exception leaves the function.
};

/// "left held": as in the texts of --dump=flow.
const char *nameOf(IncidentKind Kind);

/// Something that happened to an obligation on some path.
struct Incident {
  IncidentKind Kind;
  uint32_t Origin = 0; ///< Of the obligation.
  SourcePlace Where;   ///< The exit, the second release, the use...
  /// Name of the variable or field that holds the handle, or empty.
  std::string Variable;
  /// The call at Where, what blocks, or what throws (a throw expression if empty).
  std::string Api;
  /// NestedAcquire: where the inner acquire is, if not at Where. UsedReleased and
  /// ReleasedTwice: where the release was.
  SourcePlace Other;
  bool Failed = false;       ///< The handle is one that failed to connect.
  bool Derived = false;      ///< The use is of memory that belongs to the handle.
  RegionId Container = NoId; ///< The array that holds the handle.
  bool MayBeEmptied = false; ///< Paths that release elements of the array can come to Where.
  bool InObject = false;     ///< The handle is a field of an object.
  /// Unknown calls that may have taken the handle; see FlowResult::Borrowers.
  std::vector<uint32_t> Suspects;
  Trail Path;
};

/// What one call site of an unknown function tells about it.
struct Suspicion {
  /// More than one: a function of the unit hands it on to them. An empty name is a pointer.
  std::set<std::string> Callees;
  /// It got the handle on paths only that knew of its failure.
  bool GivenFailed = true;
  /// The handle was used after the call.
  bool UsedLater = false;
  /// More than returned: it was worked with.
  bool WorkedWithLater = false;
  /// Where the handle was released after the call: on paths that know nothing of the call's
  /// result, that know it is zero, and that know it is not.
  std::set<SourcePlace> ReleasedAlways, ReleasedIfZero, ReleasedIfNonZero;

  /// The release does not depend on what the call returned: the call left it with us.
  bool releasedEitherWay() const {
    return !ReleasedAlways.empty() || (!ReleasedIfZero.empty() && !ReleasedIfNonZero.empty());
  }
};

/// The solver keeps no more ways out of a function apart.
inline constexpr size_t MaxExits = 256;

struct FlowResult {
  std::vector<Origin> Origins;
  std::vector<Incident> Incidents;
  /// By place in the instruction stream of the call: what became of handles given to it.
  std::map<uint32_t, Suspicion> Suspicions;
  /// Origins of transactions that some path has finished, with the ways out of such paths.
  std::map<uint32_t, std::set<SourcePlace>> FinishedTransactions;
  /// Origins of transactions that some path commits.
  std::set<uint32_t> CommittedTransactions;
  /// Origins of handles whose status, or code, some path has asked for.
  std::set<uint32_t> StatusAsked;
  /// Arrays with elements that some path releases or gives away: in which blocks.
  std::map<RegionId, std::set<uint32_t>> EmptiedContainers;
  /// What unknown functions handed out and this function releases, with the resource. The key
  /// is the function's name for its result, and "name#2" for what it left behind argument 2.
  std::map<std::string, uint32_t> ReleasedResultsOf;
  /// What unknown functions returned.
  std::set<SymbolId> UnseenAnswers;
  /// Statuses of connections over which this function acquires: what it knows of them at its end
  /// is no condition for its callers.
  std::set<SymbolId> OwnStatuses;
  /// Members whose handle is released, handed on or returned here.
  std::set<std::string> MembersGivenUp;
  /// Members that are left with a handle acquired here: the origins.
  std::map<std::string, std::set<uint32_t>> MembersHeld;
  /// Members that a call such as mysql_init makes ready for a connect: where.
  std::map<std::string, SourcePlace> MembersMadeReady;
  /// Origins whose handle is released or handed on somewhere in this function.
  std::set<uint32_t> ReleasedSomewhere;
  /// What the function does apart from its cases, which summary/ makes from Exits.
  Summary Effects;
  std::vector<State> Exits;
  std::set<SymbolId> EntryUses;
  /// Of these, what was acquired on them is released on some path.
  std::set<SymbolId> EntryDisconnects;
  /// Entry values that some path uses as pointers without asking whether they are null; and those
  /// that some path has found to be null.
  std::set<SymbolId> EntryDereferenced, EntryNull;
  /// Origins of handles that are returned after a release which an argument has asked for.
  std::set<uint32_t> ReleasedAsTold;
  /// Entry values that unknown functions are given on some path: which functions.
  std::map<SymbolId, std::set<std::string>> EntryGivenTo;
  /// Entry values that are used before this function has checked them, with the call.
  std::map<SymbolId, std::string> EntryUnchecked;
  std::shared_ptr<Symbols> Table;
  std::map<std::string, unsigned> GaveUp;
  unsigned States = 0; ///< How many block states were processed.
  double Seconds = 0;  ///< CPU time of the last solve.

  /// Broken code may say only the plain name.
  bool givesUp(const std::string &Member) const {
    return MembersGivenUp.contains(Member) || MembersGivenUp.contains(shownName(Member));
  }
};

/// Readable text of what was found out, for --dump=flow.
std::string printFlow(const FunctionFacts &Function, const FlowResult &Flow,
                      const ResourceModel &Model);

} // namespace connlint

#endif
