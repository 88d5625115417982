// Exceptions.cpp - calls that throw, handlers that are asked, and what leaves the function so.
#include "flow/Engine.h"

namespace connlint {

/// What a function of the standard library throws, with the bases, as handlers ask for it.
std::string_view Engine::standardException(std::string_view Name) {
  Name.remove_prefix(Name.rfind(':') + 1);
  if (Name == "at")
    return "std::out_of_range|std::logic_error|std::exception";
  if (Name.starts_with("sto")) // The one or the other.
    return "std::invalid_argument|std::out_of_range|std::logic_error|std::exception";
  if (Name == "any_cast")
    return "std::bad_any_cast|std::bad_cast|std::exception";
  return AnyException;
}

void Engine::unwind(const Instruction &I, State S, std::string_view Callee, std::string_view Type) {
  if (I.Unwind == NoBlock)
    return;
  S.Flying = true;
  S.Exception = Table.name(Type);
  S.Thrower = Table.name(Callee);
  S.ThrowPlace = S.holdsAnything() ? Place : 0;
  S.Registers = {};
  dropUnreachable(S, wayOutOf(S), Place);
  leave(I.Unwind, std::move(S));
}

IncidentKind Engine::wayOutOf(const State &Flying) const {
  bool IsDestroyed = Flying.Exception != NoId && Table.name(Flying.Exception) == FrameDestroyed;
  return IsDestroyed ? IncidentKind::LeftSuspended : IncidentKind::LeftByThrow;
}

/// Names of a type and its bases, separated by '|'.
static bool isOneOf(std::string_view Chain, std::string_view Type) {
  for (size_t At = 0; At <= Chain.size();) {
    size_t End = std::min(Chain.find('|', At), Chain.size());
    if (Chain.substr(At, End - At) == Type)
      return true;
    At = End + 1;
  }
  return false;
}

/// Of the two that std::stoi throws, the one that a handler of Type leaves; empty: none.
static std::string_view otherThan(std::string_view Type, std::string_view Chain) {
  constexpr std::string_view NoNumber = "std::invalid_argument", TooLarge = "std::out_of_range";
  if (!isOneOf(Chain, NoNumber) || !isOneOf(Chain, TooLarge))
    return {};
  if (Type == NoNumber)
    return "std::out_of_range|std::logic_error|std::exception";
  return Type == TooLarge ? "std::invalid_argument|std::logic_error|std::exception"
                          : std::string_view();
}

void Engine::catchException(const BlockFacts &B, State S) {
  std::string Chain = S.Exception == NoId ? std::string() : Table.name(S.Exception);
  if (Chain == PresumedException || Chain == PassedOnException)
    Chain = AnyException;
  for (size_t Index = 0; Index < B.Catches.size(); ++Index) {
    std::string_view Type = B.Catches[Index];
    bool TakesUnknown = Type.ends_with('?');
    if (TakesUnknown)
      Type.remove_suffix(1);
    bool Certain = Type.empty() || (Chain.empty() ? TakesUnknown : isOneOf(Chain, Type));
    if (!Certain && !Chain.empty())
      continue;
    State Handled = S;
    Handled.Flying = false;
    Handled.Undecided = true;
    if (Handled.holdsAnything())
      step(Handled, StepKind::Throw, Function.Places[S.ThrowPlace],
           S.Thrower == NoId || Table.name(S.Thrower).empty()
               ? "an exception is thrown here and caught"
               : "'" + Table.name(S.Thrower) + "' throws, and the exception is caught");
    Handled.Thrower = NoId;
    Handled.ThrowPlace = 0;
    if (!Rethrows) // Nobody asks any more: paths with other exceptions can be joined.
      Handled.Exception = NoId;
    if (B.Successors[Index] != NoBlock)
      leave(B.Successors[Index], std::move(Handled));
    if (!Certain)
      continue;
    Chain = otherThan(Type, Chain);
    if (Chain.empty())
      return;
    S.Exception = Table.name(Chain);
  }
  if (B.Successors.back() != NoBlock)
    leave(B.Successors.back(), std::move(S));
}

/// A jump to whoever called setjmp, or the end of the thread: what only this function can release
/// stays as it is. What callers lose is not told.
void Engine::abandon(State S) {
  if (Function.CatchesJumps)
    return;
  S.Registers = {};
  S.Result = Value::unknown();
  reportLosses(S);
  dropUnreachable(S, IncidentKind::LeftHeld, Place, /*AtExit=*/true);
}

void Engine::leaveByException(State S) {
  S.Registers = {};
  reportLosses(S);
  S.Result = Value::unknown();
  S.Returned = false;
  IncidentKind How = wayOutOf(S);
  if (Function.Name != "main")
    dropUnreachable(S, How, S.ThrowPlace, /*AtExit=*/true);
  if (How == IncidentKind::LeftSuspended)
    return; // Nothing of this comes back to a caller.
  reportTransactions(S, IncidentKind::TransactionThrown, S.ThrowPlace);
  S.ThrowPlace = 0;
  S.Thrower = NoId;
  if (Result.Exits.size() < MaxExits)
    Result.Exits.push_back(std::move(S));
  else
    ++Result.GaveUp["too many ways out"];
}

} // namespace connlint
