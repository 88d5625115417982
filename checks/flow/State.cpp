// State.cpp - lookup and comparison of path states.
#include "flow/State.h"

namespace connlint {

Instance *State::instance(Value Handle, bool Transaction) {
  for (Instance &I : Instances)
    if (I.Handle == Handle && I.IsTransaction == Transaction)
      return &I;
  return nullptr;
}

const Instance *State::instance(Value Handle, bool Transaction) const {
  return const_cast<State *>(this)->instance(Handle, Transaction);
}

Instance &State::addInstance(Instance I) {
  std::erase_if(Instances, [&](const Instance &Old) {
    return Old.Handle == I.Handle && Old.IsTransaction == I.IsTransaction;
  });
  auto At = std::ranges::lower_bound(Instances, I);
  return *Instances.insert(At, std::move(I));
}

bool State::holdsAnything() const {
  return std::ranges::any_of(Instances,
                             [](const Instance &I) { return I.State == Typestate::Held; });
}

bool State::sameAs(const State &Other) const {
  return Returned == Other.Returned && ReturnPlace == Other.ReturnPlace && Result == Other.Result &&
         Memory == Other.Memory && Registers == Other.Registers && Ranges == Other.Ranges &&
         Instances == Other.Instances && Derived == Other.Derived && Flying == Other.Flying &&
         Exception == Other.Exception && ThrowPlace == Other.ThrowPlace &&
         Invoked == Other.Invoked && Heap == Other.Heap && Undecided == Other.Undecided &&
         GivenAway == Other.GivenAway && LastQuery == Other.LastQuery && Objects == Other.Objects;
}

static bool isAlike(const Instance &A, const Instance &B) {
  return A.Handle == B.Handle && A.IsTransaction == B.IsTransaction && A.State == B.State &&
         A.Origin == B.Origin && A.Connected == B.Connected && A.Failed == B.Failed &&
         A.Parent == B.Parent;
}

bool State::sameFrame(const State &Other) const {
  return Returned == Other.Returned && ReturnPlace == Other.ReturnPlace && Flying == Other.Flying &&
         Exception == Other.Exception && Invoked == Other.Invoked && Objects == Other.Objects &&
         std::ranges::equal(
             Registers, Other.Registers, {}, [](const auto &Item) { return Item.first; },
             [](const auto &Item) { return Item.first; });
}

bool State::sameShape(const State &Other) const {
  if (!std::ranges::equal(Instances, Other.Instances, isAlike) || !sameFrame(Other))
    return false;
  // The same places name the handles.
  auto NamedAlike = [](const State &A, const State &B) {
    return std::ranges::all_of(A.Memory, [&](const auto &Item) {
      if (!A.instance(Item.second))
        return true;
      const Value *Other = B.Memory.find(Item.first);
      return Other && *Other == Item.second;
    });
  };
  return NamedAlike(*this, Other) && NamedAlike(Other, *this);
}

size_t State::keepShared(const State &Other) {
  auto IsNamedElsewhere = [](const State &A, const State &B, Value Handle) {
    return std::ranges::any_of(A.Memory, [&](const auto &Item) {
      const Value *There = Item.second == Handle ? B.Memory.find(Item.first) : nullptr;
      return Item.second == Handle && (!There || *There != Handle);
    });
  };
  std::erase_if(Instances, [&](const Instance &Mine) {
    return std::ranges::none_of(Other.Instances,
                                [&](const Instance &Theirs) { return isAlike(Mine, Theirs); }) ||
           IsNamedElsewhere(*this, Other, Mine.Handle) ||
           IsNamedElsewhere(Other, *this, Mine.Handle);
  });
  return Instances.size();
}

} // namespace connlint
