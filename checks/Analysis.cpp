// Analysis.cpp - the story in one function: facts, flow, rules, findings.
#include "Analysis.h"
#include "facts/Binding.h"
#include "facts/FactsBuilder.h"
#include "facts/FactsText.h"
#include "finding/RuleInfo.h"
#include "model/ModelLoader.h"
#include "rules/AcquireSites.h"
#include "summary/UnitSolver.h"
#include <algorithm>

namespace connlint {

void AnalysisStats::add(const AnalysisStats &Other) {
  Functions += Other.Functions;
  RelevantFunctions += Other.RelevantFunctions;
  Instructions += Other.Instructions;
  for (const auto &[Reason, Count] : Other.GaveUp)
    GaveUp[Reason] += Count;
  if (Other.SlowestSeconds > SlowestSeconds) {
    SlowestFunction = Other.SlowestFunction;
    SlowestSeconds = Other.SlowestSeconds;
  }
}

static bool isEnabled(const AnalysisOptions &Options, std::string_view Rule) {
  return std::ranges::find(Options.DisabledRules, Rule) == Options.DisabledRules.end();
}

static void runRules(const CheckInput &In, const AnalysisOptions &Options,
                     std::vector<Finding> &Findings) {
#define RULE(CLASS, ID, SUMMARY, LEVEL, PRECISION, CWE, SEVERITY)                                  \
  if (isEnabled(Options, "connlint-" ID))                                                          \
    check##CLASS(In, Findings);
#include "finding/Rules.def"
}

/// The leases that count: a project that describes a pool has one. So has a unit that borrows from
/// a pool which a client library comes with, if that is what it does mostly.
static std::set<uint32_t> poolsOf(const UnitFacts &Unit, const ResourceModel &Model) {
  std::set<uint32_t> Pools;
  std::map<std::string_view, int>
      Borrowing; // By family: sites that borrow, less those that connect.
  auto IsBuiltin = [&](const ResourceType &Type) {
    return std::ranges::any_of(builtinModels(),
                               [&](const BuiltinModel &Each) { return Each.Name == Type.Family; });
  };
  for (const FunctionFacts &F : Unit.Functions)
    for (const BlockFacts &B : F.Blocks)
      for (const Instruction &I : B.Instructions) {
        const FunctionModel *M = I.Kind == Op::Call ? Model.find(I.Name) : nullptr;
        if (!M)
          continue;
        for (const AcquireEffect &Each : M->Acquires) {
          const ResourceType &Type = Model.resources()[Each.Resource];
          if (Each.Raw || Type.Kind == ResourceKind::Lease)
            Borrowing[Type.Family] += Each.Raw ? -1 : 1;
        }
      }
  for (uint32_t R = 0; R < Model.resources().size(); ++R) {
    const ResourceType &Type = Model.resources()[R];
    auto Sites = Borrowing.find(Type.Family);
    bool IsUsed = Sites != Borrowing.end() && Sites->second >= 0;
    if (Type.Kind == ResourceKind::Lease && (IsUsed || !IsBuiltin(Type)))
      Pools.insert(R);
  }
  return Pools;
}

/// Does the unit define a function that hands out leases?
static bool definesPool(const UnitFacts &Unit, const ResourceModel &Model) {
  return std::ranges::any_of(Unit.Functions, [&](const FunctionFacts &F) {
    const FunctionModel *M = Model.find(F.Name);
    return M && std::ranges::any_of(M->Acquires, [&](const AcquireEffect &A) {
             return Model.resources()[A.Resource].Kind == ResourceKind::Lease;
           });
  });
}

/// The model with what the unit's own declarations say. Mistakes in files out of scope are
/// not the user's to repair: they are counted.
static ResourceModel withAnnotations(const ResourceModel &Model,
                                     const std::vector<AnnotatedFunction> &Annotated,
                                     const AnalysisOptions &Options, UnitReport &Report) {
  ResourceModel Extended = Model;
  for (ModelError &E : addAnnotations(Extended, Annotated)) {
    if (!Options.InScope || Options.InScope(E.File))
      Report.BadAnnotations.push_back(std::move(E));
    else
      ++Report.Stats.GaveUp["annotation with a mistake, in a file out of scope"];
  }
  return Extended;
}

static bool mentions(const FunctionFacts &Function, const std::string &Member) {
  return std::ranges::any_of(Function.Blocks, [&](const BlockFacts &B) {
    return std::ranges::any_of(B.Instructions, [&](const Instruction &I) {
      return I.Kind == Op::Field && I.Name == Member;
    });
  });
}

static std::map<std::string, KeptMember> neverReleased(const UnitFacts &Unit,
                                                       const std::vector<FlowResult> &Flows) {
  std::map<std::string, KeptMember> Members;
  for (const MemberFacts &Member : Unit.PrivateMembers) {
    bool MayBeGivenUp = false;
    for (size_t I = 0; I < Flows.size(); ++I)
      MayBeGivenUp |= Flows[I].givesUp(Member.Name) ||
                      (!Flows[I].GaveUp.empty() && mentions(Unit.Functions[I], Member.Name));
    if (MayBeGivenUp)
      continue;
    KeptMember &Kept = Members[Member.Name];
    Kept.Record = Member.Record;
    for (const FlowResult &Flow : Flows)
      if (auto It = Flow.MembersMadeReady.find(Member.Name); It != Flow.MembersMadeReady.end())
        Kept.MadeReady.push_back(It->second);
  }
  return Members;
}

// A body that a macro makes may seem to end before it begins.
static FunctionExtent extentOf(const FunctionFacts &Function) {
  uint32_t First = Function.Place.Line;
  uint32_t Last = Function.Places.empty() ? First : Function.Places.front().Line;
  return {Function.Place.File, First, std::max(First, Last)};
}

template <class T> static void sortUnique(std::vector<T> &Values) {
  std::ranges::sort(Values);
  auto Tail = std::ranges::unique(Values);
  Values.erase(Tail.begin(), Tail.end());
}

static UnitLinks linksOf(UnitFacts &Unit, const UnitSolver &Solver) {
  UnitLinks Links{Solver.linkedFunctions(), std::move(Unit.WithoutAnswer), std::move(Unit.Unseen)};
  std::erase_if(Links.Returning, [&](const std::string &Usr) {
    auto Told = std::ranges::lower_bound(Links.Functions, Usr, {}, &LinkedFunction::Usr);
    return Told != Links.Functions.end() && Told->Usr == Usr &&
           Told->Matters == Importance::NeverReturns;
  });
  sortUnique(Links.Returning);
  sortUnique(Links.Unseen);
  return Links;
}

static ParsedUnit parsedUnit(clang::ASTContext &Context, const ResourceModel &Given,
                             bool ForOthers) {
  ParsedUnit Parsed;
  Parsed.Annotated = findAnnotations(Context);
  if (Parsed.Annotated.empty()) {
    Parsed.Facts = extractFacts(Context, Given, ForOthers);
  } else {
    ResourceModel Model = Given;
    addAnnotations(Model, Parsed.Annotated); // Who judges the unit tells of mistakes.
    Parsed.Facts = extractFacts(Context, Model, ForOthers);
  }
  return Parsed;
}

UnitReport analyzeUnit(clang::ASTContext &Context, const ResourceModel &Model,
                       const AnalysisOptions &Options) {
  ParsedUnit Parsed = parsedUnit(Context, Model, Options.WantsLinks);
  if (!Options.WantsLinks || Parsed.Facts.Unseen.empty())
    return judgeUnit(std::move(Parsed), Model, Options);
  UnitReport Report = judgeUnit(Parsed, Model, Options);
  Report.Parsed = std::move(Parsed);
  return Report;
}

UnitReport judgeUnit(ParsedUnit Parsed, const ResourceModel &Given,
                     const AnalysisOptions &Options) {
  UnitReport Report;
  std::optional<ResourceModel> Extended;
  if (!Parsed.Annotated.empty())
    Extended = withAnnotations(Given, Parsed.Annotated, Options, Report);
  const ResourceModel &Model = Extended ? *Extended : Given;
  UnitFacts Unit = bindFacts(std::move(Parsed.Facts), knownFrom(Options.Told));
  Report.Stats.Functions = Unit.FunctionsSeen;
  Report.Stats.RelevantFunctions =
      static_cast<unsigned>(std::ranges::count(Unit.Functions, false, &FunctionFacts::MayOnlyEnd));
  for (const auto &[Function, Reason] : Unit.GivenUp)
    ++Report.Stats.GaveUp[Reason];
  if (Options.Dump == DumpStage::Facts)
    Report.Dump = printFacts(Unit);

  UnitSolver Solver(Unit, Model, Options.Told);
  const std::vector<FlowResult> &Flows = Solver.solveAll();
  Borrowers Calls(Flows);
  std::set<uint32_t> Pools = poolsOf(Unit, Model);
  bool IsPool = definesPool(Unit, Model);
  const std::map<std::string, KeptMember> NeverReleased = neverReleased(Unit, Flows);
  for (size_t I = 0; I < Flows.size(); ++I) {
    const FunctionFacts &Function = Unit.Functions[I];
    for (const BlockFacts &B : Function.Blocks)
      Report.Stats.Instructions += static_cast<unsigned>(B.Instructions.size());
    AnalysisStats OfFlow;
    OfFlow.GaveUp = Flows[I].GaveUp;
    OfFlow.SlowestFunction = Function.Name;
    OfFlow.SlowestSeconds = Flows[I].Seconds;
    Report.Stats.add(OfFlow);
    if (Options.Dump == DumpStage::Flow)
      Report.Dump += printFlow(Function, Flows[I], Model);
    if (Options.Dump == DumpStage::Summaries)
      if (const Summary *Effects = Solver.effectsOf(Function.Usr, {}))
        Report.Dump += printSummary(*Effects, Model);
    const CheckInput In{Function, Flows[I],      Model,  Calls,        Options.RuleOptions,
                        Pools,    NeverReleased, IsPool, Report.Doubts};
    runRules(In, Options, Report.Findings);
    addAcquireSites(In, Report.Sites);
    if (!Function.MayOnlyEnd)
      Report.Extents.push_back(extentOf(Function));
  }
  if (Options.InScope) {
    auto OutOfScope = [&](const auto &Found) { return !Options.InScope(Found.Place.File); };
    std::erase_if(Report.Findings, OutOfScope);
    std::erase_if(Report.Doubts, [&](const Doubt &Each) { return OutOfScope(Each.What); });
    std::erase_if(Report.Sites, OutOfScope);
  }
  Report.Lending = Solver.lending();
  if (Options.WantsLinks)
    Report.Links = linksOf(Unit, Solver);
  canonicalize(Report.Findings);
  sortUnique(Report.Doubts);
  sortUnique(Report.Lending);
  sortUnique(Report.Sites);
  sortUnique(Report.Extents);
  return Report;
}

std::string validateRuleOptions(const std::map<std::string, std::string> &RuleOptions) {
  for (const auto &[Key, Value] : RuleOptions) {
    if (Key != "raw-connect.always")
      return "unknown rule option '" + Key + "'; there is: raw-connect.always";
    if (Value != "true" && Value != "false")
      return "'" + Key + "' must be true or false, not '" + Value + "'";
  }
  return {};
}

} // namespace connlint
