// SqlCalls.cpp - calls that run SQL: what begins, finishes or asks for a transaction.
#include "flow/Engine.h"

namespace connlint {

/// The value of a text that is given as such, or in a string object.
Value Engine::textOf(const State &S, Value Given) {
  if (Given.Kind != Value::Pointer && Given.Kind != Value::Aggregate)
    return Given;
  const RegionId Place = static_cast<RegionId>(Given.N);
  RegionId Text = Table.field(Place, std::string(TextField));
  for (RegionId Each : {Place, Text}) { // An array of characters, or a string object.
    const Value *Known = S.Memory.find(Each);
    std::optional<Value> Constant = constantAt(Each);
    if (Constant || (Known && (Each == Text || Known->Kind == Value::Text)))
      return Constant ? *Constant : *Known;
  }
  return Value::symbol(Table.entry(Text));
}

/// The parameter that says Text, itself or in a string object; or null.
const VariableFacts *Engine::parameterOfText(SymbolId Text) const {
  const SymbolInfo &Info = Table.symbol(Text);
  if (Info.Kind != SymbolKind::Entry)
    return nullptr;
  RegionId Place = Info.A;
  if (Table.region(Place).Kind == RegionKind::Field &&
      Table.name(Table.region(Place).A) == TextField) {
    Place = Table.region(Place).Parent;
    if (const RegionInfo &Object = Table.region(Place); Object.Kind == RegionKind::Pointee)
      if (const SymbolInfo &Pointer = Table.symbol(Object.A); Pointer.Kind == SymbolKind::Entry)
        Place = Pointer.A;
  }
  const VariableFacts *V = variableOf(Place);
  return V && V->Kind == VariableKind::Parameter ? V : nullptr;
}

SqlAction Engine::sqlActionOf(const State &S, const SqlEffect &Sql, const Instruction &I) {
  if (!Sql.TextArg)
    return Sql.Action;
  if (*Sql.TextArg >= I.Args.size())
    return SqlAction::None;
  Value Text = textOf(S, operand(S, I.Args[*Sql.TextArg].Value));
  if (Text.Kind == Value::Text)
    return classifySql(Table.name(static_cast<uint32_t>(Text.N)));
  if (auto Joined = JoinedTexts.find(static_cast<SymbolId>(Text.N));
      Text.isSymbol() && Joined != JoinedTexts.end()) {
    // One of several texts; if one of them finishes, the others most likely do, too.
    for (uint32_t Each : Joined->second)
      if (SqlAction Action = classifySql(Table.name(Each)); Action != SqlAction::None)
        return Action;
    return SqlAction::None;
  }
  if (!Text.isSymbol())
    return SqlAction::None;
  const VariableFacts *V = parameterOfText(static_cast<SymbolId>(Text.N));
  if (!V)
    return SqlAction::None;
  std::vector<unsigned> &Known = Result.Effects.SqlParameters;
  if (std::ranges::find(Known, V->ParameterIndex) == Known.end())
    Known.push_back(V->ParameterIndex);
  auto It = SqlTexts.find(V->ParameterIndex);
  return It == SqlTexts.end() ? SqlAction::None : It->second;
}

void Engine::testTransaction(const Instruction &I, const FunctionModel &M, States &Current) {
  States Next;
  for (State &S : Current) {
    Value Connection = M.TransactionTest->Arg < I.Args.size()
                           ? operand(S, I.Args[M.TransactionTest->Arg].Value)
                           : Value::unknown();
    const Instance *Open = S.instance(Connection, true);
    if (!Open && I.Dst != NoReg && Connection.isSymbol() && isAboutEntry(Connection)) {
      SymbolInfo Answer{SymbolKind::Status, Table.name(I.Name)}; // The caller may know.
      Answer.Left = Connection;
      setRegister(S, I.Dst, Value::symbol(Table.symbol(Answer)));
    }
    if (!Open || Open->State != Typestate::Held || I.Dst == NoReg) {
      Next.push_back(std::move(S));
      continue;
    }
    Value Answer = resultOf(S, I);
    setRegister(S, I.Dst, Answer);
    IntervalSet None = IntervalSet::of(M.TransactionTest->Ok);
    State Gone = S; // The server has rolled back on its own.
    if (constrain(Gone, Answer, None)) {
      finishTransaction(Gone, Connection, false);
      Next.push_back(std::move(Gone));
    }
    if (constrain(S, Answer, None.complement()))
      Next.push_back(std::move(S));
  }
  Current = std::move(Next);
}

/// The test that Asked is the answer of; null: of none.
const StatusEffect *Engine::transactionTestOf(const std::string &Asked) const {
  const FunctionModel *M = Model.find(Asked);
  return M && M->TransactionTest ? &*M->TransactionTest : nullptr;
}

/// A transaction begins or ends: whatever was asked before has another answer.
void Engine::forgetTransactionTests(State &S, Value Connection) {
  auto IsTest = [&](auto &Self, Value V) -> bool {
    if (!V.isSymbol())
      return false;
    const SymbolInfo &Info = Table.symbol(static_cast<SymbolId>(V.N));
    if (Info.Kind == SymbolKind::Status)
      return Info.Left == Connection && transactionTestOf(Table.name(Info.A));
    return Self(Self, Info.Left) || Self(Self, Info.Right);
  };
  S.Ranges.eraseIf([&](const auto &Item) { return IsTest(IsTest, Value::symbol(Item.first)); });
}

/// The callee has found no transaction on the connection: if one was begun, the server has rolled
/// back on its own.
void Engine::applyTransactionTest(State &S, const SummaryCase::Constraint &Found, Value Answer) {
  const StatusEffect *Test =
      Found.Of.Kind == Term::Status ? transactionTestOf(Found.Of.Name) : nullptr;
  if (!Test || !Answer.isSymbol() ||
      !Found.Range.intersect(IntervalSet::of(Test->Ok).complement()).isEmpty())
    return;
  Value Connection = Table.symbol(static_cast<SymbolId>(Answer.N)).Left;
  if (const Instance *Open = S.instance(Connection, true); Open && Open->State == Typestate::Held)
    finishTransaction(S, Connection, false);
}

void Engine::applySql(const Instruction &I, const FunctionModel &M, States &Current) {
  const SqlEffect &Sql = *M.Sql;
  States Next;
  for (State &S : Current) {
    SqlAction Action = sqlActionOf(S, Sql, I);
    Value Connection = Sql.ConnectionArg < I.Args.size()
                           ? operand(S, I.Args[Sql.ConnectionArg].Value)
                           : Value::unknown();
    if (Action == SqlAction::Commit || Action == SqlAction::Rollback)
      finishTransaction(S, Connection, Action == SqlAction::Commit);
    if (!Sql.Ok.empty() && !S.instance(operand(S, I.Dst)) && I.Dst != NoReg) {
      if (!S.Registers.find(I.Dst))
        setRegister(S, I.Dst, resultOf(S, I));
      S.LastQuery.set(Connection, operand(S, I.Dst));
    }
    if (Action != SqlAction::Begin ||
        (Connection.Kind != Value::Symbol && Connection.Kind != Value::Pointer) ||
        rangeOf(S, Connection).isSingle(0)) {
      Next.push_back(std::move(S));
      continue;
    }
    // Whether it worked is in the return code, or in the status of the result.
    if (I.Dst != NoReg && !S.Registers.find(I.Dst))
      setRegister(S, I.Dst, resultOf(S, I));
    Value Outcome = operand(S, I.Dst), Handle = Value::unknown();
    IntervalSet Ok = IntervalSet::of(Sql.Ok);
    if (Sql.Ok.empty())
      Ok = IntervalSet::full();
    if (const Instance *Answer = S.instance(Outcome)) {
      auto Status = StatusFunctions.find(Answer->Resource);
      if (Status == StatusFunctions.end())
        Ok = IntervalSet::full();
      else
        Outcome = statusOf(Handle = Outcome, Status->second.first, Status->second.second);
    }
    for (bool Success : {true, false}) {
      State Branch = S;
      if (!constrain(Branch, Outcome, Success ? Ok : Ok.complement()) ||
          (Success && S.instance(Connection) &&
           !constrain(Branch, Connection, IntervalSet::nonZero())) ||
          (Success && Handle.isSymbol() && !constrain(Branch, Handle, IntervalSet::nonZero())))
        continue;
      if (Success) {
        Instance Open;
        Open.Handle = Connection;
        Open.IsTransaction = true;
        Open.Local = true;
        Open.Origin = origin({0, true, I.Name, Function.Places[Place], {}, {}, {}, false});
        Branch.addInstance(std::move(Open));
        step(Branch, StepKind::Acquire, Function.Places[Place], "transaction begun by " + I.Name);
      }
      Next.push_back(std::move(Branch));
    }
  }
  Current = std::move(Next);
}

} // namespace connlint
