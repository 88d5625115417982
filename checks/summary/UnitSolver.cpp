// UnitSolver.cpp - order of solving and memory of summaries.
#include "summary/UnitSolver.h"
#include "summary/Overwriting.h"
#include "summary/Retries.h"
#include "summary/Summarizer.h"
#include "summary/Unended.h"
#include <ctime>

namespace connlint {

UnitSolver::UnitSolver(const UnitFacts &U, const ResourceModel &M, const Imports &Told)
    : Unit(U), Model(M), Elsewhere(Told, M), Calls(U), Variables(U, Calls), Arguments(U) {
  for (size_t I = 0; I < Unit.Functions.size(); ++I)
    ByUsr.emplace(Unit.Functions[I].Usr, I);
  for (const GlobalConstant &C : Unit.Constants)
    Constants.emplace(C.Global, &C);
  Results.resize(Unit.Functions.size());
  Summaries.resize(Unit.Functions.size());
}

const std::vector<FlowResult> &UnitSolver::solveAll() {
  solveCircles();
  if (inferAcquires()) {
    ByText.clear();
    std::ranges::fill(Summaries, std::nullopt);
    solveCircles();
  }
  Retries(Unit, Model, Calls, Variables, *this).add(Results);
  addUnended(Unit, *this, Results);
  addOverwritten(Unit, Calls, *this, Results);
  return Results;
}

/// Who releases what an unknown function returned owns it, so the function hands it out. Of a
/// connection that tells only what the same function should do: many programs share one that
/// somebody closes at the end.
bool UnitSolver::inferAcquires() {
  for (size_t I = 0; I < Results.size(); ++I)
    for (const auto &[Callee, Resource] : Results[I].ReleasedResultsOf) {
      ResourceKind Kind = Model.resources()[Resource].Kind;
      if (Callee.empty())
        continue;
      if (Kind == ResourceKind::Result || Kind == ResourceKind::Statement)
        Inferred.emplace(Callee, Resource);
      else if (Kind == ResourceKind::Connection)
        InferredFor.emplace(std::pair(Unit.Functions[I].Usr, Callee), Resource);
    }
  return !Inferred.empty() || !InferredFor.empty();
}

std::optional<uint32_t> UnitSolver::inferredAcquire(const std::string &Function,
                                                    const std::string &Callee) const {
  if (auto It = Inferred.find(Callee); It != Inferred.end())
    return It->second;
  auto It = InferredFor.find({Function, Callee});
  return It == InferredFor.end() ? std::nullopt : std::optional(It->second);
}

void UnitSolver::solveCircles() {
  for (const std::vector<size_t> &Circle : Calls.circlesCalleesFirst()) {
    unsigned Rounds = Circle.size() > 1 || Calls.callsItself(Circle.front()) ? 2 : 1;
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
      if (std::optional<Lender> Found = lendingOf(Unit.Functions[I], Results[I], Model))
        Lending[I] = std::move(*Found);
      Results[I].Exits.clear();
      Results[I].Table.reset();
    }
  }
}

const Summary *UnitSolver::effectsOf(const std::string &Usr,
                                     const std::map<unsigned, SqlAction> &SqlTexts) const {
  auto It = ByUsr.find(Usr);
  if (It == ByUsr.end())
    return Elsewhere.find(Usr, SqlTexts);
  if (!Summaries[It->second])
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

std::vector<Lender> UnitSolver::lending() const {
  std::vector<Lender> All;
  for (const auto &[Index, Each] : Lending)
    All.push_back(Each);
  return All;
}

static std::set<std::string> internalGlobals(const UnitFacts &Unit) {
  std::set<std::string> Names;
  for (const FunctionFacts &F : Unit.Functions)
    for (const VariableFacts &V : F.Variables)
      if (V.Kind == VariableKind::Global && V.Internal)
        Names.insert(V.Name);
  return Names;
}

std::vector<LinkedFunction> UnitSolver::linkedFunctions() const {
  const std::set<std::string> Internal = internalGlobals(Unit);
  const LinkWriter Writer(Model, Unit.MainFile, Internal);
  std::vector<LinkedFunction> All;
  for (size_t I = 0; I < Unit.Functions.size(); ++I) {
    const FunctionFacts &F = Unit.Functions[I];
    const std::optional<Summary> &Effects = Summaries[I];
    if (F.Internal || F.Inline || !Effects || Effects->Unknown ||
        (F.MayOnlyEnd && !Effects->Cases.empty()))
      continue;
    LinkedFunction &Told = All.emplace_back(Writer.write(F.Usr, *Effects, Lending.contains(I)));
    for (unsigned Parameter : Effects->SqlParameters)
      for (SqlAction Action : {SqlAction::Begin, SqlAction::Commit, SqlAction::Rollback}) {
        SqlTexts Texts{{Parameter, Action}};
        if (const Summary *WithText = effectsOf(F.Usr, Texts); WithText && !WithText->Unknown)
          Writer.addText(Told, std::move(Texts), *WithText);
      }
  }
  std::ranges::sort(All, {}, &LinkedFunction::Usr);
  return All;
}

const GlobalConstant *UnitSolver::constantAt(const std::string &Place) const {
  auto It = Constants.find(Place);
  return It == Constants.end() ? nullptr : It->second;
}

} // namespace connlint
