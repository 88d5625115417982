// Symbols.cpp - interning of symbols and regions.
#include "flow/Symbols.h"
#include "flow/Interval.h"

namespace connlint {

template <typename Map, typename List, typename Key>
static uint32_t intern(Map &Ids, List &Items, const Key &Item) {
  auto [It, New] = Ids.try_emplace(Item, Items.size());
  if (New)
    Items.push_back(Item);
  return It->second;
}

static size_t mix(std::initializer_list<uint64_t> Words) {
  uint64_t Seed = 0;
  for (uint64_t Word : Words) { // The step of splitmix64.
    Seed = (Seed ^ Word) + 0x9e3779b97f4a7c15;
    Seed = (Seed ^ (Seed >> 30)) * 0xbf58476d1ce4e5b9;
    Seed ^= Seed >> 27;
  }
  return Seed;
}

static uint64_t pack(uint32_t High, uint32_t Low) { return uint64_t(High) << 32 | Low; }

size_t Symbols::Hash::operator()(const SymbolInfo &I) const {
  uint64_t Kinds = pack(static_cast<uint32_t>(I.Operator) << 8 | static_cast<uint32_t>(I.Kind),
                        I.Left.Kind << 8 | I.Right.Kind);
  return mix({Kinds, pack(I.A, I.B), I.Generation, static_cast<uint64_t>(I.Left.N),
              static_cast<uint64_t>(I.Right.N)});
}

size_t Symbols::Hash::operator()(const RegionInfo &I) const {
  return mix({static_cast<uint64_t>(I.Kind), pack(I.Parent, I.A)});
}

uint64_t Symbols::partsOfRoot(RegionId R) const {
  const RegionInfo &Root = region(root(R));
  return Root.Kind == RegionKind::Pointee ? PartBits[Root.A] : 0;
}

uint64_t Symbols::partsOf(Value V) const {
  if (V.isSymbol())
    return PartBits[static_cast<SymbolId>(V.N)];
  return V.Kind == Value::Pointer ? partsOfRoot(static_cast<RegionId>(V.N)) : 0;
}

uint64_t Symbols::partsOf(const SymbolInfo &Info) const {
  uint64_t Parts = partsOf(Info.Left) | partsOf(Info.Right);
  if (Info.Kind == SymbolKind::Part)
    Parts |= PartBits[Info.A];
  return Info.Kind == SymbolKind::Entry ? Parts | partsOfRoot(Info.A) : Parts;
}

SymbolId Symbols::symbol(const SymbolInfo &Info) {
  SymbolId S = intern(SymbolIds, SymbolList, Info);
  if (S < PartBits.size())
    return S;
  PartBits.push_back(partsOf(Info) | bitOf(S));
  Compared.push_back(false);
  if (Info.Kind == SymbolKind::Operation && isRelation(Info.Operator))
    for (Value Operand : {Info.Left, Info.Right})
      if (Operand.isSymbol())
        Compared[static_cast<SymbolId>(Operand.N)] = true;
  return S;
}

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

void Symbols::markPartsOfRoot(RegionId R, std::vector<bool> &Marked) const {
  if (const RegionInfo &Root = region(root(R)); Root.Kind == RegionKind::Pointee)
    markParts(Root.A, Marked);
}

void Symbols::markParts(Value V, std::vector<bool> &Marked) const {
  if (V.isSymbol())
    markParts(static_cast<SymbolId>(V.N), Marked);
  else if (V.Kind == Value::Pointer)
    markPartsOfRoot(static_cast<RegionId>(V.N), Marked);
}

void Symbols::markParts(SymbolId S, std::vector<bool> &Marked) const {
  if (Marked[S])
    return;
  Marked[S] = true;
  const SymbolInfo &Info = SymbolList[S];
  markParts(Info.Left, Marked);
  markParts(Info.Right, Marked);
  if (Info.Kind == SymbolKind::Part)
    markParts(Info.A, Marked);
  else if (Info.Kind == SymbolKind::Entry)
    markPartsOfRoot(Info.A, Marked);
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
