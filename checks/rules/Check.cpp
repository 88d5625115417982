// Check.cpp - what rules share: wording, and what calls of unknown functions tell.
#include "rules/Check.h"
#include "model/NameWords.h"
#include <algorithm>

namespace connlint {

/// "Rows::Rows": an object that is made from a handle most likely keeps it.
static bool isConstructor(std::string_view Name) {
  size_t Last = Name.rfind("::");
  if (Last == Name.npos)
    return false;
  std::string_view Class = Name.substr(0, Last);
  if (size_t Scope = Class.rfind("::"); Scope != Class.npos)
    Class.remove_prefix(Scope + 2);
  return Class.substr(0, Class.find('<')) == Name.substr(Last + 2);
}

/// Words in a function's name that speak of taking a handle over.
static bool speaksOfTaking(std::string_view Name) {
  if (isConstructor(Name))
    return true;
  static constexpr std::string_view Words[] = {
      "add",   "append",   "attach",   "cache",   "close",  "destroy",  "disconnect", "dispose",
      "drop",  "enqueue",  "finish",   "free",    "give",   "insert",   "keep",       "manage",
      "own",   "pool",     "push",     "put",     "queue",  "register", "release",    "return",
      "save",  "set",      "shutdown", "stash",   "store",  "submit",   "take",       "thread",
      "track", "transfer", "wrap",     "cleanup", "clear",  "create",   "new",        "start",
      "spawn", "post",     "adopt",    "reset",   "done",   "end",      "unref",      "deinit",
      "make",  "guard",    "hold",     "uniq",    "unique", "shared"};
  return hasWord(Name, Words);
}

/// "app_make_error(c)", "log_it(c)": a function that tells what has gone wrong with a connection.
static bool speaksOfTelling(std::string_view Name) {
  static constexpr std::string_view Telling[] = {
      "log", "print", "report", "show", "warn",   "dump",  "trace", "debug",  "make", "set",
      "get", "save",  "store",  "new",  "create", "write", "emit",  "format", "copy", "fetch"};
  static constexpr std::string_view What[] = {"error",  "err",     "errmsg",  "message", "msg",
                                              "errors", "warning", "failure", "log"};
  static constexpr std::string_view Ending[] = {
      "abort",   "bail",    "clean",      "cleanup", "clear",   "close", "deinit",
      "destroy", "die",     "disconnect", "discard", "dispose", "drop",  "end",
      "exit",    "fatal",   "finish",     "free",    "handle",  "kill",  "panic",
      "quit",    "release", "reset",      "shutdown"};
  return hasWord(Name, Telling) && hasWord(Name, What) && !hasWord(Name, Ending) &&
         !isConstructor(Name);
}

Borrowers::Borrowers(const std::vector<FlowResult> &Flows) {
  for (const FlowResult &Flow : Flows)
    for (const auto &[Place, Call] : Flow.Suspicions)
      if (Call.releasedEitherWay())
        ReleasedAfter.insert(Call.Callees.begin(), Call.Callees.end());
}

bool Borrowers::borrows(const Suspicion &Call, const SourcePlace &Where) const {
  auto All = [&](auto &&Is) { return std::ranges::all_of(Call.Callees, Is); };
  const bool NoneSpeaksOfTaking =
      All([](const std::string &Name) { return !speaksOfTaking(Name); });
  if (Call.releasedEitherWay() || All([&](const std::string &Name) {
        return !Name.empty() && ReleasedAfter.contains(Name) && !isConstructor(Name);
      }))
    return true;
  const std::set<SourcePlace> &Released =
      Call.ReleasedIfZero.empty() ? Call.ReleasedIfNonZero : Call.ReleasedIfZero;
  if (!Released.empty()) {
    // Released for one outcome only. "if (give(c) != 0) { release(c); return; } return;" hands
    // it over; "if (work(c) != 0) return; release(c);" forgets it before it gets there.
    return NoneSpeaksOfTaking && Where < *Released.rbegin();
  }
  return Call.UsedLater && !Call.Callees.contains("") && NoneSpeaksOfTaking;
}

std::optional<std::vector<std::string>> Borrowers::assumptions(const FlowResult &Flow,
                                                               const Incident &What) const {
  std::set<std::string> Names;
  for (uint32_t Place : What.Suspects) {
    auto It = Flow.Suspicions.find(Place);
    if (It == Flow.Suspicions.end())
      return std::nullopt;
    auto OnlyLooks = [&](const std::string &Name) {
      return It->second.GivenFailed && speaksOfTelling(Name);
    };
    if (!borrows(It->second, What.Where) && !std::ranges::all_of(It->second.Callees, OnlyLooks))
      Names.insert(It->second.Callees.begin(), It->second.Callees.end());
  }
  if (Names.contains(""))
    return std::nullopt;
  return std::vector<std::string>(Names.begin(), Names.end());
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

bool joinsFinding(std::vector<Finding> &Out, const Finding &F) {
  auto Same = std::ranges::find_if(Out, [&](const Finding &Other) {
    return Other.Rule == F.Rule && Other.Place == F.Place && Other.Message == F.Message;
  });
  if (Same == Out.end())
    return false;
  for (const RelatedPlace &Each : F.Related)
    if (std::ranges::find(Same->Related, Each.Place, &RelatedPlace::Place) == Same->Related.end())
      Same->Related.push_back(Each);
  return true;
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
  if (From.Place.valid() && From.Place != What.Other) // Else it came from the caller.
    F.Related.push_back({From.Place, Name + (From.IsTransaction ? " begun here"
                                             : From.Api.empty() ? " given back here"
                                                                : " acquired here")});
  if (From.Inner.valid() && From.Inner != From.Place)
    F.Related.push_back({From.Inner, "by " + From.InnerApi + " in " + From.Function});
  if (From.Made.valid())
    F.Related.push_back({From.Made, "its handle is made here"});
  // Only what happened to this handle since the acquire belongs to the story.
  F.Path = pathOf(What.Path);
  auto Start = std::ranges::find_if(F.Path, [&](const PathStep &S) {
    return S.Place == From.Place && (S.Kind == StepKind::Acquire || S.Kind == StepKind::Call);
  });
  if (Start != F.Path.end())
    F.Path.erase(F.Path.begin(), Start);
  std::erase_if(F.Path, [&](const PathStep &S) {
    bool Ours = S.Place == From.Place || S.Place == From.Inner || S.Place == What.Other;
    return !Ours &&
           (S.Kind == StepKind::Acquire || S.Kind == StepKind::Call || S.Kind == StepKind::Release);
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
  case IncidentKind::LostByRetry:
    return Text + (What.Failed ? " is not released after the failure" : " stays held") +
           ", and the next call of " + What.Api + " overwrites it";
  case IncidentKind::LeftToDestructor:
    return Text + (What.Failed ? " is not released after the failure" : " stays in the object") +
           ", and the destructor then leaves it alone";
  case IncidentKind::Discarded: return Text + " is discarded and never released";
  case IncidentKind::FreedContainer: return Text + " is lost: the object that holds it is freed";
  case IncidentKind::LeftByThrow:
    return Text + (What.Api.empty() ? " is still held when this exception leaves"
                                    : " is still held when " + What.Api + " throws");
  case IncidentKind::LeftSuspended:
    return Text + " is still held while the coroutine waits here, and lost if it is destroyed then";
  default: break;
  }
  if (What.Failed)
    return Text + " is not released here; it has to be, even after a failure" + How;
  return Text + " is not released on this way out";
}

/// A leak, if the functions that it names leave the handle alone.
struct DoubtfulLeak {
  const Incident *What;
  std::vector<std::string> Assumes;
};

/// The leaks of one obligation, in source order. Doubtful ones count where there is no other.
struct Leaks {
  std::vector<const Incident *> Normal, Thrown;
  std::vector<DoubtfulLeak> DoubtfulNormal, DoubtfulThrown;

  bool areCertain() const { return !Normal.empty() || !Thrown.empty(); }
};

static std::map<uint32_t, Leaks> leaksByOrigin(const CheckInput &In) {
  std::map<uint32_t, Leaks> ByOrigin;
  for (const Incident &What : In.Flow.Incidents) {
    bool IsThrown = What.Kind == IncidentKind::LeftByThrow;
    bool IsLeak =
        IsThrown || What.Kind == IncidentKind::LeftHeld || What.Kind == IncidentKind::Overwritten ||
        What.Kind == IncidentKind::LostByRetry || What.Kind == IncidentKind::LeftToDestructor ||
        What.Kind == IncidentKind::LeftSuspended || What.Kind == IncidentKind::Discarded ||
        What.Kind == IncidentKind::FreedContainer;
    // A loop that releases elements most likely releases all of them.
    const Origin &From = In.Flow.Origins[What.Origin];
    // A pool that only marks a slot as free has the connection all the time.
    bool IsInSlot =
        From.Api.empty() && From.Place.valid() && !In.Flow.ReleasedSomewhere.contains(What.Origin);
    if (!IsLeak || What.MayBeEmptied || From.IsTransaction || IsInSlot)
      continue;
    std::optional<std::vector<std::string>> Assumes = In.Calls.assumptions(In.Flow, What);
    if (!Assumes)
      continue;
    Leaks &L = ByOrigin[What.Origin];
    if (Assumes->empty())
      (IsThrown ? L.Thrown : L.Normal).push_back(&What);
    else
      (IsThrown ? L.DoubtfulThrown : L.DoubtfulNormal).push_back({&What, std::move(*Assumes)});
  }
  for (auto &[Origin, L] : ByOrigin) {
    std::ranges::sort(L.Normal, {}, [](const Incident *I) { return I->Where; });
    std::ranges::sort(L.Thrown, {}, [](const Incident *I) { return I->Where; });
  }
  return ByOrigin;
}

/// A throw expression is two places: the object that is made, and the throw.
static void relateThrows(const std::vector<const Incident *> &Thrown, size_t First, Finding &F) {
  for (size_t I = First; I < Thrown.size(); ++I)
    if (I == 0 || Thrown[I]->Where.Line != Thrown[I - 1]->Where.Line)
      F.Related.push_back(
          {Thrown[I]->Where, Thrown[I]->Api.empty()
                                 ? "also still held when this exception leaves"
                                 : "also still held when " + Thrown[I]->Api + " throws"});
}

/// Handles that stay in a member which no function of the unit ever releases.
static void reportKeptForever(const CheckInput &In, std::string_view Rule,
                              const std::vector<ResourceKind> &Kinds,
                              const std::map<uint32_t, Leaks> &ByOrigin,
                              std::vector<Finding> &Out) {
  for (const auto &[Member, Origins] : In.Flow.MembersHeld) {
    auto Kept = In.NeverReleased.find(Member);
    if (Kept == In.NeverReleased.end())
      continue;
    for (uint32_t Index : Origins) {
      const Origin &From = In.Flow.Origins[Index];
      auto Known = ByOrigin.find(Index);
      if ((Known != ByOrigin.end() && !Known->second.Normal.empty()) ||
          std::ranges::find(Kinds, In.Model.resources()[From.Resource].Kind) == Kinds.end())
        continue;
      Incident What{IncidentKind::LeftHeld};
      What.Origin = Index;
      What.Where = From.Place;
      What.Variable = shownName(Member);
      Finding F = makeFinding(In, Rule, What, From.Place,
                              describe(In, What) + " stays in " + Kept->second.Record +
                                  ", where nothing ever releases it");
      for (const SourcePlace &Where : Kept->second.MadeReady)
        F.Related.push_back({Where, "made ready here"});
      Out.push_back(std::move(F));
    }
  }
}

static void addDoubtful(const CheckInput &In, std::string_view Rule,
                        const std::vector<DoubtfulLeak> &Leaks, StepKind Last,
                        const char *Message) {
  for (const auto &[What, Assumes] : Leaks) {
    Finding F = makeFinding(In, Rule, *What, What->Where, leakMessage(In, *What));
    F.Path.push_back({Last, What->Where, Message, 0});
    In.Doubts.push_back({std::move(F), Assumes});
  }
}

void reportLeaks(const CheckInput &In, std::string_view Rule,
                 const std::vector<ResourceKind> &Kinds, std::vector<Finding> &Out) {
  /// The finding at a place, and the variable it is about.
  std::map<SourcePlace, std::pair<size_t, std::string>> Reported;
  const std::map<uint32_t, Leaks> ByOrigin = leaksByOrigin(In);
  std::vector<std::pair<uint32_t, const Leaks *>> InOrder; // Those with a name first.
  for (const auto &[Origin, L] : ByOrigin) {
    ResourceKind Kind = In.Model.resources()[In.Flow.Origins[Origin].Resource].Kind;
    if (std::ranges::find(Kinds, Kind) == Kinds.end())
      continue;
    if (!L.Normal.empty())
      InOrder.emplace_back(Origin, &L);
    if (!L.areCertain())
      addDoubtful(In, Rule, L.DoubtfulNormal, StepKind::Exit, "still held here");
  }
  std::ranges::sort(InOrder, {}, [](const auto &Each) {
    return std::pair(Each.second->Normal.front()->Variable.empty(), Each.first);
  });
  for (const auto &[Origin, Each] : InOrder) {
    const Leaks &L = *Each;
    const Incident &First = *L.Normal.front();
    // Two acquires that one variable loses at one place are one mistake.
    auto [Same, New] = Reported.try_emplace(First.Where, Out.size(), First.Variable);
    const auto &[Index, Variable] = Same->second;
    if (!New && !Variable.empty() && (First.Variable.empty() || First.Variable == Variable)) {
      Out[Index].Related.push_back({In.Flow.Origins[Origin].Place, "or acquired here"});
      continue;
    }
    Finding F = makeFinding(In, Rule, First, First.Where, leakMessage(In, First));
    F.Path.push_back({StepKind::Exit, First.Where, "still held here", 0});
    for (size_t I = 1; I < L.Normal.size(); ++I)
      F.Related.push_back({L.Normal[I]->Where, "also not released here"});
    relateThrows(L.Thrown, 0, F);
    Out.push_back(std::move(F));
  }
  reportKeptForever(In, Rule, Kinds, ByOrigin, Out);
}

void reportLeaksByThrow(const CheckInput &In, std::string_view Rule, std::vector<Finding> &Out) {
  for (const auto &[Origin, L] : leaksByOrigin(In)) {
    if (!L.areCertain() && L.DoubtfulNormal.empty())
      addDoubtful(In, Rule, L.DoubtfulThrown, StepKind::Throw, "thrown here");
    if (L.Thrown.empty() || !L.Normal.empty())
      continue;
    const Incident &First = *L.Thrown.front();
    Finding F = makeFinding(In, Rule, First, First.Where, leakMessage(In, First));
    F.Path.push_back({StepKind::Throw, First.Where, "thrown here", 0});
    relateThrows(L.Thrown, 1, F);
    Out.push_back(std::move(F));
  }
}

} // namespace connlint
