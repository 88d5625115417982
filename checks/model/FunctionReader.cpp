// FunctionReader.cpp - reads the entries of `functions`: what a call does to handles.
#include "model/ModelReader.h"
#include <algorithm>
#include <charconv>

namespace connlint {

namespace {

class FunctionReader {
public:
  FunctionReader(const YamlNode &Entry, const std::string &Family, const ResourceNames &Resources,
                 FunctionLines &Seen, ModelErrors &Errors)
      : Fields(Entry, "function",
               {"name",
                "acquire",
                "release",
                "connect",
                "status",
                "sql",
                "transaction-test",
                "returns-socket",
                "sets-up",
                "asks-status",
                "returns-argument",
                "returns-derived",
                "releases-children",
                "lists-children",
                "takes",
                "tolerates-unchecked",
                "memory",
                "noreturn",
                "returns",
                "refuses",
                "blocking",
                "no-wait",
                "pure"},
               Errors),
        Family(Family), Resources(Resources), Seen(Seen), Errors(Errors) {}

  std::vector<FunctionModel> run();

private:
  unsigned resource(const ModelFields &F) const {
    return readResource(F, "resource", Family, Resources, Errors);
  }
  void readAcquires();
  void readReleases();
  void readConnects();
  void readStatus();
  void readTransactionTest();
  void readSql();
  void readNoReturn();
  void readNoWait();
  void check() const;
  void contradiction(std::string_view Key, std::string Message) const {
    const YamlNode *At = Fields.get(Key);
    Errors.add(At ? *At : Fields.node(), std::move(Message));
  }

  ModelFields Fields;
  const std::string &Family;
  const ResourceNames &Resources;
  FunctionLines &Seen;
  ModelErrors &Errors;
  FunctionModel F;
};

int64_t readNumber(const ModelFields &F, const YamlNode &Node, const char *Key,
                   const char *Complaint, ModelErrors &Errors) {
  std::string Text = F.scalar(Node, Key);
  int64_t Number = 0;
  auto [End, Error] = std::from_chars(Text.data(), Text.data() + Text.size(), Number);
  if (!Text.empty() && (Error != std::errc() || End != Text.data() + Text.size()))
    Errors.add(Node, Complaint);
  return Number;
}

std::optional<ArgumentIs> readCondition(const ModelFields &F, ModelErrors &Errors) {
  const YamlNode *Node = F.get("when");
  if (!Node)
    return std::nullopt;
  ModelFields When(*Node, "when", {"arg", "is"}, Errors);
  ArgumentIs Condition;
  Condition.Arg = When.requiredArgument("arg");
  if (const YamlNode *Value = When.require("is"))
    Condition.Value =
        readNumber(When, *Value, "is", "'is' must be a number: the value of the constant", Errors);
  return Condition;
}

/// "return", "out N" or "arg N".
HandlePlace readPlace(const ModelFields &F, ModelErrors &Errors) {
  HandlePlace Place;
  const YamlNode *Node = F.get("at");
  if (!Node)
    return Place;
  std::string Text = F.scalar(*Node, "at");
  if (Text.empty() || Text == "return")
    return Place;
  size_t Space = Text.find(' ');
  std::string Word = Text.substr(0, Space);
  if (Space == std::string::npos || (Word != "out" && Word != "arg")) {
    Errors.add(*Node, "at must be 'return', 'out N' (stored behind argument N) or 'arg N' "
                      "(argument N itself)");
    return Place;
  }
  Place.Kind = Word == "out" ? HandlePlace::Out : HandlePlace::Argument;
  YamlNode Number = *Node;
  Number.Text = Text.substr(Space + 1);
  Place.Arg = F.argumentOf(Number, "at").value_or(0);
  return Place;
}

} // namespace

AcquireEffect readAcquire(const ModelFields &F, unsigned Resource, ModelErrors &Errors) {
  using Failure = AcquireEffect::Failure;
  AcquireEffect A;
  A.Resource = Resource;
  A.At = readPlace(F, Errors);
  A.Success = F.codes("success");
  A.OnFailure = F.word("on-failure", FailureWords, Failure::Nothing);
  A.Raw = F.flag("raw", false);
  A.Source = F.arguments("source");
  if (std::optional<unsigned> Null = F.optionalArgument("if-null")) {
    A.IfArgumentNull = true;
    A.NullArgument = *Null;
  }
  A.FreedWith = F.optionalArgument("freed-with");
  A.AnswerOf = F.optionalArgument("answer-of");
  A.StatusOf = F.optionalArgument("status-of");
  A.Condition = readCondition(F, Errors);

  if (A.At.Kind == HandlePlace::Return && F.get("success"))
    Errors.add(*F.get("success"), "success is about a returned code, but this call returns "
                                  "the handle; use 'at: out N' or remove success");
  if (A.OnFailure == Failure::Unchanged && A.At.Kind != HandlePlace::Out)
    Errors.add(*F.get("on-failure"), "'unchanged' is for 'at: out N' only");
  return A;
}

namespace {

void FunctionReader::readAcquires() {
  const YamlNode *Node = Fields.get("acquire");
  if (!Node)
    return;
  forEachItem(*Node, Errors, [&](const YamlNode &Item) {
    ModelFields A(Item, "acquire",
                  {"resource", "at", "success", "on-failure", "raw", "source", "if-null",
                   "freed-with", "answer-of", "status-of", "when"},
                  Errors);
    AcquireEffect Effect = readAcquire(A, resource(A), Errors);
    for (const AcquireEffect &Other : F.Acquires)
      if (Other.At == Effect.At && Other.Condition == Effect.Condition) {
        Errors.add(Item, "two acquires leave a handle at the same place; give each its own "
                         "'at' or a 'when'");
        break;
      }
    F.Acquires.push_back(std::move(Effect));
  });
}

void FunctionReader::readReleases() {
  const YamlNode *Node = Fields.get("release");
  if (!Node)
    return;
  forEachItem(*Node, Errors, [&](const YamlNode &Item) {
    ModelFields R(
        Item, "release",
        {"resource", "arg", "null-ok", "through-pointer", "rolls-back", "success", "when"}, Errors);
    ReleaseEffect Effect;
    Effect.Resource = resource(R);
    Effect.Arg = R.requiredArgument("arg");
    Effect.NullOk = R.flag("null-ok", true);
    Effect.ThroughPointer = R.flag("through-pointer", false);
    Effect.RollsBack = R.flag("rolls-back", false);
    Effect.Success = R.codes("success");
    Effect.Condition = readCondition(R, Errors);
    for (const ReleaseEffect &Other : F.Releases)
      if (Other.Arg == Effect.Arg && Other.Condition == Effect.Condition) {
        Errors.add(Item, "the same argument is released twice; remove one or add a 'when'");
        break;
      }
    F.Releases.push_back(std::move(Effect));
  });
}

void FunctionReader::readConnects() {
  const YamlNode *Node = Fields.get("connect");
  if (!Node)
    return;
  forEachItem(*Node, Errors, [&](const YamlNode &Item) {
    ModelFields C(Item, "connect", {"resource", "arg", "success", "raw", "source"}, Errors);
    ConnectEffect Effect;
    Effect.Resource = resource(C);
    Effect.Arg = C.requiredArgument("arg");
    Effect.Success = C.codes("success");
    Effect.Raw = C.flag("raw", true);
    Effect.Source = C.arguments("source");
    F.Connects.push_back(std::move(Effect));
  });
}

void FunctionReader::readStatus() {
  const YamlNode *Node = Fields.get("status");
  if (!Node)
    return;
  ModelFields S(*Node, "status", {"arg", "ok", "resource", "else-lost"}, Errors);
  StatusEffect Effect;
  if (S.get("resource"))
    Effect.Resource = resource(S);
  Effect.Arg = S.requiredArgument("arg");
  S.require("ok");
  Effect.Ok = S.codes("ok");
  Effect.ElseLost = S.flag("else-lost", false);
  F.Status = Effect;
}

void FunctionReader::readTransactionTest() {
  const YamlNode *Node = Fields.get("transaction-test");
  if (!Node)
    return;
  ModelFields T(*Node, "transaction-test", {"arg", "none"}, Errors);
  StatusEffect Effect;
  Effect.Arg = T.requiredArgument("arg");
  T.require("none");
  Effect.Ok = T.codes("none");
  F.TransactionTest = std::move(Effect);
}

void FunctionReader::readSql() {
  const YamlNode *Node = Fields.get("sql");
  if (!Node)
    return;
  ModelFields S(*Node, "sql", {"connection", "text", "action", "ok"}, Errors);
  SqlEffect Effect;
  Effect.ConnectionArg = S.requiredArgument("connection");
  Effect.TextArg = S.optionalArgument("text");
  Effect.Action = S.word("action", ActionWords, SqlAction::None);
  Effect.Ok = S.codes("ok");
  if (bool(S.get("text")) == bool(S.get("action")))
    Errors.add(*Node, "sql needs either 'text' (the argument with the statement) or "
                      "'action' (begin, commit, rollback)");
  F.Sql = std::move(Effect);
}

void FunctionReader::readNoReturn() {
  const YamlNode *Node = Fields.get("noreturn");
  if (!Node)
    return;
  if (Node->Kind != YamlNode::Mapping) {
    F.Abandons = Node->Kind == YamlNode::Scalar && Node->Text == "abandons";
    F.NoReturn = F.Abandons || Fields.flag("noreturn", false);
    return;
  }
  ModelFields N(*Node, "noreturn", {"arg", "codes"}, Errors);
  unsigned Arg = N.requiredArgument("arg");
  N.require("codes");
  F.NoReturnIf = std::pair(Arg, N.codes("codes"));
}

void FunctionReader::readNoWait() {
  const YamlNode *Node = Fields.get("no-wait");
  if (!Node)
    return;
  ModelFields N(*Node, "no-wait", {"arg", "bits", "behind"}, Errors);
  NoWait Condition;
  Condition.Arg = N.requiredArgument("arg");
  if (const YamlNode *Bits = N.get("bits"))
    Condition.Bits = readNumber(
        N, *Bits, "bits", "'bits' must be a number: flags, any of which says not to wait", Errors);
  Condition.Behind = N.flag("behind", false);
  F.DoesNotWait = Condition;
}

/// What cannot be true of one call at the same time.
void FunctionReader::check() const {
  bool Handles = !F.Acquires.empty() || !F.Releases.empty() || !F.Connects.empty() || F.Sql ||
                 F.SetsUp || F.ReleasesChildren || F.ListsChildren || !F.Takes.empty();
  if (F.Pure && (Handles || !F.Blocking.empty() || F.NoReturn || F.Memory != MemoryEffect::None))
    contradiction("pure", "pure contradicts the other effects; a pure call has none");
  if (F.DoesNotWait && F.Blocking.empty())
    contradiction("no-wait", "no-wait is an exception to 'blocking', which is not there");
  if (F.NoReturn && (!F.Acquires.empty() || F.ReturnsArgument || F.ReturnsDerived || F.Status))
    contradiction("noreturn", "noreturn contradicts what the call hands out");
  if (F.ReturnsArgument && F.ReturnsDerived)
    contradiction("returns-derived", "returns-derived contradicts returns-argument");
  for (const AcquireEffect &A : F.Acquires) {
    if (A.At.Kind != HandlePlace::Return)
      continue;
    if (F.ReturnsDerived)
      contradiction("returns-derived", "the call returns a new handle, so not a derived one");
    if (F.ReturnsArgument && !A.IfArgumentNull && !A.Condition)
      contradiction("returns-argument",
                    "the call returns a new handle, so not its argument; a handle that is "
                    "new only for a null argument needs 'if-null' in acquire");
    if (F.Memory != MemoryEffect::None)
      contradiction("memory", "the call returns a handle, so not plain memory");
    if (F.Status)
      contradiction("status", "the call returns a handle, so not a status");
  }
  for (const ReleaseEffect &R : F.Releases)
    if (std::ranges::find(F.Takes, R.Arg) != F.Takes.end())
      contradiction("takes", "an argument is released and taken; keep one of the two");
}

std::vector<FunctionModel> FunctionReader::run() {
  if (Fields.node().Kind != YamlNode::Mapping)
    return {};
  readAcquires();
  readReleases();
  readConnects();
  readStatus();
  readTransactionTest();
  readSql();
  F.ReturnsArgument = Fields.optionalArgument("returns-argument");
  F.ReturnsDerived = Fields.optionalArgument("returns-derived");
  F.ReturnsSocket = Fields.optionalArgument("returns-socket");
  F.AsksStatus = Fields.optionalArgument("asks-status");
  F.SetsUp = Fields.optionalArgument("sets-up");
  F.ReleasesChildren = Fields.optionalArgument("releases-children");
  F.ListsChildren = Fields.optionalArgument("lists-children");
  F.Takes = Fields.arguments("takes");
  F.ToleratesUnchecked = Fields.arguments("tolerates-unchecked");
  F.Memory = Fields.word("memory", MemoryWords, MemoryEffect::None);
  readNoReturn();
  F.Returns = Fields.codes("returns");
  F.Refuses = Fields.codes("refuses");
  F.Blocking = Fields.text("blocking");
  readNoWait();
  F.Pure = Fields.flag("pure", false);
  F.Family = Family;
  check();

  std::vector<FunctionModel> Result;
  if (const YamlNode *Names = Fields.require("name"))
    forEachItem(*Names, Errors, [&](const YamlNode &Item) {
      std::string Name = Fields.scalar(Item, "name");
      if (Name.empty())
        return;
      if (checkFunctionName(Item, Name, Seen, Errors)) {
        FunctionModel &New = Result.emplace_back(F);
        New.Name = std::move(Name);
      }
    });
  return Result;
}

} // namespace

std::vector<FunctionModel> readFunctions(const YamlNode &Entry, const std::string &Family,
                                         const ResourceNames &Resources, FunctionLines &Seen,
                                         ModelErrors &Errors) {
  return FunctionReader(Entry, Family, Resources, Seen, Errors).run();
}

} // namespace connlint
