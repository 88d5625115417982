// Check.cpp - what rules share: wording, and what calls of unknown functions tell.
#include "rules/Check.h"
#include <algorithm>
#include <cctype>

namespace connlint {

/// Words in a function's name that speak of taking a handle over.
static bool speaksOfTaking(std::string_view Name) {
  static constexpr std::string_view Words[] = {
      "add",    "append",  "attach", "cache",   "close",   "destroy", "disconnect", "dispose",
      "drop",   "enqueue", "finish", "free",    "give",    "insert",  "keep",       "manage",
      "own",    "pool",    "push",   "put",     "queue",   "register", "release",   "return",
      "save",   "set",     "shutdown", "stash", "store",   "submit",  "take",       "thread",
      "track",  "transfer", "wrap",  "cleanup", "clear",   "create",  "new",        "start",
      "spawn",  "post",    "adopt",  "reset",   "done",    "end",     "unref",      "deinit"};
  // Split at underscores, digits and humps: "connListAdd" -> conn, list, add.
  std::string Word;
  auto Known = [&] { return std::ranges::find(Words, Word) != std::end(Words); };
  for (size_t I = 0; I < Name.size(); ++I) {
    unsigned char C = static_cast<unsigned char>(Name[I]);
    bool Hump = std::isupper(C) && I > 0 && std::islower(static_cast<unsigned char>(Name[I - 1]));
    if (!std::isalpha(C) || Hump) {
      if (Known())
        return true;
      Word.clear();
    }
    if (std::isalpha(C))
      Word += static_cast<char>(std::tolower(C));
  }
  return Known();
}

Borrowers::Borrowers(const std::vector<FlowResult> &Flows) {
  for (const FlowResult &Flow : Flows)
    for (const auto &[Place, Call] : Flow.Suspicions)
      if (Call.releasedEitherWay() && !Call.Callee.empty())
        ReleasedAfter.insert(Call.Callee);
}

bool Borrowers::borrows(const Suspicion &Call, const SourcePlace &Where) const {
  if (Call.releasedEitherWay() || ReleasedAfter.contains(Call.Callee))
    return true;
  const std::set<SourcePlace> &Released =
      Call.ReleasedIfZero.empty() ? Call.ReleasedIfNonZero : Call.ReleasedIfZero;
  if (!Released.empty()) {
    // Released for one outcome only. "if (give(c) != 0) { release(c); return; } return;" hands
    // it over; "if (work(c) != 0) return; release(c);" forgets it before it gets there.
    return !speaksOfTaking(Call.Callee) && Where < *Released.rbegin();
  }
  return Call.UsedLater && !Call.Callee.empty() && !speaksOfTaking(Call.Callee);
}

bool Borrowers::allBorrow(const FlowResult &Flow, const Incident &What) const {
  return std::ranges::all_of(What.Suspects, [&](uint32_t Place) {
    auto It = Flow.Suspicions.find(Place);
    return It != Flow.Suspicions.end() && borrows(It->second, What.Where);
  });
}

std::string resourceName(const CheckInput &In, const Origin &From) {
  return From.IsTransaction ? "transaction" : In.Model.resources()[From.Resource].Name;
}

std::string describe(const CheckInput &In, const Incident &What) {
  const Origin &From = In.Flow.Origins[What.Origin];
  std::string Text = resourceName(In, From);
  if (!What.Variable.empty())
    Text += " '" + What.Variable + "'";
  if (!From.Api.empty())
    Text += " from " + From.Api;
  return Text;
}

static std::vector<PathStep> pathOf(const Trail &Path) {
  constexpr size_t MaxSteps = 20;
  std::vector<PathStep> Steps;
  for (const TrailStep *Step = Path.get(); Step; Step = Step->Before.get())
    Steps.push_back({Step->Kind, Step->Place, Step->Message, Step->Depth});
  std::ranges::reverse(Steps);
  if (Steps.size() > MaxSteps) // The acquire is at the start, the mistake at the end.
    Steps.erase(Steps.begin() + MaxSteps / 2, Steps.end() - MaxSteps / 2);
  return Steps;
}

Finding makeFinding(const CheckInput &In, std::string_view Rule, const Incident &What,
                    SourcePlace Where, std::string Message) {
  const Origin &From = In.Flow.Origins[What.Origin];
  Finding F;
  F.Rule = Rule;
  F.Place = std::move(Where);
  F.Message = std::move(Message);
  F.Trust = What.Suspects.empty() ? Confidence::Definite : Confidence::Possible;
  F.Function = In.Function.Name;
  F.FunctionUsr = In.Function.Usr;
  F.Family = From.IsTransaction ? "sql" : In.Model.resources()[From.Resource].Family;
  F.Api = From.Inner.valid() ? From.InnerApi : From.Api;
  std::string Name = resourceName(In, From);
  if (From.Place.valid())
    F.Related.push_back({From.Place, Name + (From.IsTransaction ? " begun here" : " acquired here")});
  if (From.Inner.valid() && From.Inner != From.Place)
    F.Related.push_back({From.Inner, "by " + From.InnerApi + " in " + From.Function});
  // Only what happened to this handle since the acquire belongs to the story.
  F.Path = pathOf(What.Path);
  auto Start = std::ranges::find_if(F.Path, [&](const PathStep &S) {
    return S.Place == From.Place && (S.Kind == StepKind::Acquire || S.Kind == StepKind::Call);
  });
  if (Start != F.Path.end())
    F.Path.erase(F.Path.begin(), Start);
  std::erase_if(F.Path, [&](const PathStep &S) {
    bool Ours = S.Place == From.Place || S.Place == From.Inner || S.Place == What.Other;
    return !Ours && (S.Kind == StepKind::Acquire || S.Kind == StepKind::Call ||
                     S.Kind == StepKind::Release);
  });
  return F;
}

static std::string leakMessage(const CheckInput &In, const Incident &What) {
  const Origin &From = In.Flow.Origins[What.Origin];
  const ResourceType &Type = In.Model.resources()[From.Resource];
  std::string Text = (What.Failed ? "failed " : "") + describe(In, What);
  std::string How = Type.ReleaseName.empty() ? "" : " with " + Type.ReleaseName;
  switch (What.Kind) {
  case IncidentKind::Overwritten: return Text + " is overwritten while it is still held";
  case IncidentKind::Discarded: return Text + " is discarded and never released";
  case IncidentKind::FreedContainer:
    return Text + " is lost: the object that holds it is freed";
  case IncidentKind::LeftByThrow: return Text + " is still held when the exception leaves";
  default: break;
  }
  if (What.Failed)
    return Text + " is not released here; it has to be, even after a failure" + How;
  return Text + " is not released on this way out";
}

void reportLeaks(const CheckInput &In, std::string_view Rule,
                 const std::vector<ResourceKind> &Kinds, std::vector<Finding> &Out) {
  std::map<uint32_t, std::vector<const Incident *>> ByOrigin;
  for (const Incident &What : In.Flow.Incidents) {
    bool IsLeak = What.Kind == IncidentKind::LeftHeld || What.Kind == IncidentKind::Overwritten ||
                  What.Kind == IncidentKind::Discarded ||
                  What.Kind == IncidentKind::FreedContainer;
    const Origin &From = In.Flow.Origins[What.Origin];
    // A loop that releases elements most likely releases all of them.
    bool MayBeEmptied = In.Flow.EmptiedContainers.contains(What.Container);
    if (!IsLeak || From.IsTransaction || MayBeEmptied ||
        std::ranges::find(Kinds, In.Model.resources()[From.Resource].Kind) == Kinds.end() ||
        !In.Calls.allBorrow(In.Flow, What))
      continue;
    ByOrigin[What.Origin].push_back(&What);
  }
  std::map<std::pair<SourcePlace, std::string>, size_t> Reported;
  for (auto &[Origin, Incidents] : ByOrigin) {
    std::ranges::sort(Incidents, {}, [](const Incident *I) { return I->Where; });
    const Incident &First = *Incidents.front();
    // Two acquires that one variable loses at one place are one mistake.
    auto [Same, New] = Reported.try_emplace({First.Where, First.Variable}, Out.size());
    if (!New && !First.Variable.empty()) {
      Out[Same->second].Related.push_back(
          {In.Flow.Origins[Origin].Place, "or acquired here"});
      continue;
    }
    Finding F = makeFinding(In, Rule, First, First.Where, leakMessage(In, First));
    F.Path.push_back({StepKind::Exit, First.Where, "still held here", 0});
    for (size_t I = 1; I < Incidents.size(); ++I)
      F.Related.push_back({Incidents[I]->Where, "also not released here"});
    Out.push_back(std::move(F));
  }
}

} // namespace connlint
