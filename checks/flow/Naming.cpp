// Naming.cpp - what people call a handle, and what a source argument says.
#include "flow/Engine.h"

namespace connlint {

std::string Engine::nameOf(const State &S, const Instance &I) const {
  std::string Best;
  if (I.Container != NoId)
    return describeRegion(I.Container);
  for (const auto &[R, V] : S.Memory)
    if (V == I.Handle) {
      std::string Name = describeRegion(R);
      if (!Name.empty() && (Best.empty() || Name.size() < Best.size()))
        Best = Name;
    }
  if (Best.empty() && I.Handle.Kind == Value::Pointer)
    Best = describeRegion(static_cast<RegionId>(I.Handle.N));
  if (Best.empty() && I.Name != NoId)
    Best = Table.name(I.Name);
  if (Best.empty() && I.Handle.isSymbol()) {
    const SymbolInfo &Info = Table.symbol(static_cast<SymbolId>(I.Handle.N));
    if (Info.Kind == SymbolKind::Entry)
      Best = describeRegion(Info.A);
  }
  return Best;
}

std::string Engine::describeRegion(RegionId R) const {
  const RegionInfo &Info = Table.region(R);
  switch (Info.Kind) {
  case RegionKind::Variable: return shownName(Function.Variables[Info.A].Name);
  case RegionKind::Temporary: return {};
  case RegionKind::Pointee: {
    const SymbolInfo &Sym = Table.symbol(Info.A);
    std::string Base = Sym.Kind == SymbolKind::Entry ? describeRegion(Sym.A) : std::string();
    return Base.empty() ? Base : "*" + Base;
  }
  case RegionKind::Element: {
    std::string Base = describeRegion(Info.Parent);
    return Base.empty() ? Base : Base + "[" + (Info.A == NoId ? "" : std::to_string(Info.A)) + "]";
  }
  case RegionKind::Field: {
    std::string Base = describeRegion(Info.Parent);
    const std::string Field = shownName(Table.name(Info.A));
    if (Field[0] == '$') // Inside an owner: people name the owner.
      return Base;
    if (Base.empty())
      return Field;
    return Base[0] == '*' ? Base.substr(1) + "->" + Field : Base + "." + Field;
  }
  }
  return {};
}

std::string Engine::describeSource(const State &S, Value V) const {
  switch (V.Kind) {
  case Value::Integer: return std::to_string(V.N);
  case Value::Text:
    if (Table.name(static_cast<uint32_t>(V.N)).empty() ||
        Table.name(static_cast<uint32_t>(V.N)) == ":memory:")
      return {}; // Each open gets a database of its own.
    return "\"" + Table.name(static_cast<uint32_t>(V.N)) + "\"";
  case Value::Function: return Table.function(static_cast<uint32_t>(V.N)).Name;
  case Value::Pointer:
  case Value::Symbol: break;
  default: return {};
  }
  // Parameters are "$0", "$1->field"; globals "@name"; what else is there has a number.
  auto Region = [&](auto &Self, RegionId R) -> std::string {
    const RegionInfo &Info = Table.region(R);
    switch (Info.Kind) {
    case RegionKind::Variable: {
      const VariableFacts &Variable = Function.Variables[Info.A];
      if (Variable.Kind == VariableKind::Parameter)
        return "$" + std::to_string(Variable.ParameterIndex);
      return Variable.Kind == VariableKind::Global ? "@" + Variable.Name
                                                   : "%v" + std::to_string(Info.A);
    }
    case RegionKind::Pointee: {
      const SymbolInfo &Sym = Table.symbol(Info.A);
      return Sym.Kind == SymbolKind::Entry ? Self(Self, Sym.A) + "*"
                                           : "%s" + std::to_string(Info.A) + "*";
    }
    case RegionKind::Field: return Self(Self, Info.Parent) + "." + Table.name(Info.A);
    case RegionKind::Element:
      return Info.A == NoId ? std::string("%e")
                            : Self(Self, Info.Parent) + "[" + std::to_string(Info.A) + "]";
    case RegionKind::Temporary: return "%t" + std::to_string(Info.A);
    }
    return {};
  };
  if (V.Kind == Value::Pointer)
    return "&" + Region(Region, static_cast<RegionId>(V.N));
  SymbolId Sym = static_cast<SymbolId>(V.N);
  if (std::optional<int64_t> N = rangeOfSymbol(S, Sym).singleValue())
    return std::to_string(*N);
  if (auto It = Descriptions.find(Sym); It != Descriptions.end())
    return It->second;
  if (Table.symbol(Sym).Kind == SymbolKind::Entry)
    return Region(Region, Table.symbol(Sym).A);
  return "%s" + std::to_string(Sym);
}

} // namespace connlint
