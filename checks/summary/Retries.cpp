// Retries.cpp - see Retries.h.
#include "summary/Retries.h"
#include <algorithm>

namespace connlint {

/// Two calls of Function, one after the other, with the same arguments; what the first throws
/// is caught. The calls stand at Where.
static FunctionFacts twoCallsOf(const FunctionFacts &Function, const SourcePlace &Where) {
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

void Retries::add(std::vector<FlowResult> &Results) {
  for (const std::vector<size_t> &Circle : Calls.circlesCalleesFirst())
    for (size_t I : Circle)
      if (!Unit.Functions[I].IsConstructor && Unit.Functions[I].Name != "main")
        addLost(I, Results);
}

const Summary *Retries::summaryOf(size_t Function) const {
  const Summary *Known = Effects.effectsOf(Unit.Functions[Function].Usr, {});
  return Known && !Known->Unknown && Known->Cases.size() <= 32 ? Known : nullptr;
}

void Retries::addLost(size_t Index, std::vector<FlowResult> &Results) {
  const FunctionFacts &Function = Unit.Functions[Index];
  const Summary *Known = summaryOf(Index);
  if (!Known)
    return;
  const std::vector<LeftBehind> All = leftBehind(*Known, Model);
  if (All.empty())
    return;
  bool CanFailTwice =
      !callersCleanUp(Index) && std::ranges::any_of(All, [&](const LeftBehind &Each) {
        return Each.Failed && expectsToBeCalledAgain(*Known, Each);
      });
  std::set<std::string> Own; // Variables for what is asked for again and again.
  const LeftBehind *Left = nullptr;
  for (const LeftBehind &Each : All) {
    ResourceKind Kind = Model.resources()[Each.Resource].Kind;
    bool IsOwn = !Each.Returned &&
                 (Kind == ResourceKind::Result || Kind == ResourceKind::Statement) &&
                 (Variables.isNamedOnlyBy(Each.Global, Index) ||
                  isEndedAtTheEnd(Index, Each, Results[Index]));
    if (IsOwn)
      Own.insert(shownName(Each.Global));
    if (IsOwn || (CanFailTwice && Each.Failed))
      Left = &Each;
  }
  if (!Left)
    return;
  // The function may have looked at the old handle itself; then its own path has told it.
  auto IsTold = [&](const SourcePlace &Acquire) {
    return std::ranges::any_of(Results[Index].Incidents, [&](const Incident &Each) {
      return Each.Kind == IncidentKind::Overwritten && Each.Where.File == Acquire.File &&
             Each.Where.Line == Acquire.Line;
    });
  };
  FlowResult Flow = solve(twoCallsOf(Function, Left->Acquire), Model, Effects);
  for (Incident &Lost : Flow.Incidents) {
    const Origin &From = Flow.Origins[Lost.Origin];
    bool IsOurs = (CanFailTwice && Lost.Failed) || Own.contains(Lost.Variable);
    if (Lost.Kind != IncidentKind::Overwritten || !Lost.Suspects.empty() || !IsOurs ||
        !From.Inner.valid() || !Told.insert(From.Inner).second || IsTold(From.Inner))
      continue;
    Lost.Kind = IncidentKind::LostByRetry;
    Lost.Origin = static_cast<uint32_t>(Results[Index].Origins.size());
    Lost.Container = NoId;
    Lost.Where = From.Inner;
    Lost.Api = Function.Name;
    Results[Index].Origins.push_back(
        {From.Resource, false, From.InnerApi, From.Inner, {}, {}, {}, From.Raw, From.Made});
    Results[Index].Incidents.push_back(std::move(Lost));
  }
}

/// It touches the static only to release it, and then the connection goes, too.
static bool endsWithConnection(const Summary &Effects, const std::string &Global,
                               const ResourceModel &Model) {
  auto IsThere = [&](const Term &T) {
    return T.Kind == Term::Load && T.Kids[0].Kind == Term::Global && T.Kids[0].Name == Global;
  };
  auto IsFilled = [&](const SummaryCase::Store &Each) {
    return Each.Address.Kind == Term::Global && Each.Address.Name == Global &&
           (Each.Value.Kind != Term::Integer || Each.Value.Number != 0);
  };
  bool Releases = false, Disconnects = !Effects.Disconnects.empty();
  for (const SummaryCase &C : Effects.Cases) {
    if (std::ranges::any_of(C.Stores, IsFilled))
      return false;
    for (const SummaryCase::Release &Each : C.Releases) {
      Releases |= IsThere(Each.Handle);
      Disconnects |=
          !Each.IsTransaction && Model.resources()[Each.Resource].Kind == ResourceKind::Connection;
    }
  }
  return std::ranges::none_of(Effects.Uses, IsThere) && (Disconnects || !Releases);
}

/// The function releases what it leaves in the static on some of its ways, and never looks at what
/// its last call has left there. Others release it only together with the connection.
bool Retries::isEndedAtTheEnd(size_t Index, const LeftBehind &Handle,
                              const FlowResult &Flow) const {
  const FunctionFacts &Function = Unit.Functions[Index];
  bool Releases = false;
  for (uint32_t I = 0; I < Flow.Origins.size(); ++I)
    Releases |= Flow.Origins[I].Place == Handle.Acquire && Flow.ReleasedSomewhere.contains(I);
  if (!Releases || (Function.Internal && !Function.AddressTaken))
    return false;
  bool IsStatic = false;
  for (size_t I = 0; I < Unit.Functions.size(); ++I) {
    const std::vector<VariableFacts> &All = Unit.Functions[I].Variables;
    auto Named = std::ranges::find_if(All, [&](const VariableFacts &V) {
      return V.Kind == VariableKind::Global && V.Name == Handle.Global;
    });
    if (Named == All.end())
      continue;
    IsStatic = Named->Internal;
    const Summary *Known = summaryOf(I);
    const bool IsFine = I == Index ? Statics::writesFirst(Function, Named - All.begin(), Model)
                                   : Known && endsWithConnection(*Known, Handle.Global, Model);
    if (!IsFine)
      return false;
  }
  return IsStatic;
}

/// Not only hands its address to somebody.
bool Retries::calls(size_t Caller, size_t Function) const {
  const FunctionFacts &Callee = Unit.Functions[Function];
  auto IsCall = [&](const Instruction &I) { return I.Kind == Op::Call && I.Usr == Callee.Usr; };
  return !Callee.AddressTaken ||
         std::ranges::any_of(Unit.Functions[Caller].Blocks, [&](const BlockFacts &B) {
           return std::ranges::any_of(B.Instructions, IsCall);
         });
}

/// Whoever calls the function in this unit releases what a failure leaves behind.
bool Retries::callersCleanUp(size_t Function) const {
  std::vector<LeftBehind> Left = leftBehind(*summaryOf(Function), Model);
  std::erase_if(Left, [](const LeftBehind &Each) { return !Each.Failed; });
  std::vector<size_t> Callers = Calls.callers(Function);
  std::erase_if(Callers,
                [&](size_t Caller) { return Caller == Function || !calls(Caller, Function); });
  return !Callers.empty() && std::ranges::none_of(Callers, [&](size_t Caller) {
    return std::ranges::any_of(Left,
                               [&](const LeftBehind &Each) { return leavesIt(Caller, Each); });
  });
}

bool Retries::leavesIt(size_t Caller, const LeftBehind &Handle) const {
  // Of a global that the caller does not name, its summary does not tell.
  auto IsIt = [&](const VariableFacts &V) {
    return V.Kind == VariableKind::Global && V.Name == Handle.Global;
  };
  if (!Handle.Global.empty() && std::ranges::none_of(Unit.Functions[Caller].Variables, IsIt))
    return true;
  const Summary *Known = summaryOf(Caller);
  return Known && std::ranges::any_of(leftBehind(*Known, Model), [&](const LeftBehind &Each) {
           return Each.Failed && Each.Acquire == Handle.Acquire;
         });
}

} // namespace connlint
