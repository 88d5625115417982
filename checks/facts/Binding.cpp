// Binding.cpp - chooses functions, and settles what their instructions leave open.
#include "facts/Binding.h"
#include <algorithm>

namespace connlint {
namespace {

using Outlines = std::vector<FunctionOutline>;

/// Chooses what the functions in Work call, too.
template <class Flags>
void chooseCallees(const Outlines &All, std::vector<size_t> Work, Flags &Chosen) {
  while (!Work.empty()) {
    const size_t I = Work.back();
    Work.pop_back();
    for (uint32_t Callee : All[I].Callees)
      if (!Chosen[Callee]) {
        Chosen[Callee] = true;
        Work.push_back(Callee);
      }
  }
}

/// Those that Matters holds for, and who calls them; those that are chosen for others; and what
/// all of them call. Callees come last: they do not make their other callers interesting.
template <class Predicate> std::vector<bool> choose(const Outlines &All, Predicate Matters) {
  std::vector<std::vector<size_t>> Callers(All.size());
  for (size_t I = 0; I < All.size(); ++I)
    for (uint32_t Callee : All[I].Callees)
      Callers[Callee].push_back(I);
  std::vector<bool> Chosen(All.size());
  std::vector<size_t> Work;
  auto Choose = [&](size_t I) {
    if (!Chosen[I]) {
      Chosen[I] = true;
      Work.push_back(I);
    }
  };
  for (size_t I = 0; I < All.size(); ++I)
    if (Matters(All[I]))
      Choose(I);
  while (!Work.empty()) {
    const size_t I = Work.back();
    Work.pop_back();
    for (size_t Caller : Callers[I])
      Choose(Caller);
  }
  for (size_t I = 0; I < All.size(); ++I)
    if (Chosen[I] || All[I].MovesHandles) {
      Chosen[I] = true;
      Work.push_back(I);
    }
  chooseCallees(All, std::move(Work), Chosen);
  return Chosen;
}

/// Chooses the functions that Ends holds for, and what they call, too.
template <class Predicate>
void chooseEnds(const Outlines &All, std::vector<bool> &Chosen, Predicate Ends) {
  std::vector<size_t> Work;
  for (size_t I = 0; I < All.size(); ++I)
    if (!Chosen[I] && Ends(All[I])) {
      Chosen[I] = true;
      Work.push_back(I);
    }
  chooseCallees(All, std::move(Work), Chosen);
}

/// Blocks that nothing leads to any more are emptied, but keep their numbers.
void emptyUnreached(FunctionFacts &Function) {
  std::vector<bool> Reached(Function.Blocks.size());
  std::vector<uint32_t> Work{0};
  auto Reach = [&](uint32_t Block) {
    if (Block != NoBlock && !Reached[Block]) {
      Reached[Block] = true;
      Work.push_back(Block);
    }
  };
  Reached[0] = true;
  while (!Work.empty()) {
    const BlockFacts &B = Function.Blocks[Work.back()];
    Work.pop_back();
    std::ranges::for_each(B.Successors, Reach);
    for (const Instruction &I : B.Instructions)
      Reach(I.Unwind);
  }
  for (size_t B = 0; B + 1 < Function.Blocks.size(); ++B)
    if (!Reached[B])
      Function.Blocks[B] = {.Place = Function.Blocks[B].Place};
}

} // namespace

std::vector<Look> chooseFunctions(const UnitFacts &Open, const KnownElsewhere &Known) {
  auto IsTold = [&](uint32_t Unseen, Importance As) {
    auto It = Known.find(Open.Unseen[Unseen]);
    return It != Known.end() && It->second == As;
  };
  std::vector<bool> Chosen = choose(Open.Outlines, [&](const FunctionOutline &F) {
    return F.MentionsFamily || std::ranges::any_of(F.Unseen, [&](uint32_t Each) {
             return IsTold(Each, Importance::Handles);
           });
  });
  const std::vector<bool> Matter = Chosen;
  chooseEnds(Open.Outlines, Chosen, [&](const FunctionOutline &F) {
    return F.MayEnd || std::ranges::any_of(F.EndsIn, [&](uint32_t Each) {
             return IsTold(Each, Importance::NeverReturns);
           });
  });
  std::vector<Look> Looks(Chosen.size());
  for (size_t I = 0; I < Chosen.size(); ++I)
    Looks[I] = Matter[I] ? Look::Close : Chosen[I] ? Look::AtItsEnd : Look::None;
  return Looks;
}

std::vector<bool> mayBeLookedAt(const UnitFacts &Open) {
  std::vector<bool> Chosen = choose(Open.Outlines, [&](const FunctionOutline &F) {
    return F.MentionsFamily || !F.Unseen.empty();
  });
  chooseEnds(Open.Outlines, Chosen, [](const FunctionOutline &F) { return F.MayEnd; });
  return Chosen;
}

void bindFunction(FunctionFacts &Function, const KnownElsewhere &Known) {
  std::vector<std::pair<Reg, Reg>> Renamed; // What did not count, and what it stands for.
  bool LostEdge = false;
  for (BlockFacts &B : Function.Blocks) {
    std::erase_if(B.Instructions, [&](const Instruction &I) {
      if (I.Counts == When::Always || (I.Counts == When::IfKnown) == Known.contains(I.Condition))
        return false;
      if (I.Kind == Op::Unknown)
        Renamed.emplace_back(I.Dst, I.A);
      return true;
    });
    for (Instruction &I : B.Instructions) {
      if (I.Kind == Op::Unknown)
        I.A = NoReg;
      I.Counts = When::Always;
      I.Condition.clear();
      if (I.IsElsewhere && !Known.contains(I.Usr)) {
        I.Usr.clear();
        if (I.UnwindsIfKnown) {
          I.Unwind = NoBlock;
          LostEdge = true;
        }
      }
      I.IsElsewhere = I.UnwindsIfKnown = false;
    }
  }
  if (LostEdge)
    emptyUnreached(Function);
  for (const auto &[From, To] : Renamed) {
    auto Rename = [&](Reg &R) { R = R == From ? To : R; };
    for (BlockFacts &B : Function.Blocks) {
      Rename(B.Condition);
      for (Instruction &I : B.Instructions) {
        for (Reg *R : {&I.A, &I.B, &I.C})
          Rename(*R);
        for (ArgumentFacts &Each : I.Args)
          Rename(Each.Value);
      }
    }
  }
}

UnitFacts bindFacts(UnitFacts Open, const KnownElsewhere &Known) {
  const std::vector<Look> Looks = chooseFunctions(Open, Known);
  UnitFacts Bound = std::move(Open);
  std::vector<FunctionFacts> Functions = std::move(Bound.Functions);
  std::vector<bool> HandedOn(Bound.PrivateMembers.size());
  Bound.Functions.clear();
  for (size_t I = 0; I < Looks.size(); ++I) {
    const FunctionOutline &Outline = Bound.Outlines[I];
    if (Looks[I] != Look::None && Outline.Facts) {
      FunctionFacts &F = Bound.Functions.emplace_back(std::move(Functions[*Outline.Facts]));
      F.MayOnlyEnd = Looks[I] == Look::AtItsEnd;
      bindFunction(F, Known);
      continue;
    }
    if (Looks[I] != Look::None)
      Bound.GivenUp.emplace_back(Outline.Name, Outline.WhyNot);
    for (uint32_t Member : Outline.HandsOn) // Nobody looks at what is done with them.
      HandedOn[Member] = true;
  }
  std::vector<MemberFacts> Kept;
  for (size_t I = 0; I < HandedOn.size(); ++I)
    if (!HandedOn[I])
      Kept.push_back(std::move(Bound.PrivateMembers[I]));
  Bound.PrivateMembers = std::move(Kept);
  Bound.Outlines.clear();
  return Bound;
}

} // namespace connlint
