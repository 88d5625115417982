// Statuses.cpp - what a connection says of itself: status functions, and fields for errors.
#include "flow/Engine.h"

namespace connlint {

Value Engine::statusOf(Value Handle, const std::string &StatusFunction, const CodeSet &Ok) {
  if (Handle.Kind != Value::Symbol && Handle.Kind != Value::Pointer)
    return Value::unknown();
  SymbolInfo Info{SymbolKind::Status, Table.name(StatusFunction)};
  Info.Left = Handle;
  SymbolId Sym = Table.symbol(Info);
  StatusOk.insert_or_assign(Sym, IntervalSet::of(Ok));
  return Value::symbol(Sym);
}

/// "strcmp(kind, "pg")" has one answer, until somebody gets the text to change it.
Value Engine::comparedText(const std::vector<Value> &Args, const std::string &Name) {
  if (Args.size() < 2 || Args.size() > 3)
    return Value::unknown();
  auto [Text, Literal] =
      Args[0].Kind == Value::Text ? std::pair(Args[1], Args[0]) : std::pair(Args[0], Args[1]);
  if (!Text.isSymbol() || Literal.Kind != Value::Text)
    return Value::unknown();
  SymbolInfo Info{SymbolKind::Status, Table.name(Name)};
  Info.Left = Text;
  Info.Right = Literal;
  return Value::symbol(Table.symbol(Info));
}

void Engine::forgetComparisons(State &S, Value Text) {
  forgetAnswers(S, [&](const SymbolInfo &Answer) {
    return Answer.Left == Text && Answer.Right.Kind == Value::Text;
  });
}

/// Forgets what functions have said, and what was concluded from it: "status != ok" is a fact of
/// its own.
void Engine::forgetAnswers(State &S, const std::function<bool(const SymbolInfo &)> &IsAffected) {
  auto Tells = [&](auto &Self, SymbolId Sym) -> bool {
    const SymbolInfo &Info = Table.symbol(Sym);
    if (Info.Kind == SymbolKind::Status)
      return IsAffected(Info);
    auto In = [&](Value V) { return V.isSymbol() && Self(Self, static_cast<SymbolId>(V.N)); };
    return In(Info.Left) || In(Info.Right);
  };
  S.Ranges.eraseIf([&](const auto &Item) { return Tells(Tells, Item.first); });
}

void Engine::invalidateStatus(State &S, Value Handle) {
  const Instance *I = S.instance(Handle);
  bool IsStatement = I && resource(*I).Kind == ResourceKind::Statement;
  if (I && !IsStatement && resource(*I).Kind != ResourceKind::Connection &&
      resource(*I).Kind != ResourceKind::Lease)
    return; // The status of a result does not change.
  // What a statement does shows in the status of its connection, whichever that is.
  forgetAnswers(S, [&](const SymbolInfo &Status) {
    if (Status.Left == Handle)
      return true;
    return IsStatement && std::ranges::any_of(StatusFunctions, [&](const auto &Item) {
             return Model.resources()[Item.first].Family == resource(*I).Family &&
                    Item.second.first == Table.name(Status.A);
           });
  });
}

/// The connection resource of the same family.
std::optional<unsigned> Engine::connectionOf(const AcquireEffect &A) const {
  const std::vector<ResourceType> &All = Model.resources();
  for (unsigned R = 0; R < All.size(); ++R)
    if (All[R].Kind == ResourceKind::Connection && All[R].Family == All[A.Resource].Family)
      return R;
  return std::nullopt;
}

bool Engine::mentionsField(const std::string &Name) const {
  for (const BlockFacts &B : Function.Blocks)
    for (const Instruction &I : B.Instructions)
      if (I.Kind == Op::Field && I.Name == Name)
        return true;
  return false;
}

void Engine::forgetErrorField(const Instruction &I, const AcquireEffect &A, State &S) {
  std::optional<unsigned> Type = connectionOf(A);
  if (!Type || *A.StatusOf >= I.Args.size())
    return;
  const std::string &Field = Model.resources()[*Type].ErrorField;
  Value Connection = operand(S, I.Args[*A.StatusOf].Value);
  RegionId R = regionOf(Connection);
  if (Field.empty() || R == NoId || !mentionsField(Field))
    return;
  invalidateStatus(S, Connection);
  S.Memory.set(Table.field(R, Field), statusOf(Connection, Field, CodeSet{{{0, 0}}}));
}

/// What tells that nothing was handed out, beside the null: "c->err", mysql_errno(c).
std::optional<SymbolId> Engine::errorOf(const Instruction &I, const AcquireEffect &A, State &S) {
  std::optional<unsigned> Type = A.StatusOf ? connectionOf(A) : std::nullopt;
  if (!Type || *A.StatusOf >= I.Args.size())
    return std::nullopt;
  Value Connection = operand(S, I.Args[*A.StatusOf].Value), Error;
  const std::string &Field = Model.resources()[*Type].ErrorField;
  if (RegionId R = regionOf(Connection); !Field.empty() && R != NoId)
    Error = read(S, Table.field(R, Field), false);
  else if (auto It = StatusFunctions.find(*Type); Field.empty() && It != StatusFunctions.end())
    Error = statusOf(Connection, It->second.first, It->second.second);
  return Error.isSymbol() ? std::optional(static_cast<SymbolId>(Error.N)) : std::nullopt;
}

void Engine::noteStatusOf(const Instruction &I, const AcquireEffect &A, State &S) {
  std::optional<unsigned> Type = connectionOf(A);
  if (!Type || *A.StatusOf >= I.Args.size())
    return;
  Value Connection = operand(S, I.Args[*A.StatusOf].Value);
  const std::string &Field = Model.resources()[*Type].ErrorField;
  IntervalSet Good = A.Success.empty() ? IntervalSet::full() : IntervalSet::of(A.Success);
  if (!Field.empty()) {
    constrain(S, statusOf(Connection, Field, CodeSet{{{0, 0}}}), IntervalSet::single(0));
  } else if (auto It = StatusFunctions.find(*Type); It != StatusFunctions.end()) {
    const auto &[Name, Ok] = It->second;
    constrain(S, statusOf(Connection, Name, Ok), Good.intersect(IntervalSet::of(Ok)));
  }
}

/// A failed and said so, so the connection says so, too.
bool Engine::noteFailureOf(const Instruction &I, const AcquireEffect &A, State &S) {
  std::optional<unsigned> Type = A.Success.empty() ? std::nullopt : connectionOf(A);
  auto It = Type ? StatusFunctions.find(*Type) : StatusFunctions.end();
  if (It == StatusFunctions.end() || *A.StatusOf >= I.Args.size())
    return true;
  const auto &[Name, Ok] = It->second;
  Value Status = statusOf(operand(S, I.Args[*A.StatusOf].Value), Name, Ok);
  if (Status.isSymbol())
    Result.OwnStatuses.insert(static_cast<SymbolId>(Status.N));
  return constrain(S, Status, IntervalSet::of(Ok).complement());
}

} // namespace connlint
