// UntoldCases.cpp - see UntoldCases.h.
#include "summary/UntoldCases.h"
#include <algorithm>

namespace connlint {
namespace {

/// T is about whether the handle is null.
bool asksForNull(const Term &T, const Term &Handle) {
  return T == Handle ||
         (T.Kind == Term::Operation && ((T.Kids[0] == Handle && T.Kids[1].Kind == Term::Integer) ||
                                        (T.Kids[1] == Handle && T.Kids[0].Kind == Term::Integer)));
}

bool isInReturnSlot(const Term &Address) {
  return Address.Kind == Term::ReturnSlot ||
         (!Address.Kids.empty() && isInReturnSlot(Address.Kids[0]));
}

/// The address lies in what `this` points to.
bool isInThis(const Term &Address) {
  if (Address.Kind == Term::Pointee)
    return Address.Kids[0].Kind == Term::Load && Address.Kids[0].Kids[0].Kind == Term::Parameter &&
           Address.Kids[0].Kids[0].Number == 0;
  return !Address.Kids.empty() && isInThis(Address.Kids[0]);
}

/// Whatever A asks of the caller's values, but for a null handle, B asks as well. What A returns, B
/// may return where it says nothing of that.
bool asksNoMore(const SummaryCase &A, const SummaryCase &B, const Term &Handle) {
  auto MayReturn = [&](const SummaryCase::Constraint &Each) {
    return Each.Of == A.Result && Each.Of.Kind == Term::Fresh &&
           std::ranges::find(B.Constraints, Each.Of, &SummaryCase::Constraint::Of) ==
               B.Constraints.end();
  };
  return std::ranges::all_of(A.Constraints, [&](const SummaryCase::Constraint &Each) {
    return asksForNull(Each.Of, Handle) || MayReturn(Each) ||
           std::ranges::find(B.Constraints, Each) != B.Constraints.end();
  });
}

/// A returns nothing, and leaves no flag or number, that B does not, but where the handle lies.
bool leavesNoMore(const SummaryCase &A, const SummaryCase &B, const Term &Handle) {
  return std::ranges::all_of(A.Stores, [&](const SummaryCase::Store &Each) {
    bool IsPlace = Handle.Kind == Term::Load && Each.Address == Handle.Kids[0];
    bool Tells = isInReturnSlot(Each.Address) || (Each.Value.Kind == Term::Integer && !IsPlace);
    return !Tells || std::ranges::find(B.Stores, Each) != B.Stores.end();
  });
}

/// Neither the values that lead there nor what is left behind tell a caller who has Handle
/// which of the two it was.
bool looksLike(const SummaryCase &A, const SummaryCase &B, const Term &Handle) {
  return !A.Throws && !B.Throws && A.Result == B.Result && asksNoMore(A, B, Handle) &&
         asksNoMore(B, A, Handle) && leavesNoMore(A, B, Handle) && leavesNoMore(B, A, Handle);
}

/// The case leaves the handle alone, and it may be one.
bool leavesAlone(const SummaryCase &C, const Term &Handle) {
  auto IsNull = [&](const SummaryCase::Constraint &Each) {
    return Each.Of == Handle && Each.Range.isSingle(0);
  };
  auto IsIt = [&](const auto &Each) { return Each.Handle == Handle; };
  auto IsAcquired = [&](const auto &Each) { return !Each.IsGhost && IsIt(Each); };
  return std::ranges::none_of(C.Constraints, IsNull) && std::ranges::none_of(C.Releases, IsIt) &&
         std::ranges::none_of(C.Acquires, IsAcquired) &&
         std::ranges::none_of(C.Escapes,
                              [&](const SummaryCase::Escape &Each) { return Each.Of == Handle; });
}

/// Of nobody's but the function's caller: there it can have been before.
bool isCallers(const Term &Address, bool IsConstructor) {
  return !isInReturnSlot(Address) && !(IsConstructor && isInThis(Address));
}

/// Both cases give the handle away.
void giveAway(SummaryCase &C, SummaryCase &Twin, const Term &Handle) {
  std::erase_if(C.Releases, [&](const auto &Each) { return Each.Handle == Handle; });
  C.Escapes.push_back({Handle, {}});
  Twin.Escapes.push_back({Handle, {}});
}

/// Some other case leaves alone what C has released with an error, and the caller cannot tell: "rc =
/// finalize(s); if (rc) return rc;". Who is told of an error does as if nothing was released.
bool hidesALoss(const SummaryCase &C, const std::vector<SummaryCase> &Cases) {
  return std::ranges::any_of(C.Releases, [&](const SummaryCase::Release &Each) {
    return Each.Complained && !Each.IsTransaction && Each.Handle.Kind != Term::Fresh &&
           std::ranges::any_of(Cases, [&](const SummaryCase &Twin) {
             return looksLike(C, Twin, Each.Handle) && leavesAlone(Twin, Each.Handle);
           });
  });
}

/// Both cases leave something unknown at the address.
void blur(SummaryCase &C, SummaryCase &Twin, const Term &Address) {
  std::erase_if(C.Stores, [&](const auto &Each) { return Each.Address == Address; });
  C.Stores.push_back({Address, {}});
  Twin.Stores.push_back({Address, {}});
}

bool storesAt(const SummaryCase &C, const Term &Address) {
  return std::ranges::find(C.Stores, Address, &SummaryCase::Store::Address) != C.Stores.end();
}

} // namespace

void giveAwayUntold(std::vector<SummaryCase> &Cases, bool IsConstructor) {
  std::vector<SummaryCase> Told;
  std::ranges::copy_if(Cases, std::back_inserter(Told),
                       [&](const SummaryCase &C) { return !hidesALoss(C, Cases); });
  Cases = std::move(Told);
  for (SummaryCase &C : Cases)
    for (SummaryCase &Twin : Cases) {
      if (&C == &Twin)
        continue;
      for (const SummaryCase::Release &Each : std::vector(C.Releases))
        if (!Each.IsTransaction && Each.Handle.Kind != Term::Fresh &&
            looksLike(C, Twin, Each.Handle) && leavesAlone(Twin, Each.Handle))
          giveAway(C, Twin, Each.Handle);
      for (const SummaryCase::Store &Each : std::vector(C.Stores)) {
        auto Opened = std::ranges::find(C.Acquires, Each.Value, &SummaryCase::Acquire::Handle);
        if (Each.Value.Kind != Term::Fresh || Opened == C.Acquires.end() || Opened->IsTransaction ||
            C.Result == Each.Value || !isCallers(Each.Address, IsConstructor))
          continue;
        if (Twin.Acquires.empty() && !storesAt(Twin, Each.Address) &&
            looksLike(C, Twin, Each.Value)) {
          C.Acquires.erase(Opened);
          blur(C, Twin, Each.Address);
        }
      }
    }
}

} // namespace connlint
