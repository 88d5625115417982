// Lending.cpp - see Lending.h.
#include "summary/Lending.h"
#include <algorithm>

namespace connlint {
namespace {

/// The solver keeps no more than that for one way out.
constexpr size_t MostGivenAway = 8;

class Lending {
public:
  Lending(const FunctionFacts &Function, const FlowResult &Flow, const ResourceModel &Model)
      : Function(Function), Flow(Flow), Model(Model) {}

  bool hasHandles() const {
    return std::ranges::any_of(Function.Variables,
                               [&](const VariableFacts &V) { return isForHandles(V); });
  }

  Lender find() const {
    Lender Found;
    Found.Function = Function.Name;
    Found.Takes = Flow.Effects.Unknown || !Flow.GaveUp.empty() || Flow.Exits.empty() ||
                  Flow.Exits.size() >= MaxExits;
    for (const State &Exit : Flow.Exits)
      Found.Takes |= takes(Exit);
    std::set<std::string> Next;
    for (const auto &[Sym, Callees] : Flow.EntryGivenTo)
      if (isHandle(Value::symbol(Sym)))
        Next.insert(Callees.begin(), Callees.end());
    Found.HandsOnTo.assign(Next.begin(), Next.end());
    return Found;
  }

private:
  bool isForHandles(const VariableFacts &V) const {
    return V.Kind == VariableKind::Parameter && Model.resourceOfType(V.TypeName).has_value();
  }

  /// What a parameter for handles has when the function is entered.
  bool isHandle(Value V) const {
    if (!V.isSymbol())
      return false;
    const SymbolInfo &Info = Flow.Table->symbol(static_cast<SymbolId>(V.N));
    if (Info.Kind != SymbolKind::Entry || Flow.Table->region(Info.A).Kind != RegionKind::Variable)
      return false;
    return isForHandles(Function.Variables[Flow.Table->region(Info.A).A]);
  }

  bool isOwnVariable(RegionId R) const {
    const RegionInfo &Root = Flow.Table->region(Flow.Table->root(R));
    return Root.Kind == RegionKind::Variable &&
           Function.Variables[Root.A].Kind != VariableKind::Global;
  }

  /// On this way out.
  bool takes(const State &Exit) const {
    if (Exit.GivenAway.size() >= MostGivenAway || !Exit.Invoked.empty())
      return true;
    for (const auto &[V, Callee] : Exit.GivenAway)
      if (Callee == NoId && isHandle(V))
        return true;
    auto IsKept = [&](const auto &Item) {
      return isHandle(Item.second) && !isOwnVariable(Item.first);
    };
    auto IsGone = [&](const Instance &I) {
      return !I.IsTransaction && I.State != Typestate::Held && isHandle(I.Handle);
    };
    return isHandle(Exit.Result) || std::ranges::any_of(Exit.Memory, IsKept) ||
           std::ranges::any_of(Exit.Instances, IsGone);
  }

  const FunctionFacts &Function;
  const FlowResult &Flow;
  const ResourceModel &Model;
};

} // namespace

std::optional<Lender> lendingOf(const FunctionFacts &Function, const FlowResult &Flow,
                                const ResourceModel &Model) {
  Lending Found(Function, Flow, Model);
  if (Function.Internal || !Found.hasHandles())
    return std::nullopt;
  return Found.find();
}

} // namespace connlint
