// Overwriting.cpp - see Overwriting.h.
#include "summary/Overwriting.h"
#include "summary/OwnMembers.h"

namespace connlint {
namespace {

/// Members that the destructor releases whatever else the object says, with their resources.
using Owned = std::map<std::string, uint32_t>;

bool isKnownNull(const SummaryCase &C, const std::string &Member) {
  return std::ranges::any_of(C.Constraints, [&](const SummaryCase::Constraint &Each) {
    return readFrom(Each.Of) == Member && Each.Range.isSingle(0);
  });
}

/// "conn != nullptr"
bool isOnlyAbout(const Term &T, const std::string &Member) {
  if (T.Kids.empty() || T.Kind == Term::Load)
    return T.Kind == Term::Integer || readFrom(T) == Member;
  return std::ranges::all_of(T.Kids, [&](const Term &Kid) { return isOnlyAbout(Kid, Member); });
}

bool asksForMore(const SummaryCase &C, const std::string &Member) {
  return std::ranges::any_of(C.Constraints, [&](const SummaryCase::Constraint &Each) {
    return !isOnlyAbout(Each.Of, Member);
  });
}

Owned ownedBy(const Summary &Destructor) {
  Owned Members;
  for (const SummaryCase &C : Destructor.Cases)
    for (const SummaryCase::Release &Each : C.Releases)
      if (!Each.IsTransaction && !readFrom(Each.Handle).empty())
        Members.emplace(readFrom(Each.Handle), Each.Resource);
  std::erase_if(Members, [&](const auto &Member) {
    return std::ranges::any_of(Destructor.Cases, [&](const SummaryCase &C) {
      return releasesMember(C, Member.first) ? asksForMore(C, Member.first)
                                             : !isKnownNull(C, Member.first);
    });
  });
  return Members;
}

/// The member of another object, "o.conn"; or an argument.
bool isTakenOver(const Term &Value) { return Value.Kind == Term::Load && readFrom(Value).empty(); }

bool isAcquired(const SummaryCase &C, const Term &Value) {
  return std::ranges::any_of(C.Acquires, [&](const SummaryCase::Acquire &Each) {
    return Each.Handle == Value && !Each.IsGhost && !Each.IsTransaction;
  });
}

/// The case leaves another handle in the member.
bool puts(const SummaryCase &C, const std::string &Member, bool Anew) {
  return std::ranges::any_of(C.Stores, [&](const SummaryCase::Store &Each) {
    return ownField(Each.Address) == Member && !Each.Vague &&
           (isAcquired(C, Each.Value) || (!Anew && isTakenOver(Each.Value)));
  });
}

/// Nobody has got what was in the member, and somebody may have wanted it.
bool forgets(const SummaryCase &C, const std::string &Member) {
  auto IsOld = [&](const Term &Value) { return readFrom(Value) == Member; };
  auto IsReleased = [&](const SummaryCase::Release &Each) {
    return IsOld(Each.Handle) && !Each.Own;
  };
  auto IsKept = [&](const SummaryCase::Store &Each) {
    return IsOld(Each.Value) || Each.Value.Kind == Term::Unknown;
  };
  return !C.Throws && C.Escapes.empty() && C.Invokes.empty() && !IsOld(C.Result) &&
         !isKnownNull(C, Member) && std::ranges::none_of(C.Releases, IsReleased) &&
         std::ranges::none_of(C.Stores, IsKept);
}

class Finder {
public:
  Finder(const UnitFacts &Unit, const CallGraph &Calls, const EffectSource &Effects,
         std::vector<FlowResult> &Results)
      : Unit(Unit), Calls(Calls), Effects(Effects), Results(Results) {}

  void add(size_t Index) {
    const FunctionFacts &Method = Unit.Functions[Index];
    const std::string Class = classOf(Method);
    if (Class.empty() || Method.IsConstructor || Method.Name == destructorName(Class))
      return;
    auto Ending = std::ranges::find(Unit.Functions, destructorName(Class), &FunctionFacts::Name);
    if (Ending == Unit.Functions.end())
      return;
    const Summary *Effect = knownEffects(Method), *Ends = knownEffects(*Ending);
    if (!Effect || !Ends)
      return;
    const bool Assigns = isAssignment(Method);
    for (const auto &[Member, Resource] : ownedBy(*Ends))
      for (const SummaryCase &C : Effect->Cases)
        if (puts(C, Member, !Assigns) && forgets(C, Member) &&
            (Assigns || isAlwaysThere(Index, Class, Member))) {
          report(Index, Member, Resource);
          break;
        }
  }

private:
  static bool isAssignment(const FunctionFacts &F) { return F.Name.ends_with("::operator="); }

  const Summary *knownEffects(const FunctionFacts &F) const {
    const Summary *Known = Effects.effectsOf(F.Usr, {});
    return Known && !Known->Unknown ? Known : nullptr;
  }

  /// When the method is called, the constructor has put a handle there, and nobody has taken it.
  bool isAlwaysThere(size_t Index, const std::string &Class, const std::string &Member) const {
    if (std::ranges::find(Unit.PrivateMembers, Member, &MemberFacts::Name) ==
        Unit.PrivateMembers.end())
      return false;
    for (size_t Caller : Calls.callers(Index))
      if (Unit.Functions[Caller].IsConstructor)
        return false;
    bool IsMade = false;
    for (size_t I = 0; I < Unit.Functions.size(); ++I) {
      const FunctionFacts &F = Unit.Functions[I];
      if (!Results[I].GaveUp.empty())
        return false;
      if (F.Name == constructorName(Class)) {
        IsMade = true;
        const Summary *Makes = knownEffects(F);
        if (!Makes || !std::ranges::all_of(Makes->Cases, [&](const SummaryCase &C) {
              return C.Throws || puts(C, Member, false);
            }))
          return false;
      } else if (I != Index && F.Name != destructorName(Class) && !isAssignment(F) &&
                 Results[I].givesUp(Member)) {
        return false;
      }
    }
    return IsMade;
  }

  /// Where the method stores into the member.
  static SourcePlace storeInto(const FunctionFacts &Method, const std::string &Member) {
    std::set<Reg> Addresses;
    for (const BlockFacts &B : Method.Blocks)
      for (const Instruction &I : B.Instructions) {
        if (I.Kind == Op::Field && I.Name == Member)
          Addresses.insert(I.Dst);
        if (I.Kind == Op::Store && Addresses.contains(I.A))
          return Method.Places[I.Place];
      }
    return {};
  }

  void report(size_t Index, const std::string &Member, uint32_t Resource) {
    FlowResult &Flow = Results[Index];
    Incident Lost{IncidentKind::Overwritten};
    Lost.Where = storeInto(Unit.Functions[Index], Member);
    Lost.Variable = shownName(Member);
    Lost.Origin = static_cast<uint32_t>(Flow.Origins.size());
    auto IsKnown = [&](const Incident &Each) {
      return Each.Kind == Lost.Kind && Each.Where == Lost.Where;
    };
    if (!Lost.Where.valid() || std::ranges::any_of(Flow.Incidents, IsKnown))
      return;
    Flow.Origins.push_back({Resource, false, {}, {}, {}, {}, {}, false});
    Flow.Incidents.push_back(std::move(Lost));
  }

  const UnitFacts &Unit;
  const CallGraph &Calls;
  const EffectSource &Effects;
  std::vector<FlowResult> &Results;
};

} // namespace

void addOverwritten(const UnitFacts &Unit, const CallGraph &Calls, const EffectSource &Effects,
                    std::vector<FlowResult> &Results) {
  Finder Find(Unit, Calls, Effects, Results);
  for (size_t I = 0; I < Results.size(); ++I)
    Find.add(I);
}

} // namespace connlint
