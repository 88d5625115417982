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
    bool IsOwn = (Kind == ResourceKind::Result || Kind == ResourceKind::Statement) &&
                 Variables.isNamedOnlyBy(Each.Global, Index);
    if (IsOwn)
      Own.insert(Each.Global);
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
        {From.Resource, false, From.InnerApi, From.Inner, {}, {}, {}, From.Raw});
    Results[Index].Incidents.push_back(std::move(Lost));
  }
}

/// Whoever calls the function in this unit releases what a failure leaves behind.
bool Retries::callersCleanUp(size_t Function) const {
  std::vector<LeftBehind> Left = leftBehind(*summaryOf(Function), Model);
  std::erase_if(Left, [](const LeftBehind &Each) { return !Each.Failed; });
  std::vector<size_t> Callers = Calls.callers(Function);
  std::erase(Callers, Function);
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
