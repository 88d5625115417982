// Linking.cpp - see Linking.h.
#include "summary/Linking.h"
#include <functional>

namespace connlint {
namespace {

using ResourceVisitor = std::function<void(uint32_t &)>;
using TermVisitor = std::function<void(Term &)>;

void forEachResource(Summary &Effects, const ResourceVisitor &Visit) {
  for (InnerAcquire &Each : Effects.Inside)
    Visit(Each.Resource);
  for (SummaryCase &C : Effects.Cases) {
    for (SummaryCase::SetUp &Each : C.SetUps)
      Visit(Each.Resource);
    for (SummaryCase::Acquire &Each : C.Acquires)
      Visit(Each.Resource);
    for (SummaryCase::Release &Each : C.Releases)
      Visit(Each.Resource);
  }
}

void forEachTerm(Term &T, const TermVisitor &Visit) {
  Visit(T);
  for (Term &Kid : T.Kids)
    forEachTerm(Kid, Visit);
}

void forEachTerm(SummaryCase &C, const TermVisitor &Visit) {
  auto In = [&](Term &T) { forEachTerm(T, Visit); };
  for (SummaryCase::Constraint &Each : C.Constraints)
    In(Each.Of);
  for (SummaryCase::SetUp &Each : C.SetUps)
    In(Each.Object);
  for (SummaryCase::Acquire &Each : C.Acquires) {
    In(Each.Handle);
    In(Each.Parent);
  }
  for (SummaryCase::Release &Each : C.Releases)
    In(Each.Handle);
  for (SummaryCase::Store &Each : C.Stores) {
    In(Each.Address);
    In(Each.Value);
  }
  for (SummaryCase::Escape &Each : C.Escapes)
    In(Each.Of);
  std::ranges::for_each(C.HeapObjects, In);
  for (SummaryCase::Invoke &Each : C.Invokes) {
    In(Each.Operator);
    In(Each.Plain);
    In(Each.Closure);
    std::ranges::for_each(Each.Args, In);
  }
  In(C.Result);
  In(C.ResultOwner);
}

void forEachTerm(Summary &Effects, const TermVisitor &Visit) {
  for (SummaryCase &C : Effects.Cases)
    forEachTerm(C, Visit);
  for (std::vector<Term> *List : {&Effects.Uses, &Effects.UncheckedUses, &Effects.Disconnects})
    for (Term &Each : *List)
      forEachTerm(Each, Visit);
}

std::string nameOf(const ResourceType &Type) { return Type.Family + "/" + Type.Name; }

bool handles(const Summary &Effects) {
  return !Effects.Inside.empty() || !Effects.Uses.empty() || !Effects.UncheckedUses.empty() ||
         !Effects.Disconnects.empty() ||
         std::ranges::any_of(Effects.Cases, [](const SummaryCase &C) {
           return !C.Acquires.empty() || !C.Releases.empty() || !C.SetUps.empty();
         });
}

} // namespace

/// Variables in the text of a source, "@conninfo.host", are told from those of other units. What stands
/// in quotes is a text of the program.
std::string LinkWriter::qualify(const std::string &Source) const {
  std::string Out;
  bool IsQuoted = false;
  for (size_t At = 0; At < Source.size();) {
    IsQuoted ^= Source[At] == '"';
    Out += Source[At++];
    if (Out.back() != '@' || IsQuoted)
      continue;
    std::string Name = Source.substr(At, Source.find_first_of("[*,|", At) - At);
    while (!Internal.contains(Name) && Name.find('.') != Name.npos) // A field.
      Name.erase(Name.rfind('.'));
    Out += Internal.contains(Name) ? Name + "@" + MainFile : Name;
    At += Name.size();
  }
  return Out;
}

/// With resource numbers that Into explains, and names of variables that mean the same everywhere.
Summary LinkWriter::translate(LinkedFunction &Into, const Summary &Effects) const {
  Summary Told = Effects;
  forEachResource(Told, [&](uint32_t &Resource) {
    std::string Name = nameOf(Model.resources()[Resource]);
    auto It = std::ranges::find(Into.Resources, Name);
    Resource = static_cast<uint32_t>(It - Into.Resources.begin());
    if (It == Into.Resources.end())
      Into.Resources.push_back(std::move(Name));
  });
  for (InnerAcquire &Each : Told.Inside)
    Each.Source = qualify(Each.Source);
  for (SummaryCase &C : Told.Cases)
    for (SummaryCase::Acquire &Each : C.Acquires)
      Each.Source = qualify(Each.Source);
  forEachTerm(Told, [&](Term &T) {
    if (T.Kind == Term::Global && Internal.contains(T.Name))
      T.Name += "@" + MainFile;
  });
  return Told;
}

LinkedFunction LinkWriter::write(const std::string &Usr, const Summary &Effects,
                                 bool TakesHandles) const {
  LinkedFunction Told;
  Told.Usr = Usr;
  Told.Effects = translate(Told, Effects);
  if (Effects.Cases.empty())
    Told.Matters = Importance::NeverReturns;
  else if (TakesHandles || handles(Effects))
    Told.Matters = Importance::Handles;
  else if (!Effects.Blocking.empty())
    Told.Matters = Importance::Waits;
  return Told;
}

void LinkWriter::addText(LinkedFunction &Into, SqlTexts Texts, const Summary &Effects) const {
  Into.ByText.emplace_back(std::move(Texts), translate(Into, Effects));
}

KnownElsewhere knownFrom(const Imports &Told) {
  KnownElsewhere Known;
  for (const auto &[Usr, Function] : Told)
    Known.emplace(Usr, Function->Matters);
  return Known;
}

LinkedSummaries::LinkedSummaries(const Imports &Told, const ResourceModel &Model) {
  std::map<std::string, uint32_t> Numbers;
  for (uint32_t R = 0; R < Model.resources().size(); ++R)
    Numbers.emplace(nameOf(Model.resources()[R]), R);
  for (const auto &[Usr, Function] : Told) {
    auto IsMissing = [&](const std::string &Name) { return !Numbers.contains(Name); };
    if (std::ranges::any_of(Function->Resources, IsMissing))
      continue;
    auto Translate = [&](Summary &Effects) {
      forEachResource(Effects, [&](uint32_t &Resource) {
        Resource = Numbers.at(Function->Resources[Resource]);
      });
    };
    Known &Here = ByUsr[Usr];
    Here = {Function->Effects, Function->ByText};
    Translate(Here.Effects);
    for (auto &[Texts, Effects] : Here.ByText)
      Translate(Effects);
  }
}

const Summary *LinkedSummaries::find(const std::string &Usr, const SqlTexts &Texts) const {
  auto It = ByUsr.find(Usr);
  if (It == ByUsr.end())
    return nullptr;
  for (const auto &[Wanted, Effects] : It->second.ByText)
    if (std::ranges::includes(Texts, Wanted))
      return &Effects;
  return &It->second.Effects;
}

void LinkedFunctions::tell(size_t Unit, UnitLinks Links) {
  Imports Before;
  Names &Own = ToldBy[Unit];
  for (const std::string &Usr : Own.Functions) {
    std::vector<Teller> &Tellers = ByUsr[Usr];
    auto Old = std::ranges::find(Tellers, Unit, &Teller::first);
    Before[Usr] = std::move(Old->second);
    Tellers.erase(Old);
  }
  for (const std::string &Usr : Own.Returning)
    --Returning[Usr];
  Own = {{}, std::move(Links.Returning)};
  for (const std::string &Usr : Own.Returning)
    ++Returning[Usr];
  for (LinkedFunction &Each : Links.Functions) {
    Own.Functions.push_back(Each.Usr);
    std::shared_ptr<const LinkedFunction> &Told = Before[Each.Usr];
    if (!Told || *Told != Each) // What has not changed stays the same object.
      Told = std::make_shared<LinkedFunction>(std::move(Each));
    ByUsr[Told->Usr].emplace_back(Unit, Told);
  }
}

std::vector<size_t> LinkedFunctions::tellersOf(const std::vector<std::string> &Usrs) const {
  std::set<size_t> Units;
  for (const std::string &Usr : Usrs)
    if (auto It = ByUsr.find(Usr); It != ByUsr.end())
      for (const auto &[Unit, Told] : It->second)
        Units.insert(Unit);
  return {Units.begin(), Units.end()};
}

Imports LinkedFunctions::among(const std::vector<std::string> &Usrs) const {
  Imports Found;
  for (const std::string &Usr : Usrs) {
    auto It = ByUsr.find(Usr);
    if (It == ByUsr.end() || It->second.empty())
      continue;
    const auto &First = It->second.front().second;
    auto IsSame = [&](const Teller &Each) {
      return Each.second == First || *Each.second == *First;
    };
    auto Back = Returning.find(Usr);
    bool IsDenied =
        First->Matters == Importance::NeverReturns && Back != Returning.end() && Back->second != 0;
    if (!IsDenied && std::ranges::all_of(It->second, IsSame))
      Found.emplace(Usr, First);
  }
  return Found;
}

} // namespace connlint
