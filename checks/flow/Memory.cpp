// Memory.cpp - what memory holds: a map from access paths to values.
#include "flow/Engine.h"

namespace connlint {

RegionId Engine::regionOf(Value Address) {
  if (Address.Kind == Value::Pointer)
    return static_cast<RegionId>(Address.N);
  if (Address.isSymbol())
    return Table.pointee(static_cast<SymbolId>(Address.N));
  return NoId;
}

const VariableFacts *Engine::variableOf(RegionId Root) const {
  const RegionInfo &Info = Table.region(Root);
  return Info.Kind == RegionKind::Variable ? &Function.Variables[Info.A] : nullptr;
}

bool Engine::isLostParameter(RegionId R, Value V) const {
  const VariableFacts *Variable = variableOf(R);
  return Variable && Variable->Kind == VariableKind::Parameter && V.isSymbol() &&
         Table.symbol(static_cast<SymbolId>(V.N)).Kind == SymbolKind::Havoc;
}

/// Memory that outlives the function: globals, and what unknown pointers point to.
bool Engine::isExternal(const State &S, RegionId R) const {
  RegionId Root = Table.root(R);
  const RegionInfo &Info = Table.region(Root);
  if (Info.Kind == RegionKind::Pointee)
    return !S.Heap.find(Info.A);
  if (const VariableFacts *V = variableOf(Root))
    return V->Kind == VariableKind::Global;
  return false;
}

/// A local variable that nothing outside of the function can reach.
bool Engine::isOwnVariable(RegionId R) const {
  const RegionInfo &Info = Table.region(R);
  return Info.Kind == RegionKind::Variable && !Exposed.contains(Info.A) &&
         Function.Variables[Info.A].Kind == VariableKind::Local;
}

bool Engine::isErrorField(const State &S, Value Handle, RegionId R) const {
  const RegionInfo &Info = Table.region(R);
  const Instance *I = S.instance(Handle);
  return I && Info.Kind == RegionKind::Field && !resource(*I).ErrorField.empty() &&
         resource(*I).ErrorField == Table.name(Info.A);
}

/// "table[1].open" of a global; empty if which element it is is not known.
std::string Engine::placeName(RegionId R) const {
  const RegionInfo &Info = Table.region(R);
  if (Info.Kind == RegionKind::Variable)
    return Function.Variables[Info.A].Name;
  if ((Info.Kind != RegionKind::Field && Info.Kind != RegionKind::Element) || Info.A == NoId)
    return {};
  std::string Name = placeName(Info.Parent);
  if (Name.empty())
    return Name;
  return Info.Kind == RegionKind::Field ? Name + "." + Table.name(Info.A)
                                        : Name + "[" + std::to_string(Info.A) + "]";
}

std::optional<Value> Engine::constantAt(RegionId R) {
  const VariableFacts *V = variableOf(Table.root(R));
  if (!V || V->Kind != VariableKind::Global)
    return std::nullopt;
  const GlobalConstant *Known = Callees.constantAt(placeName(R));
  if (!Known)
    return std::nullopt;
  if (Known->IsFunction)
    return Value{Value::Function, Table.function({Known->Name, Known->Value})};
  return Value{Value::Text, Table.name(Known->Value)};
}

Value Engine::read(State &S, RegionId R, bool Aggregate) {
  if (Aggregate)
    return {Value::Aggregate, R};
  const Value *Known = S.Memory.find(R);
  if (!Known || Known->isNull() || Known->isZeroes())
    if (const Instance *Kept = keptInSome(S, R))
      return Kept->Handle;
  if (Known && Known->isZeroes())
    return Value::null();
  if (Known && Known->Kind != Value::Aggregate)
    return *Known;
  if (std::optional<Value> Constant = constantAt(R))
    return *Constant;
  const RegionId Array = arrayAround(R);
  // The nearest enclosing object that was set as a whole decides.
  for (RegionId Up = Table.region(R).Parent; Up != NoId; Up = Table.region(Up).Parent) {
    const Value *V = S.Memory.find(Up);
    if (!V)
      continue;
    bool IsNull = V->isZeroes() || V->isNull();
    if (Up == Array && (!IsNull || hasParts(S, Array)))
      break; // That is the first slot; this may be another one.
    if (IsNull)
      return Value::null();
    if (V->isSymbol())
      return Value::symbol(Table.symbol({SymbolKind::Part, static_cast<SymbolId>(V->N), R}));
    break;
  }
  const RegionInfo &Info = Table.region(R);
  if (Info.Kind == RegionKind::Field && Table.region(Info.Parent).Kind == RegionKind::Pointee) {
    Value Handle = Value::symbol(Table.region(Info.Parent).A);
    if (isErrorField(S, Handle, R))
      return statusOf(Handle, Table.name(Info.A), CodeSet{{{0, 0}}});
  }
  if (Array != NoId) {
    SymbolId Any = fresh(S, SymbolKind::Havoc, Site, R);
    PickedFrom[Any] = Array;
    return Value::symbol(Any);
  }
  return Value::symbol(Table.entry(R));
}

/// "h[i] = open();" in a loop, then "close(h[0]);": of which nothing but null is known.
const Instance *Engine::keptInSome(const State &S, RegionId Slot) const {
  const RegionInfo &Info = Table.region(Slot);
  const RegionId Array = Info.Kind == RegionKind::Element && Info.A != NoId ? Info.Parent : Slot;
  auto It = std::ranges::find_if(S.Instances, [&](const Instance &I) {
    return I.Container == Array && I.State == Typestate::Held;
  });
  return It == S.Instances.end() ? nullptr : &*It;
}

bool Engine::hasParts(const State &S, RegionId Object) const {
  return std::ranges::any_of(S.Memory, [&](const auto &Item) {
    return Item.first != Object && Table.isWithin(Item.first, Object);
  });
}

RegionId Engine::arrayAround(RegionId R) const {
  for (; R != NoId; R = Table.region(R).Parent)
    if (Table.region(R).Kind == RegionKind::Element && Table.region(R).A == NoId)
      return Table.region(R).Parent;
  return NoId;
}

/// The next round of a loop stores the next handle there, in another element.
bool Engine::keepInElement(State &S, RegionId R, Value V) {
  RegionId Array = arrayAround(R);
  const bool IsSlot = Array != NoId;
  // Or in what such an element points to, or what that points to.
  for (RegionId Place = R;
       Array == NoId && Table.region(Table.root(Place)).Kind == RegionKind::Pointee;) {
    SymbolId Pointer = Table.region(Table.root(Place)).A;
    if (auto It = PickedFrom.find(Pointer); It != PickedFrom.end() && !S.Heap.find(Pointer))
      Array = It->second;
    if (Table.symbol(Pointer).Kind != SymbolKind::Entry)
      break;
    Place = Table.symbol(Pointer).A;
  }
  Instance *Kept = S.instance(V);
  if (Array == NoId || !V.isSymbol() || !Kept || Kept->State != Typestate::Held)
    return false;
  const RegionInfo &Root = Table.region(Table.root(Array));
  if (isExternal(S, R) || (Root.Kind == RegionKind::Variable && Exposed.contains(Root.A)))
    escape(S, V);
  else
    Kept->Container = Array;
  if (!IsSlot) // Until another element is picked, it lies there.
    return false;
  // What was known of the element that the former round has seen is not known of this one.
  const Value *Old = S.Memory.find(R);
  if (const Instance *I = Old ? S.instance(*Old) : nullptr;
      Old && !(I && I->State == Typestate::Held))
    S.Memory.erase(R);
  return true;
}

/// R is in some slot of an array, and other slots have handles.
bool Engine::holdsOthers(const State &S, RegionId R) const {
  const RegionId Array = arrayAround(R);
  return Array != NoId && std::ranges::any_of(S.Instances, [&](const Instance &I) {
           return I.Container == Array && I.State == Typestate::Held;
         });
}

/// The first slot of an array has the array's own address.
void Engine::noteSlot(const State &S, RegionId R, Value V) {
  if (const Instance *Held = S.instance(V))
    ArrayOf[Held->Origin] =
        Table.region(R).Kind == RegionKind::Element ? Table.region(R).Parent : R;
}

/// "new Link(...)": the object comes to be in a temporary, and with it the handles that are its parts.
void Engine::moveObjects(State &S, RegionId From, RegionId To) {
  const VariableFacts *Temporary = variableOf(Table.root(From));
  if (!Temporary || Temporary->Kind != VariableKind::Local || !Temporary->Name.empty())
    return;
  for (Instance &I : S.Instances)
    if (I.Handle.Kind == Value::Pointer && Table.isWithin(static_cast<RegionId>(I.Handle.N), From))
      I.Handle = Value::pointer(Table.rebase(static_cast<RegionId>(I.Handle.N), From, To));
  std::ranges::sort(S.Instances);
}

bool Engine::write(State &S, RegionId R, Value V) {
  std::vector<std::pair<RegionId, Value>> Copied;
  if (V.Kind == Value::Aggregate && !V.isZeroes()) {
    RegionId From = static_cast<RegionId>(V.N);
    if (From == R)
      return false;
    if (Table.isWithin(R, From)) {
      // memmove(a + 1, a, n): each round of a loop would name the parts one level deeper.
      escapeContents(S, From);
      forget(S, R);
      return true;
    }
    moveObjects(S, From, R);
    bool Whole = S.Memory.find(From) != nullptr;
    for (const auto &[Part, Held] : S.Memory)
      if (Table.isWithin(Part, From))
        Copied.emplace_back(Part, Held);
    for (auto &[Part, Held] : Copied)
      Part = Table.rebase(Part, From, R);
    const VariableFacts *Variable = variableOf(Table.root(From));
    bool FromCaller =
        isExternal(S, From) || (Variable && Variable->Kind == VariableKind::Parameter);
    if (!Whole && FromCaller && Copied.empty()) {
      // Parts that were never touched: name them by where they came from.
      Copied.emplace_back(R, Value::symbol(Table.entry(From)));
    }
  }
  noteSlot(S, R, V);
  bool MayLose = false;
  S.Memory.eraseIf([&](const auto &Item) {
    if (!Table.isWithin(Item.first, R))
      return false;
    MayLose |= Item.second != V && mayNameHandle(S, Item.second);
    return true;
  });
  if (V.Kind != Value::Aggregate || V.isZeroes())
    S.Memory.set(R, V);
  for (auto &[Part, Held] : Copied)
    S.Memory.set(Part, Held);
  if (V.Kind == Value::Pointer && isExternal(S, R)) {
    // The address of a variable is out: calls may change the variable.
    const RegionInfo &Root = Table.region(Table.root(static_cast<RegionId>(V.N)));
    if (Root.Kind == RegionKind::Variable)
      Exposed.insert(Root.A);
  }
  return MayLose;
}

/// The places in R that have a handle on which a transaction is open.
std::vector<std::pair<RegionId, Value>> Engine::placesAtWork(const State &S, RegionId R) const {
  std::vector<std::pair<RegionId, Value>> Places;
  for (const Instance &I : S.Instances) {
    if (!I.IsTransaction || I.State != Typestate::Held)
      continue;
    for (const auto &Item : S.Memory)
      if (Item.second == I.Handle && Table.isWithin(Item.first, R))
        Places.push_back(Item);
    if (!Table.isEntry(I.Handle))
      continue;
    const RegionId Origin = Table.symbol(static_cast<SymbolId>(I.Handle.N)).A;
    if (Table.isWithin(Origin, R) && !S.Memory.find(Origin))
      Places.emplace_back(Origin, I.Handle);
  }
  return Places;
}

/// Anything may be there now. But nobody exchanges a connection amid a transaction, or settings.
void Engine::forget(State &S, RegionId R) {
  auto Kept = placesAtWork(S, R);
  addSettings(S, R, Kept);
  S.Memory.eraseIf([&](const auto &Item) { return Table.isWithin(Item.first, R); });
  SymbolId Anything = fresh(S, SymbolKind::Havoc, Site, R);
  S.Memory.set(R, Value::symbol(Anything));
  for (const auto &[Place, Content] : Kept)
    S.Memory.set(Place, Content);
}

SymbolId Engine::fresh(State &S, SymbolKind Kind, uint32_t A, uint32_t B) {
  const size_t Known = Table.symbolCount();
  SymbolId New = Table.symbol({Kind, A, B, 0});
  if (New < Known) // Else no state can speak of it yet.
    age(S, New);
  return New;
}

/// Symbols that the state speaks of, and what those are made of, by number.
std::vector<bool> Engine::mentionedSymbols(const State &S) const {
  std::vector<bool> Marked(Table.symbolCount());
  for (const auto &[R, V] : S.Memory) {
    Table.markParts(V, Marked);
    Table.markPartsOfRoot(R, Marked);
  }
  for (const auto &[R, V] : S.Registers)
    Table.markParts(V, Marked);
  for (const auto &[Sym, Range] : S.Ranges)
    Table.markParts(Sym, Marked);
  for (const Instance &I : S.Instances)
    Table.markParts(I.Handle, Marked);
  for (const auto &[Sym, Freed] : S.Heap)
    Marked[Sym] = true;
  for (const auto &[Sym, Of] : S.Derived)
    Marked[Sym] = true;
  return Marked;
}

void Engine::age(State &S, SymbolId New) {
  const std::vector<bool> Mentioned = mentionedSymbols(S);
  if (!Mentioned[New])
    return;
  SymbolInfo Older = Table.symbol(New);
  Older.Generation = 1;
  SymbolId Old = Table.symbol(Older);
  // A loop comes back to this place: what it made last time becomes the older one.
  if (Old < Mentioned.size() && Mentioned[Old])
    substitute(S, Old, std::nullopt);
  substitute(S, New, Old);
}

/// Renames a symbol everywhere, or forgets it. What was computed from it is forgotten.
void Engine::substitute(State &S, SymbolId From, std::optional<SymbolId> To) {
  auto RootMentions = [&](RegionId R, bool &Exact) {
    const RegionInfo &Root = Table.region(Table.root(R));
    if (Root.Kind != RegionKind::Pointee || !Table.mentions(Root.A, From))
      return false;
    Exact = Root.A == From;
    return true;
  };
  auto Rename = [&](Value V) {
    bool Exact = false;
    if (V.isSymbol() && Table.mentions(static_cast<SymbolId>(V.N), From))
      return V.N == From && To ? Value::symbol(*To) : Value::unknown();
    if (V.Kind == Value::Pointer && RootMentions(static_cast<RegionId>(V.N), Exact)) {
      RegionId R = static_cast<RegionId>(V.N);
      return Exact && To ? Value::pointer(Table.rebase(R, Table.root(R), Table.pointee(*To)))
                         : Value::unknown();
    }
    return V;
  };
  std::vector<Value> Inside; // Of an object that is forgotten: a list may have it.
  for (const auto &[R, V] : S.Memory)
    if (bool Exact = false; S.instance(V) && RootMentions(R, Exact) && !(Exact && To))
      Inside.push_back(V);
  for (Value V : Inside)
    escape(S, V);
  FlatMap<RegionId, Value> Memory;
  for (const auto &[R, V] : S.Memory) {
    bool Exact = false;
    if (!RootMentions(R, Exact))
      Memory.set(R, Rename(V));
    else if (Exact && To)
      Memory.set(Table.rebase(R, Table.root(R), Table.pointee(*To)), Rename(V));
  }
  S.Memory = std::move(Memory);
  for (auto &[R, V] : S.Registers)
    V = Rename(V);
  FlatMap<SymbolId, IntervalSet> Ranges;
  for (const auto &[Sym, Range] : S.Ranges) {
    const SymbolInfo Info = Table.symbol(Sym);
    if (!Table.mentions(Sym, From)) {
      Ranges.set(Sym, Range);
    } else if (To && Sym == From) {
      Ranges.set(*To, Range);
    } else if (To && Info.Kind == SymbolKind::Status && Info.Left == Value::symbol(From)) {
      SymbolInfo Renamed = Info;
      Renamed.Left = Value::symbol(*To);
      SymbolId Status = Table.symbol(Renamed);
      if (auto It = StatusOk.find(Sym); It != StatusOk.end())
        StatusOk.insert_or_assign(Status, It->second);
      Ranges.set(Status, Range);
    }
  }
  S.Ranges = std::move(Ranges);
  std::vector<Instance> Kept;
  for (Instance &I : S.Instances) {
    I.Handle = Rename(I.Handle);
    I.Parent = Rename(I.Parent);
    for (SymbolId *Of : {&I.Code, &I.Error, &I.Verdict})
      if (*Of == From)
        *Of = To ? *To : NoId;
    bool Exact = false;
    if (I.Container != NoId && RootMentions(I.Container, Exact))
      I.Handle = Value::unknown();
    if (I.Handle.Kind != Value::Unknown)
      Kept.push_back(I);
    else if (I.State == Typestate::Held)
      ++Result.GaveUp["handles of older loop rounds"];
  }
  std::ranges::sort(Kept);
  S.Instances = std::move(Kept);
  FlatMap<SymbolId, Value> Derived;
  for (const auto &[Sym, Base] : S.Derived) {
    Value NewBase = Rename(Base);
    if (NewBase.Kind == Value::Unknown)
      continue;
    if (!Table.mentions(Sym, From))
      Derived.set(Sym, NewBase);
    else if (Sym == From && To)
      Derived.set(*To, NewBase);
  }
  S.Derived = std::move(Derived);
  S.LastQuery.eraseIf([&](auto &Item) {
    Item.second = Rename(Item.second);
    return Rename(Item.first) != Item.first || Item.second.Kind == Value::Unknown;
  });
  FlatMap<SymbolId, bool> Heap;
  for (const auto &[Sym, Freed] : S.Heap) {
    if (!Table.mentions(Sym, From))
      Heap.set(Sym, Freed);
    else if (Sym == From && To)
      Heap.set(*To, Freed);
  }
  S.Heap = std::move(Heap);
  S.Result = Rename(S.Result);
  if (auto It = PickedFrom.find(From); It != PickedFrom.end() && To)
    PickedFrom[*To] = It->second;
  if (auto It = Descriptions.find(From); It != Descriptions.end() && To)
    Descriptions[*To] = It->second;
}

} // namespace connlint
