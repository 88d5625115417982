// State.h - what is known on one path: memory, constraints and obligations.
//
// A State is a value. The solver keeps several per block (disjuncts) and joins only states
// whose obligations are the same.
#ifndef CONNLINT_FLOW_STATE_H
#define CONNLINT_FLOW_STATE_H

#include "flow/Interval.h"
#include "flow/Symbols.h"
#include <algorithm>
#include <memory>

namespace connlint {

/// A sorted vector as a map: small, ordered, comparable.
template <typename K, typename V> class FlatMap {
public:
  using Item = std::pair<K, V>;

  const V *find(const K &Key) const {
    auto It = lower(Key);
    return It != Items.end() && It->first == Key ? &It->second : nullptr;
  }
  void set(const K &Key, V Val) {
    auto It = Items.begin() + (lower(Key) - Items.begin());
    if (It != Items.end() && It->first == Key)
      It->second = std::move(Val);
    else
      Items.insert(It, {Key, std::move(Val)});
  }
  void erase(const K &Key) {
    auto It = lower(Key);
    if (It != Items.end() && It->first == Key)
      Items.erase(It);
  }
  template <typename Pred> void eraseIf(Pred P) { std::erase_if(Items, P); }
  /// Keeps what is the same in Other. True when that is not everything.
  bool keepCommon(const FlatMap &Other) {
    return std::erase_if(Items, [&](const Item &Mine) {
             const V *Theirs = Other.find(Mine.first);
             return !Theirs || !(*Theirs == Mine.second);
           }) > 0;
  }
  /// Keys that do not have the same value in both.
  std::vector<K> differing(const FlatMap &Other) const {
    std::vector<K> Keys;
    for (const auto &[Key, Mine] : Items)
      if (const V *Theirs = Other.find(Key); !Theirs || !(*Theirs == Mine))
        Keys.push_back(Key);
    for (const auto &[Key, Theirs] : Other)
      if (!find(Key))
        Keys.push_back(Key);
    return Keys;
  }
  auto begin() { return Items.begin(); }
  auto end() { return Items.end(); }
  auto begin() const { return Items.begin(); }
  auto end() const { return Items.end(); }
  bool empty() const { return Items.empty(); }
  size_t size() const { return Items.size(); }
  auto operator<=>(const FlatMap &) const = default;

private:
  auto lower(const K &Key) const {
    return std::lower_bound(Items.begin(), Items.end(), Key,
                            [](const Item &I, const K &Other) { return I.first < Other; });
  }
  std::vector<Item> Items;
};

/// One step of the story a finding tells; steps form a list towards the function's entry.
struct TrailStep {
  StepKind Kind;
  SourcePlace Place;
  std::string Message;
  unsigned Depth = 0;
  std::shared_ptr<const TrailStep> Before;
};
using Trail = std::shared_ptr<const TrailStep>;

enum class Typestate : uint8_t {
  None,     ///< The acquire failed; nothing is held.
  Held,     ///< Has to be released.
  Released, ///< Must not be used any more.
  Escaped   ///< Somebody we do not see may release it.
};

/// The obligation of one acquire on this path.
struct Instance {
  /// Identity: the value that is the handle, and whether this is the transaction on it.
  Value Handle;
  bool IsTransaction = false;

  uint32_t Resource = 0; ///< Index into the model's resources; unused for a transaction.
  Typestate State = Typestate::Held;
  uint32_t Origin = 0; ///< Index into FlowResult::Origins.
  bool Connected = false;
  bool Failed = false;        ///< Held, but the acquire is known to have failed.
  bool Checked = false;       ///< The path has compared the handle with null, or tested its code.
  bool StatusChecked = false; ///< The path has asked for the status, or tested the code.
  bool Polled = false;        ///< The path has taken its socket, to wait for it.
  bool Commits = false;       ///< Transaction: finished by a commit.
  bool UseTold = false;       ///< Released, and a use after that was reported on this path.
  bool Local = false;         ///< Acquired by this function or by one it called.
  /// The return code that tells whether the acquire succeeded.
  SymbolId Code = NoId;
  /// What tells, beside a null, that nothing was handed out: "c->err", mysql_errno(c).
  SymbolId Error = NoId;
  /// What an unknown function made of that code: "if (failed(rc))". Released: what it answered to
  /// the function that has released it, which returns that.
  SymbolId Verdict = NoId;
  /// The path has branched on the verdict and not used the handle since: perhaps there is none.
  bool InDoubt = false;
  /// Interned description of what it is a connection to; NoId: not comparable.
  uint32_t Source = NoId;
  /// Released together with this handle.
  Value Parent;
  /// The array of which some element holds it; NoId: a place of its own does.
  RegionId Container = NoId;
  /// Place of the release.
  uint32_t ReleasePlace = 0;
  /// Place of the connect that failed, or 0.
  uint32_t FailPlace = 0;
  /// Interned name of the variable or field that held it last, for messages.
  uint32_t Name = NoId;
  /// Unknown calls that were given the handle: each may have taken it (see Suspicion).
  std::vector<uint32_t> Suspects;

  auto operator<=>(const Instance &) const = default;
};

/// A call whose target only the caller knows; see LowerLambdas.cpp for the three ways.
struct Invocation {
  Value Operator, Plain, Closure;
  std::vector<Value> Args;
  bool Throws = false; ///< It may, as far as the place of the call tells.

  auto operator<=>(const Invocation &) const = default;
};

/// What a path has done with an object of the caller that is a handle by itself: "MYSQL m;".
enum class ObjectUse : uint8_t {
  WorkedWith, ///< As with one that is connected.
  SetUp       ///< Made anew, and not released before: what the caller had in it is lost.
};
struct ObjectNote {
  ObjectUse Use;
  uint32_t Resource = 0;

  bool operator==(const ObjectNote &) const = default;
};

/// A handle that nothing names any more, at a place from which the process may yet end: "if (!conn)
/// exit(1);". Then it is no leak.
struct Loss {
  Value Handle;
  uint32_t Number = 0;     ///< Of the incident, with the engine.
  uint32_t BlocksLeft = 4; ///< After so many blocks the process goes on.
};

class State {
public:
  FlatMap<RegionId, Value> Memory;
  FlatMap<Reg, Value> Registers;
  FlatMap<SymbolId, IntervalSet> Ranges;
  /// Symbol -> handle whose memory it points into.
  FlatMap<SymbolId, Value> Derived;
  /// Symbols that point to heap objects which this function allocated: symbol -> is freed.
  FlatMap<SymbolId, bool> Heap;
  std::vector<Instance> Instances;
  Value Result;
  bool Returned = false;
  uint32_t ReturnPlace = 0;
  /// An exception flies, or is being handled: interned names of its type and bases.
  uint32_t Exception = NoId;
  bool Flying = false;
  uint32_t ThrowPlace = 0;
  uint32_t Thrower = NoId; ///< Interned name of the function it came out of.
  /// Connection -> return code of its last SQL, while nothing else was done with it.
  FlatMap<Value, Value> LastQuery;
  /// Handles known at entry that this path gave away: to the unknown function with that
  /// interned name, or (NoId) to memory that outlives it.
  FlatMap<Value, uint32_t> GivenAway;
  FlatMap<Value, ObjectNote> Objects;
  /// The path depends on more than what Ranges keeps of the values at entry.
  bool Undecided = false;
  /// Calls of functions that were given to this one, in order.
  std::vector<Invocation> Invoked;
  /// How this path got here. Not part of the state's identity, and neither is what it has lost of late.
  Trail Path;
  std::vector<Loss> Losses;

  Instance *instance(Value Handle, bool Transaction = false);
  const Instance *instance(Value Handle, bool Transaction = false) const;
  Instance &addInstance(Instance I);
  bool holdsAnything() const;

  /// Equal for the solver: everything but the trail.
  bool sameAs(const State &Other) const;
  /// Equal obligations: states that may be joined.
  bool sameShape(const State &Other) const;
  /// Such that would be of the same shape without some of their obligations.
  bool sameFrame(const State &Other) const;
  /// Forgets the obligations on which the two do not agree. Returns how many of them are left.
  size_t keepShared(const State &Other);
  /// Such that differ only in what is known of their values.
  bool isCloseTo(const State &Other) const {
    return Result == Other.Result && Registers == Other.Registers && Memory == Other.Memory &&
           sameShape(Other);
  }
};

} // namespace connlint

#endif
