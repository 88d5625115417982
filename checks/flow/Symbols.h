// Symbols.h - the values and memory that the solver reasons about.
//
// A Symbol is a value we do not know, named by where it came from; two places that hold the
// same symbol hold the same value, which is all that aliasing means here. A Region is a
// piece of memory, named by its access path. Both are interned per solved function.
#ifndef CONNLINT_FLOW_SYMBOLS_H
#define CONNLINT_FLOW_SYMBOLS_H

#include "facts/Facts.h"
#include <deque>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace connlint {

using SymbolId = uint32_t;
using RegionId = uint32_t;
inline constexpr uint32_t NoId = ~0u;

struct Value {
  enum KindTy : uint8_t {
    Unknown,  ///< Nothing is known, not even identity.
    Integer,  ///< N itself; null is Integer 0.
    Symbol,   ///< Symbol N.
    Pointer,  ///< Address of region N.
    Text,     ///< String literal N.
    Function, ///< Function N.
    Aggregate ///< The contents of region N; as a binding: all of it is zero if N is NoId.
  } Kind = Unknown;
  int64_t N = 0;

  static Value unknown() { return {}; }
  static Value integer(int64_t N) { return {Integer, N}; }
  static Value null() { return {Integer, 0}; }
  static Value symbol(SymbolId S) { return {Symbol, S}; }
  static Value pointer(RegionId R) { return {Pointer, R}; }
  static Value zeroes() { return {Aggregate, NoId}; }
  bool isNull() const { return Kind == Integer && N == 0; }
  bool isSymbol() const { return Kind == Symbol; }
  bool isZeroes() const { return Kind == Aggregate && N == NoId; }

  auto operator<=>(const Value &) const = default;
};

enum class SymbolKind : uint8_t {
  Entry,     ///< What region A held when the function was entered.
  Result,    ///< What instruction A produced: B = 0 the result, else an out value.
  Havoc,     ///< What instruction A left in region B.
  Joined,    ///< Different values that met at block A in place B.
  Part,      ///< The part at region B of the unknown aggregate symbol A.
  Operation, ///< Left Operator Right.
  Both,      ///< Left && Right
  Either,    ///< Left || Right
  Status     ///< What the status function says of handle Left.
};

struct SymbolInfo {
  SymbolKind Kind;
  uint32_t A = 0, B = 0;
  /// Symbols of one place in a loop: 0 is the newest, 1 an older one.
  uint32_t Generation = 0;
  BinaryOp Operator = BinaryOp::Add;
  Value Left, Right;

  auto operator<=>(const SymbolInfo &) const = default;
};

enum class RegionKind : uint8_t {
  Variable, ///< Variable A of the function.
  Pointee,  ///< What symbol A points to.
  Field,    ///< Field with name A of Parent.
  Element,  ///< Element A of Parent (NoId: an element we cannot tell).
  Temporary ///< Struct result of instruction A.
};

struct RegionInfo {
  RegionKind Kind;
  RegionId Parent = NoId;
  uint32_t A = 0;

  auto operator<=>(const RegionInfo &) const = default;
};

/// A function as a value: model name, and USR if the unit defines it.
struct FunctionName {
  std::string Name, Usr;

  auto operator<=>(const FunctionName &) const = default;
};

/// Callers are told of values in which no more operations lie one in the other.
inline constexpr unsigned MaxToldDepth = 2;

class Symbols {
public:
  SymbolId symbol(const SymbolInfo &Info);
  /// The symbol, if there has been one like that.
  std::optional<SymbolId> find(const SymbolInfo &Info) const;
  RegionId region(const RegionInfo &Info);
  uint32_t name(std::string_view Text);

  const SymbolInfo &symbol(SymbolId S) const { return SymbolList[S]; }
  const RegionInfo &region(RegionId R) const { return RegionList[R]; }
  const std::string &name(uint32_t N) const { return Names[N]; }

  RegionId variable(uint32_t V) { return region({RegionKind::Variable, NoId, V}); }
  RegionId pointee(SymbolId S) { return region({RegionKind::Pointee, NoId, S}); }
  RegionId field(RegionId Parent, const std::string &Field) {
    return region({RegionKind::Field, Parent, name(Field)});
  }
  /// Element 0 is the array itself, as *p and p[0] are one place.
  RegionId element(RegionId Parent, uint32_t Index) {
    return Index == 0 ? Parent : region({RegionKind::Element, Parent, Index});
  }
  SymbolId entry(RegionId R) { return symbol({SymbolKind::Entry, R}); }
  /// V is what some place held when the function was called.
  bool isEntry(Value V) const {
    return V.isSymbol() && symbol(static_cast<SymbolId>(V.N)).Kind == SymbolKind::Entry;
  }
  SymbolId operation(BinaryOp Operator, Value Left, Value Right);

  uint32_t function(const FunctionName &Function);
  const FunctionName &function(uint32_t N) const { return Functions[N]; }

  /// The outermost region: a variable, a pointee or a temporary.
  RegionId root(RegionId R) const { return Roots[R]; }
  /// R is Ancestor, or lies inside it.
  bool isWithin(RegionId R, RegionId Ancestor) const;
  /// R, which lies within From, seen from To.
  RegionId rebase(RegionId R, RegionId From, RegionId To);
  /// S is Part, or an operand of it, at any depth.
  /// What a symbol is made of was interned before it, so its number is lower.
  bool mentions(SymbolId S, SymbolId Part) const {
    return S == Part || (S > Part && (PartBits[S] & bitOf(Part)) && isMadeOf(S, Part));
  }
  /// Marks S and all that it mentions.
  void markParts(SymbolId S, std::vector<bool> &Marked) const;
  void markParts(Value V, std::vector<bool> &Marked) const;
  void markPartsOfRoot(RegionId R, std::vector<bool> &Marked) const;
  /// There is a comparison in which V takes part. Of numbers that is not kept: they may.
  bool isCompared(Value V) const { return !V.isSymbol() || Compared[static_cast<SymbolId>(V.N)]; }
  /// How many symbols there are: their numbers are below that.
  size_t symbolCount() const { return SymbolList.size(); }
  unsigned depth(SymbolId S) const;

private:
  struct Hash {
    size_t operator()(const SymbolInfo &Info) const;
    size_t operator()(const RegionInfo &Info) const;
  };
  bool isMadeOf(SymbolId S, SymbolId Part) const;
  static uint64_t bitOf(SymbolId S) { return uint64_t(1) << (S % 64); }
  uint64_t partsOf(const SymbolInfo &Info) const;
  uint64_t partsOf(Value V) const;
  uint64_t partsOfRoot(RegionId R) const;

  std::deque<SymbolInfo> SymbolList;
  /// By symbol: the bits of all that it may mention. Most questions end here.
  std::vector<uint64_t> PartBits;
  std::vector<bool> Compared; ///< By symbol.
  std::deque<RegionInfo> RegionList;
  std::vector<RegionId> Roots; ///< By region.
  std::deque<std::string> Names;
  std::deque<FunctionName> Functions;
  std::unordered_map<SymbolInfo, SymbolId, Hash> SymbolIds;
  std::unordered_map<RegionInfo, RegionId, Hash> RegionIds;
  std::map<std::string, uint32_t> NameIds;
  std::map<FunctionName, uint32_t> FunctionIds;
};

} // namespace connlint

#endif
