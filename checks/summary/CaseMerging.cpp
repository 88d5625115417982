// CaseMerging.cpp - which cases of a summary are one.
#include "summary/CaseMerging.h"
#include <algorithm>

namespace connlint {
namespace {

bool sameEffects(const SummaryCase &A, const SummaryCase &B) {
  return A.Throws == B.Throws && A.Exception == B.Exception && A.Acquires == B.Acquires &&
         A.SetUps == B.SetUps && A.Releases == B.Releases && A.Stores == B.Stores &&
         A.Escapes == B.Escapes && A.Invokes == B.Invokes && A.HeapObjects == B.HeapObjects &&
         A.Result == B.Result && A.ResultOwner == B.ResultOwner && A.UnseenAnswer == B.UnseenAnswer;
}

/// Into holds whenever either of the two did.
void weaken(SummaryCase &Into, const SummaryCase &From) {
  size_t Shared = 0;
  for (const SummaryCase::Constraint &Mine : Into.Constraints)
    Shared += std::ranges::find(From.Constraints, Mine) != From.Constraints.end();
  Into.Decided &= From.Decided && Into.Constraints.size() == From.Constraints.size() &&
                  Shared + 1 >= Into.Constraints.size();
  std::vector<SummaryCase::Constraint> Kept;
  for (const SummaryCase::Constraint &Mine : Into.Constraints)
    for (const SummaryCase::Constraint &Theirs : From.Constraints)
      if (Mine.Of == Theirs.Of) {
        IntervalSet Union = Mine.Range.unite(Theirs.Range);
        if (!Union.isFull())
          Kept.push_back({Mine.Of, Union});
      }
  Into.Constraints = std::move(Kept);
}

/// Both tell of the same handles how good they are: "none is there" and "it is broken" may both
/// be a "false", but only the one has to be closed.
bool tellSameStatuses(const SummaryCase &A, const SummaryCase &B) {
  auto Tells = [](const SummaryCase &C, const Term &Of) {
    return Of.Kind != Term::Status ||
           std::ranges::find(C.Constraints, Of, &SummaryCase::Constraint::Of) !=
               C.Constraints.end();
  };
  return std::ranges::all_of(A.Constraints, [&](const auto &Each) { return Tells(B, Each.Of); }) &&
         std::ranges::all_of(B.Constraints, [&](const auto &Each) { return Tells(A, Each.Of); });
}

/// Of two cases that put the same into a place, the one may have found nothing there, and the other
/// has thrown away what was there.
bool overwriteTheSame(const SummaryCase &A, const SummaryCase &B) {
  auto FoundNothing = [](const SummaryCase &C, const Term &Place) {
    return std::ranges::any_of(C.Constraints, [&](const SummaryCase::Constraint &Each) {
      return Each.Of.Kind == Term::Load && Each.Of.Kids[0] == Place && Each.Range.isSingle(0);
    });
  };
  return std::ranges::all_of(A.Stores, [&](const SummaryCase::Store &Each) {
    return FoundNothing(A, Each.Address) == FoundNothing(B, Each.Address);
  });
}

/// What the case asks, without what follows from the rest: "(x == 0) is 0" from "x is 1".
std::vector<SummaryCase::Constraint> ownConstraints(const SummaryCase &C) {
  std::vector<SummaryCase::Constraint> Own;
  for (const SummaryCase::Constraint &Each : C.Constraints) {
    const Term &Of = Each.Of;
    bool Follows = Of.Kind == Term::Operation &&
                   std::ranges::any_of(C.Constraints, [&](const SummaryCase::Constraint &Other) {
                     return (Other.Of == Of.Kids[0] && Of.Kids[1].Kind == Term::Integer) ||
                            (Other.Of == Of.Kids[1] && Of.Kids[0].Kind == Term::Integer);
                   });
    if (!Follows)
      Own.push_back(Each);
  }
  return Own;
}

/// weaken() forgets nothing: the two differ in one condition, or the one contains the other. "There
/// is no object, or the object holds nothing" is two cases: a caller may know that it holds one.
bool weakensExactly(const SummaryCase &A, const SummaryCase &B) {
  const std::vector<SummaryCase::Constraint> Left = ownConstraints(A), Right = ownConstraints(B);
  size_t OnlyLeft = 0, OnlyRight = 0, Wider = 0, Narrower = 0, Other = 0;
  for (const SummaryCase::Constraint &Mine : Left) {
    auto Theirs = std::ranges::find(Right, Mine.Of, &SummaryCase::Constraint::Of);
    if (Theirs == Right.end())
      ++OnlyLeft;
    else if (Mine.Range != Theirs->Range)
      ++(Mine.Range.within(Theirs->Range)   ? Narrower
         : Theirs->Range.within(Mine.Range) ? Wider
                                            : Other);
  }
  for (const SummaryCase::Constraint &Theirs : Right)
    OnlyRight += std::ranges::find(Left, Theirs.Of, &SummaryCase::Constraint::Of) == Left.end();
  return OnlyLeft + OnlyRight + Wider + Narrower + Other <= 1 || OnlyLeft + Narrower + Other == 0 ||
         OnlyRight + Wider + Other == 0;
}

bool addTerm(std::vector<Term> &Terms, const Term &T) {
  if (std::ranges::find(Terms, T) != Terms.end())
    return false;
  Terms.push_back(T);
  return true;
}

/// Whoever is called may keep what he gets, and change what it points to.
void giveToCallees(SummaryCase &C) {
  auto Give = [&](const Term &T) {
    if (T.Kind != Term::Load && T.Kind != Term::AddressOf)
      return;
    SummaryCase::Escape Given{T, {}};
    if (std::ranges::find(C.Escapes, Given) == C.Escapes.end())
      C.Escapes.push_back(std::move(Given));
    SummaryCase::Store Changed;
    Changed.Address.Kind = Term::Pointee;
    Changed.Address.Kids.push_back(T);
    if (C.Stores.size() < MaxStores && std::ranges::find(C.Stores, Changed) == C.Stores.end())
      C.Stores.push_back(std::move(Changed));
  };
  for (const SummaryCase::Invoke &Call : C.Invokes) {
    Give(Call.Closure);
    std::ranges::for_each(Call.Args, Give);
  }
  C.Invokes.clear();
}

} // namespace

void addCase(std::vector<SummaryCase> &Cases, SummaryCase C, Statuses How) {
  for (SummaryCase &Known : Cases)
    if (sameEffects(Known, C) &&
        (How == Statuses::Ignored ||
         (tellSameStatuses(Known, C) && overwriteTheSame(Known, C) && weakensExactly(Known, C))))
      return weaken(Known, C);
  Cases.push_back(std::move(C));
}

std::vector<SummaryCase> roughen(std::vector<SummaryCase> Cases, Roughness How) {
  std::vector<Term> HandlePlaces, VaguePlaces;
  std::vector<SummaryCase::Escape> Suspicions;
  for (const SummaryCase &C : Cases) {
    for (const SummaryCase::Release &Each : C.Releases)
      if (Each.Handle.Kind == Term::Load)
        addTerm(HandlePlaces, Each.Handle.Kids[0]);
    for (const SummaryCase::Store &Each : C.Stores)
      if (Each.Value.Kind == Term::Fresh && !Each.Vague)
        addTerm(HandlePlaces, Each.Address);
  }
  auto IsExact = [&](const SummaryCase::Store &Each) {
    return How == Roughness::Suspicions ||
           std::ranges::find(HandlePlaces, Each.Address) != HandlePlaces.end() ||
           (How == Roughness::Values && Each.Value.Kind == Term::Integer);
  };
  for (const SummaryCase &C : Cases) {
    for (const SummaryCase::Store &Each : C.Stores)
      if (!IsExact(Each) && !Each.Address.contains(Term::Fresh))
        addTerm(VaguePlaces, Each.Address);
    for (const SummaryCase::Escape &Each : C.Escapes)
      if (!Each.Callee.empty() && std::ranges::find(Suspicions, Each) == Suspicions.end())
        Suspicions.push_back(Each);
  }
  auto IsVague = [&](const SummaryCase::Store &Each) {
    return !IsExact(Each) || std::ranges::find(VaguePlaces, Each.Address) != VaguePlaces.end();
  };
  std::vector<SummaryCase> Rough;
  for (SummaryCase &C : Cases) {
    std::erase_if(C.Stores, IsVague);
    if (How == Roughness::Calls)
      giveToCallees(C);
    for (const Term &Place : VaguePlaces)
      if (C.Stores.size() < MaxStores)
        C.Stores.push_back({Place, {}});
    std::erase_if(C.Escapes, [](const SummaryCase::Escape &Each) { return !Each.Callee.empty(); });
    C.Escapes.insert(C.Escapes.end(), Suspicions.begin(), Suspicions.end());
    if (How != Roughness::Suspicions && C.Acquires.empty() && C.Result.Kind != Term::Integer)
      C.Result = {};
    addCase(Rough, std::move(C), Statuses::Ignored);
  }
  return Rough;
}

} // namespace connlint
