// Summarizer.cpp - exit states to summary cases.
#include "summary/Summarizer.h"
#include "summary/CaseMerging.h"
#include "summary/UntoldCases.h"

namespace connlint {
namespace {

constexpr size_t MaxCases = 12;
constexpr size_t MaxConstraints = 12;

Term makeTerm(Term::KindTy Kind, int64_t Number = 0, std::string Name = {},
              std::vector<Term> Kids = {}) {
  Term T;
  T.Kind = Kind;
  T.Number = Number;
  T.Name = std::move(Name);
  T.Kids = std::move(Kids);
  return T;
}

void collectFresh(const Term &T, std::set<int64_t> &Into) {
  if (T.Kind == Term::Fresh)
    Into.insert(T.Number);
  for (const Term &Kid : T.Kids)
    collectFresh(Kid, Into);
}

/// Makes the case of one exit state.
class CaseMaker {
public:
  CaseMaker(const FunctionFacts &F, const FlowResult &Flow, const State &Exit)
      : Function(F), Flow(Flow), Table(*Flow.Table), S(Exit) {}

  /// Without new handles that are released again and left behind.
  CaseMaker &withoutDangling() {
    TellsDangling = false;
    return *this;
  }

  SummaryCase make() {
    SummaryCase C;
    C.Throws = S.Flying;
    if (S.Flying && S.Exception != NoId)
      C.Exception = Table.name(S.Exception);
    C.Result = S.Result.Kind == Value::Aggregate && !S.Result.isZeroes() ? makeTerm(Term::Aggregate)
                                                                         : value(S.Result);
    if (const Value *Owner =
            S.Result.isSymbol() ? S.Derived.find(static_cast<SymbolId>(S.Result.N)) : nullptr;
        Owner && Table.isEntry(*Owner))
      C.ResultOwner = value(*Owner);
    C.UnseenAnswer =
        S.Result.isSymbol() && Flow.UnseenAnswers.contains(static_cast<SymbolId>(S.Result.N));
    for (const Invocation &I : S.Invoked) {
      SummaryCase::Invoke Call{value(I.Operator), value(I.Plain), value(I.Closure), {}, I.Throws};
      for (Value Arg : I.Args)
        Call.Args.push_back(value(Arg));
      C.Invokes.push_back(std::move(Call));
    }
    addStores(C);
    addInstances(C);
    for (const auto &[Object, Note] : S.Objects)
      if (Term T = value(Object); Note.Use == ObjectUse::SetUp && T.Kind != Term::Unknown)
        C.SetUps.push_back({std::move(T), Note.Resource});
    addEscapes(C);
    for (const auto &[Sym, Term] : FreshTerms)
      if (S.Heap.find(Sym))
        C.HeapObjects.push_back(makeTerm(Term::Fresh, Term));
    dropUnseen(C);
    if (!TellsDangling)
      std::erase_if(C.Releases, [](const auto &Each) { return Each.Handle.Kind == Term::Fresh; });
    addConstraints(C);
    return C;
  }

  /// Who is given it on any path may have it, whichever this one has met first.
  void addEscapes(SummaryCase &C) {
    for (const auto &[V, First] : S.GivenAway) {
      Term T = value(V);
      if (T.Kind != Term::Load)
        continue;
      auto All = Flow.EntryGivenTo.find(static_cast<SymbolId>(V.N));
      if (First == NoId || All == Flow.EntryGivenTo.end() || All->second.contains(""))
        C.Escapes.push_back({std::move(T), {}});
      else
        for (const std::string &Callee : All->second)
          C.Escapes.push_back({T, Callee});
    }
    // A loop that releases elements most likely releases all, whichever way this case took.
    for (const auto &[Array, Blocks] : Flow.EmptiedContainers)
      if (Term Where = outlives(Array) ? region(Array) : Term(); Where.Kind != Term::Unknown)
        C.Escapes.push_back({makeTerm(Term::AddressOf, 0, {}, {std::move(Where)}), {}});
  }

  Term value(Value V) {
    switch (V.Kind) {
    case Value::Integer: return makeTerm(Term::Integer, V.N);
    case Value::Text: return makeTerm(Term::Text, 0, Table.name(static_cast<uint32_t>(V.N)));
    case Value::Function: {
      const FunctionName &F = Table.function(static_cast<uint32_t>(V.N));
      return makeTerm(Term::Function, 0, F.Name, {makeTerm(Term::Unknown, 0, F.Usr)});
    }
    case Value::Symbol: return symbol(static_cast<SymbolId>(V.N));
    case Value::Pointer: {
      Term Where = region(static_cast<RegionId>(V.N));
      return Where.Kind == Term::Unknown ? Where
                                         : makeTerm(Term::AddressOf, 0, {}, {std::move(Where)});
    }
    default: return {};
    }
  }

private:
  Term fresh(SymbolId Sym) {
    auto [It, New] = FreshTerms.try_emplace(Sym, static_cast<int64_t>(FreshTerms.size()));
    return makeTerm(Term::Fresh, It->second);
  }

  Term symbol(SymbolId Sym) {
    const SymbolInfo &Info = Table.symbol(Sym);
    switch (Info.Kind) {
    case SymbolKind::Entry: {
      Term Where = region(Info.A);
      return Where.Kind == Term::Unknown ? fresh(Sym)
                                         : makeTerm(Term::Load, 0, {}, {std::move(Where)});
    }
    case SymbolKind::Operation:
    case SymbolKind::Both:
    case SymbolKind::Either: {
      if (Table.depth(Sym) > MaxToldDepth)
        return fresh(Sym);
      Term::KindTy Kind = Info.Kind == SymbolKind::Operation ? Term::Operation
                          : Info.Kind == SymbolKind::Both    ? Term::Both
                                                             : Term::Either;
      Term T = makeTerm(Kind, 0, {}, {value(Info.Left), value(Info.Right)});
      T.Operator = Info.Operator;
      return T;
    }
    case SymbolKind::Status:
      if (Info.Right.Kind != Value::Unknown)
        return fresh(Sym);
      return makeTerm(Term::Status, 0, Table.name(Info.A), {value(Info.Left)});
    default: return fresh(Sym);
    }
  }

  Term region(RegionId R) {
    const RegionInfo &Info = Table.region(R);
    switch (Info.Kind) {
    case RegionKind::Variable: {
      const VariableFacts &V = Function.Variables[Info.A];
      if (V.Kind == VariableKind::Parameter)
        return makeTerm(Term::Parameter, V.ParameterIndex);
      return V.Kind == VariableKind::Global ? makeTerm(Term::Global, 0, V.Name) : Term();
    }
    case RegionKind::Pointee: {
      Term Pointer = symbol(Info.A);
      return Pointer.Kind == Term::Unknown ? Term()
                                           : makeTerm(Term::Pointee, 0, {}, {std::move(Pointer)});
    }
    case RegionKind::Field:
    case RegionKind::Element: {
      if (Info.Kind == RegionKind::Element && Info.A == NoId)
        return {};
      Term Base = region(Info.Parent);
      if (Base.Kind == Term::Unknown)
        return {};
      return Info.Kind == RegionKind::Field
                 ? makeTerm(Term::Field, 0, Table.name(Info.A), {std::move(Base)})
                 : makeTerm(Term::Element, Info.A, {}, {std::move(Base)});
    }
    case RegionKind::Temporary: return {};
    }
    return {};
  }

  bool outlives(RegionId R) const {
    const RegionInfo &Root = Table.region(Table.root(R));
    if (Root.Kind == RegionKind::Pointee)
      return true;
    return Root.Kind == RegionKind::Variable &&
           Function.Variables[Root.A].Kind == VariableKind::Global;
  }

  /// A parameter object that an unknown call has seen: what it held may be anywhere.
  bool isLostParameter(RegionId R, Value V) const {
    const RegionInfo &Info = Table.region(R);
    return Info.Kind == RegionKind::Variable &&
           Function.Variables[Info.A].Kind == VariableKind::Parameter && V.isSymbol() &&
           Table.symbol(static_cast<SymbolId>(V.N)).Kind == SymbolKind::Havoc;
  }

  /// The returned struct, told below ReturnSlot.
  std::optional<Term> returned(RegionId R) {
    if (S.Result.Kind != Value::Aggregate || S.Result.isZeroes())
      return std::nullopt;
    RegionId Base = static_cast<RegionId>(S.Result.N);
    if (R == Base)
      return makeTerm(Term::ReturnSlot);
    const RegionInfo &Info = Table.region(R);
    if (Info.Parent == NoId || (Info.Kind == RegionKind::Element && Info.A == NoId))
      return std::nullopt;
    std::optional<Term> Parent = returned(Info.Parent);
    if (!Parent)
      return std::nullopt;
    return Info.Kind == RegionKind::Field
               ? makeTerm(Term::Field, 0, Table.name(Info.A), {std::move(*Parent)})
               : makeTerm(Term::Element, Info.A, {}, {std::move(*Parent)});
  }

  void addStores(SummaryCase &C) {
    for (const auto &[R, V] : S.Memory) {
      Term Where;
      if (std::optional<Term> Slot = returned(R))
        Where = std::move(*Slot);
      else if (outlives(R) || isLostParameter(R, V))
        Where = region(R);
      if (Where.Kind == Term::Unknown || C.Stores.size() >= MaxStores)
        continue;
      Term What = V.isZeroes() ? makeTerm(Term::Integer, 0) : value(V);
      // What an unknown call, or the meeting of paths, left there is no definite overwrite.
      bool Vague = false;
      if (V.isSymbol() && !S.instance(V)) {
        SymbolKind Kind = Table.symbol(static_cast<SymbolId>(V.N)).Kind;
        Vague = Kind == SymbolKind::Havoc || Kind == SymbolKind::Joined || Kind == SymbolKind::Part;
        if (Vague && (V != S.Result || C.Result.Kind != Term::Fresh))
          What = {};
      }
      bool Unchanged = V.isSymbol() && static_cast<SymbolId>(V.N) == Table.entry(R);
      if (!Unchanged)
        C.Stores.push_back({std::move(Where), What, Vague && What.Kind != Term::Unknown});
    }
  }

  /// Memory behind a new value that the caller does not get is no effect.
  static void dropUnseen(SummaryCase &C) {
    std::set<int64_t> Seen;
    collectFresh(C.Result, Seen);
    for (const SummaryCase::Acquire &Each : C.Acquires)
      collectFresh(Each.Handle, Seen);
    auto IsSeen = [&](const Term &T) {
      std::set<int64_t> Names;
      collectFresh(T, Names);
      return std::ranges::includes(Seen, Names);
    };
    for (size_t Before = Seen.size() + 1; Before != Seen.size();) {
      Before = Seen.size();
      for (const SummaryCase::Store &Each : C.Stores)
        if (IsSeen(Each.Address))
          collectFresh(Each.Value, Seen);
    }
    auto IsOurs = [&](const Term &T) { // In an object that the function has made.
      std::set<int64_t> Names;
      collectFresh(T, Names);
      return std::ranges::any_of(C.HeapObjects,
                                 [&](const Term &Object) { return Names.contains(Object.Number); });
    };
    // A handle that is kept there, and nowhere else, is kept. So is what the caller gave. What an
    // entry of a cache has got is lent to who gets it as well: "entry->conn = conn; return conn;"
    std::erase_if(C.Acquires, [&](const SummaryCase::Acquire &A) {
      bool Elsewhere = false, There = false, InCache = false;
      for (const SummaryCase::Store &Each : C.Stores)
        if (Each.Value == A.Handle) {
          (IsSeen(Each.Address) ? Elsewhere : There) = true;
          InCache |= !IsSeen(Each.Address) && !IsOurs(Each.Address);
        }
      return There && !Elsewhere && (InCache || C.Result != A.Handle);
    });
    auto Matters = [&](const Term &T) {
      return T.contains(Term::Load) || T.contains(Term::AddressOf);
    };
    std::erase_if(C.Stores, [&](const SummaryCase::Store &Each) {
      return !IsSeen(Each.Address) && !Matters(Each.Value);
    });
    std::erase_if(C.Escapes, [&](const SummaryCase::Escape &Each) { return !IsSeen(Each.Of); });
  }

  /// A new handle that was released again, and left behind an argument or returned all the same.
  static bool isLeftDangling(const SummaryCase &C, const Term &Handle, bool AsTold) {
    return Handle.Kind == Term::Fresh &&
           ((AsTold && C.Result == Handle) || std::ranges::any_of(C.Stores, [&](const auto &Each) {
              const Term &Where = Each.Address;
              return Each.Value == Handle && Where.Kind == Term::Pointee &&
                     Where.Kids[0].Kind == Term::Load &&
                     Where.Kids[0].Kids[0].Kind == Term::Parameter;
            }));
  }

  void addInstances(SummaryCase &C) {
    for (const Instance &I : S.Instances) {
      Term Handle = value(I.Handle);
      if (Handle.Kind == Term::Unknown || I.Container != NoId)
        continue;
      const Origin &From = Flow.Origins[I.Origin];
      // A handle of the caller that a call which is not seen may have replaced: it was connected.
      if (I.State == Typestate::Held && !I.Local && Handle.Kind == Term::Fresh)
        continue;
      // Its connect has failed, and the caller does not lose sight of it: "MYSQL m;".
      const bool IsFailedObject = I.State == Typestate::None && I.FailPlace && !I.IsTransaction &&
                                  !Handle.contains(Term::Fresh);
      if (I.State == Typestate::Held || IsFailedObject) {
        SummaryCase::Acquire A;
        A.Handle = std::move(Handle);
        A.IsTransaction = I.IsTransaction;
        A.Resource = I.Resource;
        A.Connected = I.Connected;
        A.Failed = I.Failed || IsFailedObject;
        A.IsGhost = IsFailedObject;
        A.Checked = I.Checked || IsFailedObject;
        A.StatusChecked = I.StatusChecked || IsFailedObject;
        if (Table.isEntry(I.Parent))
          A.Parent = value(I.Parent);
        A.Source = I.Source == NoId ? "" : Table.name(I.Source);
        if (A.Source.find('%') != A.Source.npos || A.Source.empty())
          A.Source = "%";
        bool Deeper = From.Inner.valid();
        A.Api = Deeper ? From.InnerApi : From.Api;
        A.Place = Deeper ? From.Inner : From.Place;
        A.Function = Deeper ? From.Function : Function.Name;
        A.Raw = From.Raw;
        A.IsTold = From.IsTold || (Flow.FinishedTransactions.contains(I.Origin) &&
                                   Flow.CommittedTransactions.contains(I.Origin));
        A.Made = From.Made;
        for (uint32_t Suspect : I.Suspects)
          if (auto Call = Flow.Suspicions.find(Suspect);
              Call != Flow.Suspicions.end() && !Call->second.WorkedWithLater)
            A.GivenTo.insert(Call->second.Callees.begin(), Call->second.Callees.end());
        C.Acquires.push_back(std::move(A));
      } else if (I.State == Typestate::Released &&
                 (!Handle.contains(Term::Fresh) ||
                  isLeftDangling(C, Handle, Flow.ReleasedAsTold.contains(I.Origin)))) {
        C.Releases.push_back({std::move(Handle), I.IsTransaction, I.Commits, I.Resource,
                              Function.Places[I.ReleasePlace],
                              From.Place != Function.Places[I.ReleasePlace], isError(I.Code)});
      } else if (I.State == Typestate::Escaped && !I.Local) {
        C.Escapes.push_back({std::move(Handle), {}});
      }
    }
  }

  bool isError(SymbolId Code) const {
    const IntervalSet *Answer = Code == NoId ? nullptr : S.Ranges.find(Code);
    return Answer && !Answer->contains(0);
  }

  void addConstraints(SummaryCase &C) {
    std::set<int64_t> Used;
    collectFresh(C.Result, Used);
    for (const SummaryCase::Store &Each : C.Stores) {
      collectFresh(Each.Address, Used);
      collectFresh(Each.Value, Used);
    }
    for (const SummaryCase::Acquire &Each : C.Acquires)
      collectFresh(Each.Handle, Used);
    C.Decided = !S.Undecided && !S.Ranges.empty();
    for (const auto &[Sym, Range] : S.Ranges) {
      // Only used, never asked for: every caller gives something.
      if (Flow.EntryDereferenced.contains(Sym) && !Flow.EntryNull.contains(Sym) &&
          Range == IntervalSet::nonZero())
        continue;
      if (std::ranges::any_of(Flow.OwnStatuses,
                              [&](SymbolId Own) { return Table.mentions(Sym, Own); })) {
        C.Decided = false;
        continue;
      }
      size_t Known = FreshTerms.size();
      Term Of = symbol(Sym);
      bool NewNames = FreshTerms.size() != Known;
      std::set<int64_t> Mine;
      collectFresh(Of, Mine);
      bool Tells = std::ranges::includes(Used, Mine) && !Of.contains(Term::Unknown);
      if (NewNames)
        std::erase_if(FreshTerms,
                      [&](const auto &Item) { return Item.second >= static_cast<int64_t>(Known); });
      if (Tells && C.Constraints.size() < MaxConstraints)
        C.Constraints.push_back({std::move(Of), Range});
      else
        C.Decided = false;
    }
    C.Decided &= !C.Constraints.empty();
  }

  const FunctionFacts &Function;
  const FlowResult &Flow;
  Symbols &Table;
  const State &S;
  std::map<SymbolId, int64_t> FreshTerms;
  bool TellsDangling = true;
};

/// A null that stands for a failed acquire keeps its identity, so that callers who do not
/// look can be told.
void markFailures(std::vector<SummaryCase> &Cases) {
  const SummaryCase::Acquire *Success = nullptr;
  for (const SummaryCase &C : Cases)
    for (const SummaryCase::Acquire &A : C.Acquires)
      if (!A.IsTransaction && A.Handle == C.Result && C.Result.Kind == Term::Fresh)
        Success = &A;
  bool Fails = std::ranges::any_of(Cases, [](const SummaryCase &C) {
    return !C.Throws && C.Result.Kind == Term::Integer && C.Result.Number == 0 &&
           C.Acquires.empty();
  });
  if (!Success || !Fails) // Without a failing case it only returns what is good.
    return;
  SummaryCase::Acquire Ghost = *Success;
  Ghost.IsGhost = true;
  Ghost.Checked = Ghost.StatusChecked = false;
  Ghost.Handle = makeTerm(Term::Fresh, 1000);
  for (SummaryCase &C : Cases)
    if (C.Result.Kind == Term::Integer && C.Result.Number == 0 && C.Acquires.empty()) {
      C.Result = Ghost.Handle;
      C.Acquires.push_back(Ghost);
      C.Constraints.push_back({Ghost.Handle, IntervalSet::single(0)});
    }
}

} // namespace

Summary summarize(const FunctionFacts &Function, const FlowResult &Flow) {
  Summary Result = Flow.Effects;
  std::vector<SummaryCase> Cases;
  auto MakeCases = [&](Statuses How) {
    Cases.clear();
    for (const State &Exit : Flow.Exits)
      addCase(Cases, CaseMaker(Function, Flow, Exit).withoutDangling().make(), How);
  };
  Statuses Kept = Statuses::TellApart;
  for (const State &Exit : Flow.Exits)
    addCase(Cases, CaseMaker(Function, Flow, Exit).make(), Kept);
  if (Cases.size() > MaxCases)
    MakeCases(Kept);
  if (Cases.size() > MaxCases)
    MakeCases(Kept = Statuses::Ignored);
  for (Roughness How :
       {Roughness::Suspicions, Roughness::Values, Roughness::Numbers, Roughness::Calls})
    if (Cases.size() > MaxCases)
      Cases = roughen(std::move(Cases), How);
  Result.Unknown |= Cases.size() > MaxCases || Flow.Exits.size() >= MaxExits;
  markFailures(Cases);
  giveAwayUntold(Cases, Function.IsConstructor);
  for (SummaryCase &C : Cases) // Some may be equal now.
    addCase(Result.Cases, std::move(C), Kept);
  if (!Flow.Exits.empty()) {
    CaseMaker Maker(Function, Flow, Flow.Exits.front());
    for (SymbolId Sym : Flow.EntryUses)
      if (Term T = Maker.value(Value::symbol(Sym)); T.Kind == Term::Load && Result.Uses.size() < 16)
        Result.Uses.push_back(std::move(T));
    for (SymbolId Sym : Flow.EntryDisconnects)
      if (Term T = Maker.value(Value::symbol(Sym)); T.Kind == Term::Load)
        Result.Disconnects.push_back(std::move(T));
    for (const auto &[Sym, Api] : Flow.EntryUnchecked)
      if (Term T = Maker.value(Value::symbol(Sym));
          T.Kind == Term::Load && Result.UncheckedUses.size() < 16)
        Result.UncheckedUses.push_back(std::move(T));
  }
  std::ranges::sort(Result.SqlParameters);
  return Result;
}

} // namespace connlint
