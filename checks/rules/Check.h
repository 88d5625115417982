// Check.h - what a rule sees, and the few helpers that rules share.
//
// A rule is one function: it reads the solved flow of one function and adds findings. It has
// no API names and looks at no expression.
#ifndef CONNLINT_RULES_CHECK_H
#define CONNLINT_RULES_CHECK_H

#include "facts/Facts.h"
#include "finding/Lenders.h"
#include "flow/FlowResult.h"
#include <optional>

namespace connlint {

/// What the calls of unknown functions in a unit tell: does the callee take the handle?
class Borrowers {
public:
  explicit Borrowers(const std::vector<FlowResult> &Flows);

  /// The call leaves the handle with its caller, who loses it at Where: the handle is
  /// released or used again after such a call, and nothing in the name speaks of taking it.
  bool borrows(const Suspicion &Call, const SourcePlace &Where) const;
  /// The functions that must leave their handles alone for the incident to be one: of all that
  /// were given the handle, those that the unit tells nothing of. Nullopt: some have no name.
  std::optional<std::vector<std::string>> assumptions(const FlowResult &Flow,
                                                      const Incident &What) const;
  /// None of the calls that were given the handle took it, as far as the unit tells.
  bool allBorrow(const FlowResult &Flow, const Incident &What) const {
    return assumptions(Flow, What) == std::vector<std::string>();
  }

private:
  std::set<std::string> ReleasedAfter;
};

/// A member that only this unit could release, and that none of its functions does.
struct KeptMember {
  std::string Record;
  std::vector<SourcePlace> MadeReady; ///< Where mysql_init or the like was called for it.
};

struct CheckInput {
  const FunctionFacts &Function;
  const FlowResult &Flow;
  const ResourceModel &Model;
  const Borrowers &Calls;
  const std::map<std::string, std::string> &Options; ///< "raw-connect.always" -> "true"
  /// Resources of the pools that the unit calls or the user declares.
  const std::set<uint32_t> &Pools;
  const std::map<std::string, KeptMember> &NeverReleased; ///< By the member's name.
  /// The unit defines the functions of a declared pool: it is the pool.
  bool IsPool;
  /// Where rules put what functions of other units decide.
  std::vector<Doubt> &Doubts;
};

/// "connection 'conn' from PQconnectdb", as much of it as is known.
std::string describe(const CheckInput &In, const Incident &What);

/// "result": the name of the resource that Origin is about.
std::string resourceName(const CheckInput &In, const Origin &From);

/// A second finding at the same place about the same thing, which has come about in another way:
/// it becomes a related place of the first one. False: there is none yet.
bool joinsFinding(std::vector<Finding> &Out, const Finding &F);

/// A finding at Where with the path, the acquire as first related place, and identity filled in.
Finding makeFinding(const CheckInput &In, std::string_view Rule, const Incident &What,
                    SourcePlace Where, std::string Message);

/// Leaks whose resource is one of Kinds on normal ways out, one finding per obligation; the
/// first place is reported, the others, and places where an exception leaves, are related.
/// Where only doubtful leaks are known of an obligation, each is a doubt.
void reportLeaks(const CheckInput &In, std::string_view Rule,
                 const std::vector<ResourceKind> &Kinds, std::vector<Finding> &Out);

/// The same for what only exceptions leave behind.
void reportLeaksByThrow(const CheckInput &In, std::string_view Rule, std::vector<Finding> &Out);

#define RULE(CLASS, ID, SUMMARY, LEVEL, PRECISION, CWE, SEVERITY)                                  \
  void check##CLASS(const CheckInput &In, std::vector<Finding> &Out);
#include "finding/Rules.def"

} // namespace connlint

#endif
