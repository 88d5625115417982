// Effects.h - what a call of a function does to handles: an inferred model entry.
//
// A Summary lists the ways a function ends (cases): what must hold for the way to be taken,
// what it returns, stores, acquires and releases. Values are terms over what the function
// was given, so a summary can be applied at any call and stored in a file.
#ifndef CONNLINT_FLOW_EFFECTS_H
#define CONNLINT_FLOW_EFFECTS_H

#include "flow/Interval.h"
#include "model/ResourceModel.h"
#include <algorithm>
#include <set>

namespace connlint {

/// A value or an address in the words of the caller. See the kinds for the children.
struct Term {
  enum KindTy : uint8_t {
    Unknown,
    Integer,   ///< Number
    Text,      ///< Name
    Function,  ///< Name (model name), Usr in Kids[0].Name
    Load,      ///< what address Kids[0] holds when the function is entered
    Fresh,     ///< unknown value Number of this case; equal numbers are equal values
    Operation, ///< Kids[0] Operator Kids[1]
    Both,      ///< Kids[0] && Kids[1]
    Either,    ///< Kids[0] || Kids[1]
    Status,    ///< what the status function says of Kids[0]
    AddressOf, ///< the address Kids[0] as a value
    Aggregate, ///< the struct whose parts are stored below ReturnSlot
    // Addresses
    Parameter, ///< the parameter variable Number
    Global,    ///< the global variable Name
    Pointee,   ///< what the value Kids[0] points to
    Field,     ///< field Name of Kids[0]
    Element,   ///< element Number of Kids[0]
    ReturnSlot ///< the struct that is returned
  } Kind = Unknown;
  int64_t Number = 0;
  std::string Name;
  BinaryOp Operator = BinaryOp::Add;
  std::vector<Term> Kids;

  std::string str() const;
  /// It, or a term in it, is of kind Other.
  bool contains(KindTy Other) const;
  bool operator==(const Term &) const = default;
};

/// Where an obligation comes from.
struct Origin {
  uint32_t Resource = 0;
  bool IsTransaction = false;
  std::string Api;   ///< "PQconnectdb"
  SourcePlace Place; ///< Of the call in the function that is solved.
  /// The call is to a function of the unit that acquires: where it really happens.
  SourcePlace Inner;
  std::string InnerApi;
  std::string Function; ///< In which the inner acquire is.
  bool Raw = false;
  /// The call only connects, as SQLConnect does: where the handle was made, most likely.
  SourcePlace Made{};
  /// Of a transaction: the function with the inner call finishes it on other ways out, and is told
  /// of this one.
  bool IsTold = false;

  bool operator==(const Origin &) const = default;
};

/// Exceptions of no known type. AnyException: that one is thrown is certain enough, as from
/// std::stoi. PresumedException: a function that is not seen may throw, or may not. What is
/// only presumed is passed on through one function that is seen, and through no second one.
inline constexpr std::string_view AnyException = "";
inline constexpr std::string_view PresumedException = "?";
inline constexpr std::string_view PassedOnException = "??";
/// No exception at all: a coroutine is destroyed while it waits, and no handler is asked.
inline constexpr std::string_view FrameDestroyed = "co_await";

struct SummaryCase {
  /// Where the constraints hold, no other case that returns applies.
  bool Decided = false;
  struct Constraint {
    Term Of;
    IntervalSet Range;
    bool operator==(const Constraint &) const = default;
  };
  struct Acquire {
    Term Handle; ///< Fresh, or a value the caller has.
    Term Parent; ///< The connection that takes it along when it is disconnected.
    bool IsTransaction = false;
    uint32_t Resource = 0;
    bool Connected = false, Failed = false, Checked = false, StatusChecked = false;
    bool IsGhost = false; ///< The acquire failed and nothing is held.
    std::string Source;   ///< In terms of parameters: "$0".
    std::string Api;
    SourcePlace Place;
    std::string Function;
    bool Raw = false;
    SourcePlace Made{}; ///< See Origin.
    /// Unknown functions that got it as well, and after which it was only handed out.
    std::set<std::string> GivenTo;
    bool IsTold = false; ///< See Origin.
    bool operator==(const Acquire &) const = default;
  };
  struct Release {
    Term Handle;
    bool IsTransaction = false, Commits = false;
    uint32_t Resource = 0;
    SourcePlace Place;
    bool Own = false;        ///< The case has put another handle there first, and released that.
    bool Complained = false; ///< What the release answered was an error.
    bool operator==(const Release &) const = default;
  };
  struct Store {
    Term Address, Value;
    /// The value is returned as well, but it is not known that anything was overwritten.
    bool Vague = false;
    bool operator==(const Store &) const = default;
  };

  std::vector<Constraint> Constraints;
  /// Objects of the caller that are made anew as they are.
  struct SetUp {
    Term Object;
    uint32_t Resource = 0;
    bool operator==(const SetUp &) const = default;
  };
  std::vector<SetUp> SetUps;
  std::vector<Acquire> Acquires;
  std::vector<Release> Releases;
  std::vector<Store> Stores;
  /// A value the caller has is given away: for good, or to an unknown function Callee.
  struct Escape {
    Term Of;
    std::string Callee;
    bool operator==(const Escape &) const = default;
  };
  std::vector<Escape> Escapes;
  std::vector<Term> HeapObjects;
  /// Calls of functions that the caller has given it, in order.
  struct Invoke {
    Term Operator, Plain, Closure;
    std::vector<Term> Args;
    bool Throws = false;
    bool operator==(const Invoke &) const = default;
  };
  std::vector<Invoke> Invokes;
  Term Result;
  /// The result is memory that lives as long as this handle of the caller; Unknown: it is not.
  Term ResultOwner;
  /// The result is what an unknown function answered: the case may mean success or failure.
  bool UnseenAnswer = false;
  /// It ends with an exception of type Exception: names of the type and its bases, or one of
  /// the three above.
  bool Throws = false;
  std::string Exception;

  bool setsUp(const Term &Object) const {
    return std::ranges::find(SetUps, Object, &SetUp::Object) != SetUps.end();
  }
  bool operator==(const SummaryCase &) const = default;
};

/// An acquire that happens somewhere inside the function, released or not.
struct InnerAcquire {
  uint32_t Resource = 0;
  std::string Source;
  std::string Api;
  SourcePlace Place;

  bool operator==(const InnerAcquire &) const = default;
};

struct Summary {
  std::string Name;
  /// No case: the function never returns.
  std::vector<SummaryCase> Cases;
  std::vector<InnerAcquire> Inside;
  /// Empty, or what it waits for.
  std::string Blocking;
  /// Entry values that are used as handles.
  std::vector<Term> Uses;
  /// Entry values that are used as handles before the function has checked them.
  std::vector<Term> UncheckedUses;
  /// Entry values of which it may release what was acquired on them.
  std::vector<Term> Disconnects;
  /// Calls something unknown, so globals may change.
  bool ChangesGlobals = false;
  /// Parameters that reach the SQL text of a call; the summary depends on what they say.
  std::vector<unsigned> SqlParameters;
  /// The effects could not be determined: treat the call as unknown.
  bool Unknown = false;

  bool operator==(const Summary &) const = default;
};

/// Readable text of a summary, for --dump=summaries.
std::string printSummary(const Summary &S, const ResourceModel &Model);

} // namespace connlint

#endif
