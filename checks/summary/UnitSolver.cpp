// UnitSolver.cpp - order of solving and memory of summaries.
#include "summary/UnitSolver.h"
#include "summary/Retries.h"
#include "summary/Summarizer.h"
#include <ctime>

namespace connlint {

UnitSolver::UnitSolver(const UnitFacts &U, const ResourceModel &M) : Unit(U), Model(M) {
  for (size_t I = 0; I < Unit.Functions.size(); ++I)
    ByUsr.emplace(Unit.Functions[I].Usr, I);
  for (const GlobalConstant &C : Unit.Constants)
    if (C.IsFunction)
      ConstantFunctions[C.Global] = C.Value;
  Results.resize(Unit.Functions.size());
  Summaries.resize(Unit.Functions.size());
}

const std::vector<FlowResult> &UnitSolver::solveAll() {
  findWriters();
  solveCircles();
  if (inferAcquires()) {
    ByText.clear();
    std::ranges::fill(Summaries, std::nullopt);
    solveCircles();
  }
  retry();
  return Results;
}

/// Functions that overwrite, when they are called again, what they have left behind: a handle
/// that has failed, or a result in a variable that nobody else knows.
void UnitSolver::retry() {
  for (size_t I = 0; I < Unit.Functions.size(); ++I) {
    const FunctionFacts &Function = Unit.Functions[I];
    if (!Summaries[I] || Summaries[I]->Unknown || Summaries[I]->Cases.size() > 32 ||
        Function.Name == "main")
      continue;
    bool Retries = expectsToBeCalledAgain(Function, *Summaries[I]) && !callersCleanUp(I);
    const LeftBehind *Left = nullptr;
    std::set<std::string> Own; // Variables for what is asked for again and again.
    const std::vector<LeftBehind> All = leftBehind(*Summaries[I], Model);
    for (const LeftBehind &Each : All) {
      ResourceKind Kind = Model.resources()[Each.Resource].Kind;
      bool IsOwn = (Kind == ResourceKind::Result || Kind == ResourceKind::Statement) &&
                   isNamedOnlyBy(Each.Global, I);
      if (IsOwn)
        Own.insert(Each.Global);
      if (IsOwn || (Retries && Each.Failed))
        Left = &Each;
    }
    if (!Left)
      continue;
    FlowResult Flow = solve(twoCallsOf(Function, Left->Acquire), Model, *this);
    for (Incident &Lost : Flow.Incidents) {
      bool IsOurs = Lost.Kind == IncidentKind::Overwritten && Lost.Suspects.empty() &&
                    ((Retries && Lost.Failed) || Own.contains(Lost.Variable));
      const Origin &From = Flow.Origins[Lost.Origin];
      if (!IsOurs || !From.Inner.valid())
        continue;
      Lost.Kind = IncidentKind::LostByRetry;
      Lost.Origin = static_cast<uint32_t>(Results[I].Origins.size());
      Lost.Container = NoId;
      Lost.Where = From.Inner;
      Lost.Api = Function.Name;
      Results[I].Origins.push_back(
          {From.Resource, false, From.InnerApi, From.Inner, {}, {}, {}, From.Raw});
      Results[I].Incidents.push_back(std::move(Lost));
    }
  }
}

/// A static variable.
bool UnitSolver::isNamedOnlyBy(const std::string &Global, size_t Function) const {
  auto Changed = Writers.find(Global);
  if (Changed == Writers.end() || Changed->second != std::set<size_t>{Function})
    return false;
  for (size_t I = 0; I < Unit.Functions.size(); ++I)
    if (I != Function && std::ranges::any_of(Unit.Functions[I].Variables, [&](const auto &V) {
          return V.Kind == VariableKind::Global && V.Name == Global;
        }))
      return false;
  return true;
}

/// Whoever calls the function in this unit releases what a failure leaves behind.
bool UnitSolver::callersCleanUp(size_t Function) const {
  std::vector<LeftBehind> Left = leftBehind(*Summaries[Function], Model);
  std::erase_if(Left, [](const LeftBehind &Each) { return !Each.Failed; });
  auto LeavesIt = [&](size_t Caller) {
    std::vector<LeftBehind> Passed;
    if (Summaries[Caller])
      Passed = leftBehind(*Summaries[Caller], Model);
    return std::ranges::any_of(Left, [&](const LeftBehind &Each) {
      // Of a global that the caller does not name, its summary does not tell.
      bool Names = std::ranges::any_of(Unit.Functions[Caller].Variables, [&](const auto &V) {
        return V.Kind == VariableKind::Global && V.Name == Each.Global;
      });
      return (!Each.Global.empty() && !Names) ||
             std::ranges::any_of(Passed, [&](const LeftBehind &Other) {
               return Other.Failed && Other.Acquire == Each.Acquire;
             });
    });
  };
  bool HasCaller = false;
  for (size_t I = 0; I < Unit.Functions.size(); ++I) {
    bool Calls = std::ranges::any_of(Unit.Functions[I].Blocks, [&](const BlockFacts &B) {
      return std::ranges::any_of(B.Instructions, [&](const Instruction &Each) {
        return Each.Kind == Op::Call && Each.Usr == Unit.Functions[Function].Usr;
      });
    });
    if (!Calls || I == Function)
      continue;
    HasCaller = true;
    if (LeavesIt(I))
      return false;
  }
  return HasCaller;
}

/// Who releases what an unknown function returned owns it, so the function hands it out. For
/// connections that is too bold: many programs share one that somebody closes at the end.
bool UnitSolver::inferAcquires() {
  for (const FlowResult &Flow : Results)
    for (const auto &[Callee, Resource] : Flow.ReleasedResultsOf) {
      ResourceKind Kind = Model.resources()[Resource].Kind;
      if (!Callee.empty() && (Kind == ResourceKind::Result || Kind == ResourceKind::Statement))
        Inferred.emplace(Callee, Resource);
    }
  return !Inferred.empty();
}

std::optional<uint32_t> UnitSolver::inferredAcquire(const std::string &Callee) const {
  auto It = Inferred.find(Callee);
  return It == Inferred.end() ? std::nullopt : std::optional(It->second);
}

void UnitSolver::solveCircles() {
  for (const std::vector<size_t> &Circle : circlesCalleesFirst()) {
    auto CallsItself = [&](size_t I) {
      for (const BlockFacts &B : Unit.Functions[I].Blocks)
        for (const Instruction &Each : B.Instructions)
          if (Each.Kind == Op::Call && Each.Usr == Unit.Functions[I].Usr)
            return true;
      return false;
    };
    unsigned Rounds = Circle.size() > 1 || CallsItself(Circle.front()) ? 2 : 1;
    for (unsigned Round = 0; Round < Rounds; ++Round) {
      std::map<size_t, Summary> Next;
      for (size_t I : Circle) {
        const std::clock_t Start = std::clock();
        Results[I] = solve(Unit.Functions[I], Model, *this);
        Results[I].Seconds = double(std::clock() - Start) / CLOCKS_PER_SEC;
        Next.emplace(I, summarize(Unit.Functions[I], Results[I]));
      }
      for (auto &[I, Effects] : Next)
        Summaries[I] = std::move(Effects);
    }
    for (size_t I : Circle) { // Only needed for the summary.
      Results[I].Exits.clear();
      Results[I].Table.reset();
    }
  }
}

void UnitSolver::findWriters() {
  for (size_t I = 0; I < Unit.Functions.size(); ++I) {
    const FunctionFacts &F = Unit.Functions[I];
    std::map<Reg, const std::string *> Addresses;
    for (const BlockFacts &B : F.Blocks)
      for (const Instruction &Each : B.Instructions) {
        if (auto It = Addresses.find(Each.A);
            It != Addresses.end() && (Each.Kind == Op::Field || Each.Kind == Op::Element)) {
          Addresses.emplace(Each.Dst, It->second);
          continue;
        }
        // Reading it does not count; whatever else is done with its address does.
        if (Each.Kind != Op::Load)
          for (Reg R : {Each.A, Each.B, Each.C})
            if (auto It = Addresses.find(R); It != Addresses.end())
              Writers[*It->second].insert(I);
        for (const ArgumentFacts &A : Each.Args)
          if (auto It = Addresses.find(A.Value); It != Addresses.end())
            Writers[*It->second].insert(I);
        if (Each.Kind == Op::Address) {
          const VariableFacts &V = F.Variables[static_cast<size_t>(Each.Number)];
          if (V.Kind == VariableKind::Global && V.Internal)
            Addresses.emplace(Each.Dst, &V.Name);
        }
      }
  }
}

bool UnitSolver::mayChangeInCallsOf(const FunctionFacts &Function,
                                    const VariableFacts &Global) const {
  if (!Global.Internal)
    return true;
  auto [Known, New] = Changing.try_emplace({Function.Usr, Global.Name}, false);
  if (!New)
    return Known->second;
  // Backwards from those who change it, but not through the function that made the call.
  std::set<size_t> Reaching;
  std::vector<size_t> Work;
  auto Add = [&](size_t I) {
    if (Unit.Functions[I].Usr != Function.Usr && Reaching.insert(I).second)
      Work.push_back(I);
  };
  if (auto It = Writers.find(Global.Name); It != Writers.end())
    std::ranges::for_each(It->second, Add);
  while (!Work.empty() && !Known->second) {
    const FunctionFacts &Target = Unit.Functions[Work.back()];
    Work.pop_back();
    if (!Target.Internal || Target.AddressTaken) {
      Known->second = true;
      break;
    }
    for (size_t I = 0; I < Unit.Functions.size(); ++I)
      for (const BlockFacts &B : Unit.Functions[I].Blocks)
        for (const Instruction &Each : B.Instructions)
          if (Each.Usr == Target.Usr)
            Add(I);
  }
  return Known->second;
}

const Summary *UnitSolver::effectsOf(const std::string &Usr,
                                     const std::map<unsigned, SqlAction> &SqlTexts) const {
  auto It = ByUsr.find(Usr);
  if (It == ByUsr.end() || !Summaries[It->second])
    return nullptr;
  const Summary &General = *Summaries[It->second];
  std::map<unsigned, SqlAction> Matter;
  for (unsigned Parameter : General.SqlParameters)
    if (auto Text = SqlTexts.find(Parameter); Text != SqlTexts.end())
      Matter.insert(*Text);
  if (Matter.empty() || Depth > 8)
    return &General;
  auto [Known, New] = ByText.try_emplace({It->second, Matter});
  if (New) {
    ++Depth;
    const FunctionFacts &Function = Unit.Functions[It->second];
    FlowResult Flow = solve(Function, Model, *this, Matter);
    Known->second = std::make_unique<Summary>(summarize(Function, Flow));
    --Depth;
  }
  // Null while it is being made: a function that calls itself with the same text.
  return Known->second.get();
}

std::string UnitSolver::constantFunction(const std::string &Global) const {
  auto It = ConstantFunctions.find(Global);
  return It == ConstantFunctions.end() ? std::string() : It->second;
}

/// Tarjan's strongly connected components, without recursion; callees come out first.
std::vector<std::vector<size_t>> UnitSolver::circlesCalleesFirst() const {
  size_t N = Unit.Functions.size();
  std::vector<std::vector<size_t>> Callees(N);
  for (size_t I = 0; I < N; ++I)
    for (const BlockFacts &B : Unit.Functions[I].Blocks)
      for (const Instruction &Each : B.Instructions)
        if (!Each.Usr.empty()) // Calls, and addresses that are taken.
          if (auto It = ByUsr.find(Each.Usr); It != ByUsr.end())
            Callees[I].push_back(It->second);
  std::vector<std::vector<size_t>> Circles;
  std::vector<size_t> Number(N, 0), Low(N, 0), Stack;
  std::vector<char> OnStack(N);
  size_t Next = 1;
  struct Visit { size_t Node, Edge; };
  for (size_t Root = 0; Root < N; ++Root) {
    if (Number[Root])
      continue;
    std::vector<Visit> Visits{{Root, 0}};
    while (!Visits.empty()) {
      size_t I = Visits.back().Node;
      if (Visits.back().Edge == 0) {
        Number[I] = Low[I] = Next++;
        Stack.push_back(I);
        OnStack[I] = 1;
      }
      if (Visits.back().Edge < Callees[I].size()) {
        size_t To = Callees[I][Visits.back().Edge++];
        if (!Number[To])
          Visits.push_back({To, 0});
        else if (OnStack[To])
          Low[I] = std::min(Low[I], Number[To]);
        continue;
      }
      if (Low[I] == Number[I]) {
        std::vector<size_t> Circle;
        size_t Member;
        do {
          Member = Stack.back();
          Stack.pop_back();
          OnStack[Member] = 0;
          Circle.push_back(Member);
        } while (Member != I);
        std::ranges::sort(Circle);
        Circles.push_back(std::move(Circle));
      }
      Visits.pop_back();
      if (!Visits.empty())
        Low[Visits.back().Node] = std::min(Low[Visits.back().Node], Low[I]);
    }
  }
  return Circles;
}

} // namespace connlint
