// Unended.cpp - see Unended.h.
#include "summary/Unended.h"
#include "summary/OwnMembers.h"
#include <algorithm>

namespace connlint {
namespace {

/// What the case of a method leaves in a field, if that is a number.
const Term *numberIn(const SummaryCase &C, const std::string &Field) {
  for (const SummaryCase::Store &Each : C.Stores)
    if (ownField(Each.Address) == Field && Each.Value.Kind == Term::Integer)
      return &Each.Value;
  return nullptr;
}

/// A flag that C leaves rules this case of the destructor out: its name; empty: none does.
std::string rulingOut(const SummaryCase &Ending, const SummaryCase &C) {
  for (const SummaryCase::Constraint &Each : Ending.Constraints)
    if (std::string Flag = readFrom(Each.Of); !Flag.empty())
      if (const Term *Left = numberIn(C, Flag); Left && !Each.Range.contains(Left->Number))
        return Flag;
  return {};
}

/// Somebody who is not seen gets the object, and may do anything.
bool letsGo(const SummaryCase &C) {
  return !C.Escapes.empty() || !C.Invokes.empty() ||
         std::ranges::any_of(C.Stores, [](const SummaryCase::Store &Each) {
           return Each.Value.Kind == Term::Unknown;
         });
}

class Finder {
public:
  Finder(const UnitFacts &Unit, const EffectSource &Effects, std::vector<FlowResult> &Results)
      : Unit(Unit), Effects(Effects), Results(Results) {}

  void add(size_t Index) {
    const FunctionFacts &Method = Unit.Functions[Index];
    const std::string Class = classOf(Method);
    auto Ending = std::ranges::find(Unit.Functions, destructorName(Class), &FunctionFacts::Name);
    if (Class.empty() || Ending == Unit.Functions.end() || Method.Name == Ending->Name ||
        !Results[size_t(Ending - Unit.Functions.begin())].GaveUp.empty())
      return;
    const Summary *Known = Effects.effectsOf(Method.Usr, {});
    const Summary *Ends = Effects.effectsOf(Ending->Usr, {});
    if (!Known || !Ends || Known->Unknown || Ends->Unknown)
      return;
    const size_t Destructor = static_cast<size_t>(Ending - Unit.Functions.begin());
    for (const SummaryCase &C : Known->Cases)
      for (const SummaryCase::Acquire &Each : C.Acquires)
        if (!C.Throws && !Each.IsGhost && !Each.IsTransaction && Each.GivenTo.empty())
          judge(Index, Destructor, *Ends, C, Each);
  }

private:
  void judge(size_t Index, size_t Destructor, const Summary &Ends, const SummaryCase &C,
             const SummaryCase::Acquire &Acquired) {
    std::string Member;
    for (const SummaryCase::Store &Each : C.Stores)
      if (Each.Value == Acquired.Handle && Member.empty())
        Member = ownField(Each.Address);
    if (Member.empty() || std::ranges::find(Unit.PrivateMembers, Member, &MemberFacts::Name) ==
                              Unit.PrivateMembers.end())
      return;
    std::set<std::string> Flags;
    for (const SummaryCase &Ending : Ends.Cases) {
      std::string Flag = rulingOut(Ending, C);
      const bool Releases = releasesMember(Ending, Member);
      if (Flag.empty() && (Releases || letsGo(Ending)))
        return; // This one takes place, perhaps.
      if (Releases)
        Flags.insert(std::move(Flag));
    }
    if (Flags.empty())
      return;
    for (size_t I = 0; I < Results.size(); ++I)
      if (I != Index && I != Destructor && mayEnd(I, Member, Flags))
        return;
    report(Index, Member, Acquired);
  }

  /// The function has to do with the end of the member, or sets a flag anew.
  bool mayEnd(size_t I, const std::string &Member, const std::set<std::string> &Flags) const {
    if (Results[I].givesUp(Member))
      return true;
    std::set<Reg> Fields;
    for (const BlockFacts &B : Unit.Functions[I].Blocks)
      for (const Instruction &Each : B.Instructions) {
        if (Each.Kind == Op::Field && Flags.contains(Each.Name))
          Fields.insert(Each.Dst);
        else if (Each.Kind != Op::Load && Fields.contains(Each.A))
          return true;
        if (!Results[I].GaveUp.empty() && Each.Kind == Op::Field && Each.Name == Member)
          return true;
      }
    return false;
  }

  void report(size_t Index, const std::string &Member, const SummaryCase::Acquire &Acquired) {
    FlowResult &Flow = Results[Index];
    auto From = std::ranges::find_if(Flow.Origins, [&](const Origin &Each) {
      return (Each.Inner.valid() ? Each.Inner : Each.Place) == Acquired.Place;
    });
    if (From == Flow.Origins.end())
      return;
    Incident Lost{IncidentKind::LeftToDestructor};
    Lost.Origin = static_cast<uint32_t>(From - Flow.Origins.begin());
    Lost.Where = From->Place;
    Lost.Variable = shownName(Member);
    Lost.Failed = Acquired.Failed;
    auto IsKnown = [&](const Incident &Each) {
      return Each.Kind == Lost.Kind && Each.Origin == Lost.Origin;
    };
    if (std::ranges::none_of(Flow.Incidents, IsKnown))
      Flow.Incidents.push_back(std::move(Lost));
  }

  const UnitFacts &Unit;
  const EffectSource &Effects;
  std::vector<FlowResult> &Results;
};

} // namespace

void addUnended(const UnitFacts &Unit, const EffectSource &Effects,
                std::vector<FlowResult> &Results) {
  Finder Find(Unit, Effects, Results);
  for (size_t I = 0; I < Results.size(); ++I)
    Find.add(I);
}

} // namespace connlint
