// Retries.cpp - see Retries.h.
#include "summary/Retries.h"
#include <algorithm>

namespace connlint {

/// The address is in an object of the caller, or in a global.
static bool outlivesTheCall(const Term &Address) {
  if (Address.Kind == Term::Global)
    return true;
  if (Address.Kind == Term::Pointee)
    return Address.Kids[0].Kind == Term::Load;
  return (Address.Kind == Term::Field || Address.Kind == Term::Element) &&
         outlivesTheCall(Address.Kids[0]);
}

/// Or the way out has asked for its status, and that was no success.
static bool hasFailed(const SummaryCase::Acquire &A, const SummaryCase &C,
                      const ResourceModel &Model) {
  return A.Failed || std::ranges::any_of(C.Constraints, [&](const auto &Each) {
           if (Each.Of.Kind != Term::Status || Each.Of.Kids[0] != A.Handle)
             return false;
           const FunctionModel *Asked = Model.find(Each.Of.Name); // Else a field such as "err".
           IntervalSet Ok = Asked && Asked->Status ? IntervalSet::of(Asked->Status->Ok)
                                                   : IntervalSet::single(0);
           return Each.Range.intersect(Ok).isEmpty();
         });
}

static const std::string &globalOf(const Term &Address) {
  return Address.Kind == Term::Global || Address.Kids.empty() ? Address.Name
                                                              : globalOf(Address.Kids[0]);
}

std::vector<LeftBehind> leftBehind(const Summary &Effects, const ResourceModel &Model) {
  std::vector<LeftBehind> Found;
  for (const SummaryCase &C : Effects.Cases)
    for (const SummaryCase::Acquire &A : C.Acquires) {
      if (A.IsGhost || A.IsTransaction || A.Handle.Kind != Term::Fresh)
        continue;
      for (const SummaryCase::Store &Each : C.Stores)
        if (Each.Value == A.Handle && outlivesTheCall(Each.Address))
          Found.push_back(
              {A.Place, A.Resource, globalOf(Each.Address), hasFailed(A, C, Model)});
    }
  return Found;
}

/// The way out asks for something that an earlier call may have left.
static bool asksForState(const Term &T) {
  return (T.Kind == Term::Load && outlivesTheCall(T.Kids[0])) ||
         std::ranges::any_of(T.Kids, asksForState);
}

static bool endsBeforeTheAcquire(const SummaryCase &C) {
  return C.Acquires.empty() &&
         std::ranges::any_of(C.Constraints,
                             [](const auto &Each) { return asksForState(Each.Of); });
}

bool expectsToBeCalledAgain(const FunctionFacts &Function, const Summary &Effects) {
  return !Function.IsConstructor && std::ranges::any_of(Effects.Cases, endsBeforeTheAcquire);
}

FunctionFacts twoCallsOf(const FunctionFacts &Function, const SourcePlace &Where) {
  FunctionFacts Twice;
  Twice.Name = Function.Name;
  Twice.Usr = Function.Usr;
  Twice.Places = {Function.Places[0], Where};
  for (const VariableFacts &V : Function.Variables)
    if (V.Kind != VariableKind::Local)
      Twice.Variables.push_back(V);
  constexpr uint32_t Again = 2, Exit = 3;
  Twice.Blocks.resize(Exit + 1);
  BlockFacts &Catch = Twice.Blocks[1];
  Catch.End = Terminator::Catch;
  Catch.Catches = {""};
  Catch.Successors = {Again, NoBlock};
  auto CallIn = [&](uint32_t Block) {
    std::vector<Instruction> &Code = Twice.Blocks[Block].Instructions;
    Instruction Call;
    Call.Kind = Op::Call;
    Call.Name = Function.Name;
    Call.Usr = Function.Usr;
    Call.Place = 1;
    for (uint32_t V = 0; V < Twice.Variables.size(); ++V) {
      if (Twice.Variables[V].Kind != VariableKind::Parameter)
        continue;
      const uint32_t Index = Twice.Variables[V].ParameterIndex;
      Call.Args.resize(std::max<size_t>(Call.Args.size(), Index + 1));
      Instruction Address, Load;
      Address.Kind = Op::Address;
      Address.Dst = Load.A = Twice.Registers++;
      Address.Number = V;
      Load.Kind = Op::Load;
      Load.Dst = Twice.Registers++;
      Address.Place = Load.Place = 1;
      Call.Args[Index].Value = Load.Dst;
      Code.push_back(std::move(Address));
      Code.push_back(std::move(Load));
    }
    Call.Dst = Twice.Registers++;
    if (Block == 0)
      Call.Unwind = 1;
    Code.push_back(std::move(Call));
    Twice.Blocks[Block].Successors = {Block == 0 ? Again : Exit};
  };
  CallIn(0);
  CallIn(Again);
  return Twice;
}

} // namespace connlint
