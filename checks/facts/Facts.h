// Facts.h - a function as ordered events per block: what the solver reads.
//
// Facts hold no Clang pointer. They are made from AST and CFG by FactsBuilder, can be
// printed and read back (FactsText.h), and are the only view of a function that
// flow/, summary/ and rules/ have.
//
// Facts are open at first: they hold whatever other units tell of their functions, as an object
// file does before it is linked. Bound (Binding.h), they say one thing.
//
// Every expression value is a register, written once. An lvalue's register is its address;
// Load turns it into a value. Control flow inside expressions (&&, ||, ?:) is in the
// blocks; Select picks the operand that the path has evaluated.
#ifndef CONNLINT_FACTS_FACTS_H
#define CONNLINT_FACTS_FACTS_H

#include "finding/Finding.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace connlint {

using Reg = uint32_t;
inline constexpr Reg NoReg = ~0u;

enum class Op : uint8_t {
  Const,    ///< Dst = Number
  Text,     ///< Dst = string literal Name
  Function, ///< Dst = address of function Name
  Unknown,  ///< Dst = a value we know nothing about
  Address,  ///< Dst = address of variable Number
  Field,    ///< Dst = address of field Name of the object at A
  Element,  ///< Dst = address of element B (NoReg: some element) of the array at A
  /// Dst = value at address A. With a Name: an owner gives it up, a pointer to that type.
  Load,
  Store,   ///< value at address A becomes B
  Zero,    ///< every byte of the object at address A becomes 0
  Declare, ///< the lifetime of variable Number starts, uninitialised
  Binary,  ///< Dst = A Operator B
  Not,     ///< Dst = !A
  Select,  ///< Dst = A ? B : C, where only one of B and C was evaluated
  And,     ///< Dst = A && B, where B was perhaps not evaluated
  Or,      ///< Dst = A || B
  Call,    ///< Dst = Name(Args), or through the function pointer A
  Capture, ///< the address or value A flows to a place we do not follow
  Return,  ///< leaves the function with A (or NoReg)
  /// An exception of type Name begins to fly: "app_error|std::exception", the type and its
  /// bases; empty: unknown. Number 1: the exception that is being handled.
  Throw,
  Suspend, ///< A coroutine waits. Destroyed then, it goes on in block Unwind.
  Assume   ///< The path goes on only where A is true: an assertion.
};

enum class BinaryOp : uint8_t {
  Add,
  Sub,
  Mul,
  Div,
  Rem,
  And,
  Or,
  Xor,
  Shl,
  Shr,
  Eq,
  Ne,
  Lt,
  Le,
  Gt,
  Ge
};

/// How an argument is passed, as far as the type tells.
struct ArgumentFacts {
  Reg Value = NoReg;
  /// The parameter is a pointer or reference to const: the callee can not change or release it.
  bool ToConst = false;

  bool operator==(const ArgumentFacts &) const = default;
};

/// Open facts: an instruction may count only if another unit tells of a function, or if none does.
enum class When : uint8_t { Always, IfKnown, IfUnknown };

struct Instruction {
  Op Kind = Op::Unknown;
  BinaryOp Operator = BinaryOp::Add;
  Reg Dst = NoReg, A = NoReg, B = NoReg, C = NoReg;
  int64_t Number = 0;
  std::string Name;
  /// Call, Function: USR of the function if the unit defines it, or another one has told of it;
  /// else empty. Open facts: also if another one may tell of it.
  std::string Usr;
  std::vector<ArgumentFacts> Args;
  /// Index into FunctionFacts::Places.
  uint32_t Place = 0;
  /// Call: argument 0 is the object of a method.
  bool HasObject = false;
  /// Load: the value is a pointer.
  bool IsPointer = false;
  /// Load: the value is a whole struct. Call: it returns a whole struct.
  bool Aggregate = false;
  /// Call: made only if the last argument is not null; what owners do with their deleter.
  bool IfNonNull = false;
  /// Call with IfNonNull, of a shared owner: others may own what came from elsewhere; and a
  /// deleter that is known is called for null, too.
  bool IsShared = false;
  /// Call: by its name, an unknown callee does not come back.
  bool SoundsFinal = false;
  /// Call: the callee converts, or returns "void *": it says nothing of what it hands out.
  bool Untyped = false;
  /// Call: the block that an exception continues in; NoBlock: none comes out of the call.
  /// Suspend: the block that ends the lives of the coroutine's objects.
  uint32_t Unwind = ~0u;

  // Open facts only.
  bool IsElsewhere = false;    ///< Usr has no body here.
  bool UnwindsIfKnown = false; ///< Unwind is for when another unit tells of the callee.
  When Counts = When::Always;  ///< Where an Unknown does not count, its value is A.
  std::string Condition;       ///< USR of the function that Counts speaks of.

  bool operator==(const Instruction &) const = default;
};

/// One value range of a switch that leads to a successor.
struct SwitchCase {
  int64_t Low = 0, High = 0;
  uint32_t Successor = 0; ///< Index into BlockFacts::Successors.

  bool operator==(const SwitchCase &) const = default;
};

enum class Terminator : uint8_t {
  Jump,   ///< At most one successor.
  Branch, ///< Successors[0] if Condition is true, Successors[1] if false.
  Switch, ///< By Cases; the last successor is the default.
  Fork,   ///< Any successor: computed goto, setjmp.
  Catch,  ///< The handler in Catches that fits the exception; the last successor is for none.
  Unwind  ///< The exception leaves the function.
};

inline constexpr uint32_t NoBlock = ~0u;

struct BlockFacts {
  std::vector<Instruction> Instructions;
  Terminator End = Terminator::Jump;
  Reg Condition = NoReg;
  /// Ids of blocks; NoBlock where Clang found the edge unreachable.
  std::vector<uint32_t> Successors;
  std::vector<SwitchCase> Cases;
  /// By successor of a Catch: the type that the handler takes; empty: every type. A '?' behind
  /// it: an exception that nothing is known of is most likely of that type, too.
  std::vector<std::string> Catches;
  uint32_t Place = 0; ///< Of the terminator.

  bool operator==(const BlockFacts &) const = default;
};

enum class VariableKind : uint8_t { Local, Parameter, Global };

/// The field of a string object that stands for what it says.
inline constexpr std::string_view TextField = "$text";

struct VariableFacts {
  VariableKind Kind = VariableKind::Local;
  std::string Name;
  /// Record or typedef name behind the pointer, "PGconn"; empty if it does not matter.
  std::string TypeName;
  uint32_t ParameterIndex = 0;
  /// Global: visible in this unit only. Local: static.
  bool Internal = false;
  /// Global: a number that does not change by itself, such as an option.
  bool IsNumber = false;

  bool operator==(const VariableFacts &) const = default;
};

struct FunctionFacts {
  std::string Usr;
  std::string Name; ///< Qualified, without arguments.
  SourcePlace Place;
  std::vector<VariableFacts> Variables;
  /// Block 0 is the entry; the exit block is last and empty.
  std::vector<BlockFacts> Blocks;
  std::vector<SourcePlace> Places; ///< Places[0] is the end of the body.
  Reg Registers = 0;
  /// The address of this function is taken, so it can be called from anywhere.
  bool AddressTaken = false;
  /// Not visible outside of the unit.
  bool Internal = false;
  /// Every unit that calls it has its body.
  bool Inline = false;
  /// A constructor: when it throws, the object does not come to be.
  bool IsConstructor = false;
  /// It calls setjmp: a jump out of it may come back to it.
  bool CatchesJumps = false;
  /// It handles nothing, and is here as it may never return, or for such a function.
  bool MayOnlyEnd = false;

  bool operator==(const FunctionFacts &) const = default;
};

/// A pointer to a function, or a text, that an initialiser puts into a global for good.
struct GlobalConstant {
  std::string Global; ///< Variable name, with ".field" and "[index]" steps appended; no "[0]".
  bool IsFunction = false;
  std::string Value;  ///< The text; or the USR of the function, if the unit defines it.
  std::string Name{}; ///< Of the function, as models call it.

  bool operator==(const GlobalConstant &) const = default;
};

/// A member for handles that only functions of this unit can release.
struct MemberFacts {
  std::string Name;
  std::string Record;

  bool operator==(const MemberFacts &) const = default;
};

/// Open facts: what tells whether a function is looked at. Numbers are indices.
struct FunctionOutline {
  std::vector<uint32_t> Callees; ///< Of UnitFacts::Outlines, that it calls or refers to.
  std::vector<uint32_t> Unseen;  ///< Of UnitFacts::Unseen, that it calls or refers to.
  std::vector<uint32_t> EndsIn;  ///< Of UnitFacts::Unseen: if one never returns, it may not either.
  std::vector<uint32_t> HandsOn; ///< Of UnitFacts::PrivateMembers: their values go somewhere.
  bool MayEnd = false;           ///< It may never return, whatever others tell.
  bool MentionsFamily = false; ///< It, or a function that another unit may have, is about handles.
  bool MovesHandles = false;   ///< For other units; or it is an assignment that does.
  std::optional<uint32_t> Facts; ///< Of UnitFacts::Functions.
  std::string Name, WhyNot;      ///< Of a function that cannot have facts, and why.

  bool operator==(const FunctionOutline &) const = default;
};

struct UnitFacts {
  std::string MainFile;
  /// Open facts: also those that a function without facts may hand on.
  std::vector<MemberFacts> PrivateMembers;
  std::vector<FunctionFacts> Functions;
  std::vector<GlobalConstant> Constants;
  /// Relevant functions that have no facts, with the reason.
  std::vector<std::pair<std::string, std::string>> GivenUp;
  unsigned FunctionsSeen = 0;
  /// USRs of its functions that other units can call and that return nothing, if they return.
  std::vector<std::string> WithoutAnswer;
  /// USRs of the functions that its functions call or refer to, and that have no body here.
  std::vector<std::string> Unseen;
  std::vector<FunctionOutline> Outlines; ///< Open facts only.

  bool operator==(const UnitFacts &) const = default;
};

/// The name of a variable or member as functions write it: "last" for the static "step_of.last",
/// "conn" for "ns::Db.conn".
std::string shownName(const std::string &Name);

const char *opName(Op Kind);
const char *binaryName(BinaryOp Operator);
const char *terminatorName(Terminator Kind);

} // namespace connlint

#endif
