// Symbols.cpp - interning of symbols and regions.
#include "flow/Symbols.h"

namespace connlint {

template <typename Key, typename List>
static uint32_t intern(std::map<Key, uint32_t> &Ids, List &Items, const Key &Item) {
  auto [It, New] = Ids.try_emplace(Item, Items.size());
  if (New)
    Items.push_back(Item);
  return It->second;
}

SymbolId Symbols::symbol(const SymbolInfo &Info) { return intern(SymbolIds, SymbolList, Info); }

std::optional<SymbolId> Symbols::find(const SymbolInfo &Info) const {
  auto It = SymbolIds.find(Info);
  return It == SymbolIds.end() ? std::nullopt : std::optional(It->second);
}

RegionId Symbols::region(const RegionInfo &Info) {
  RegionId R = intern(RegionIds, RegionList, Info);
  if (R == Roots.size())
    Roots.push_back(Info.Parent == NoId ? R : Roots[Info.Parent]);
  return R;
}

uint32_t Symbols::name(std::string_view Text) { return intern(NameIds, Names, std::string(Text)); }
uint32_t Symbols::function(const FunctionName &F) { return intern(FunctionIds, Functions, F); }

SymbolId Symbols::operation(BinaryOp Operator, Value Left, Value Right) {
  SymbolInfo Info{SymbolKind::Operation};
  Info.Operator = Operator;
  Info.Left = Left;
  Info.Right = Right;
  return symbol(Info);
}

bool Symbols::isWithin(RegionId R, RegionId Ancestor) const {
  // A parent was interned before its parts, so its number is lower.
  while (R != NoId && R > Ancestor)
    R = RegionList[R].Parent;
  return R != NoId && R == Ancestor;
}

RegionId Symbols::rebase(RegionId R, RegionId From, RegionId To) {
  if (R == From)
    return To;
  RegionInfo Info = RegionList[R];
  Info.Parent = rebase(Info.Parent, From, To);
  return region(Info);
}

static bool valueMentions(const Symbols &Table, Value V, SymbolId Part) {
  if (V.isSymbol())
    return Table.mentions(static_cast<SymbolId>(V.N), Part);
  if (V.Kind == Value::Pointer) {
    const RegionInfo &Root = Table.region(Table.root(static_cast<RegionId>(V.N)));
    return Root.Kind == RegionKind::Pointee && Table.mentions(Root.A, Part);
  }
  return false;
}

bool Symbols::isMadeOf(SymbolId S, SymbolId Part) const {
  const SymbolInfo &Info = SymbolList[S];
  switch (Info.Kind) {
  case SymbolKind::Operation:
  case SymbolKind::Both:
  case SymbolKind::Either:
    return valueMentions(*this, Info.Left, Part) || valueMentions(*this, Info.Right, Part);
  case SymbolKind::Status: return valueMentions(*this, Info.Left, Part);
  case SymbolKind::Part: return mentions(Info.A, Part);
  case SymbolKind::Entry: {
    const RegionInfo &Root = region(root(Info.A));
    return Root.Kind == RegionKind::Pointee && mentions(Root.A, Part);
  }
  default: return false;
  }
}

unsigned Symbols::depth(SymbolId S) const {
  const SymbolInfo &Info = SymbolList[S];
  if (Info.Kind != SymbolKind::Operation && Info.Kind != SymbolKind::Both &&
      Info.Kind != SymbolKind::Either)
    return 0;
  unsigned Left = Info.Left.isSymbol() ? depth(static_cast<SymbolId>(Info.Left.N)) : 0;
  unsigned Right = Info.Right.isSymbol() ? depth(static_cast<SymbolId>(Info.Right.N)) : 0;
  return 1 + std::max(Left, Right);
}

} // namespace connlint
