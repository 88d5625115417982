// solver_fuzzer.cpp - any facts: solving and summarizing end without a crash, and twice the
// same facts give twice the same answer.
//
// Bytes that start like facts text are read as text; all others are decoded to a unit of one
// to three functions that call the built-in model, each other, and what nobody knows.
#include "facts/FactsText.h"
#include "model/ModelLoader.h"
#include "summary/Summarizer.h"
#include "summary/UnitSolver.h"
#include <cstddef>
#include <cstdio>
#include <cstdlib>

namespace {
using namespace connlint;

const ResourceModel &model() {
  static const ResourceModel Model = [] {
    ResourceModel M;
    loadBuiltinModels(M);
    return M;
  }();
  return Model;
}

/// Calls that are worth more than one in a thousand: one of each kind of effect.
const char *const Favourites[] = {"PQconnectdb",
                                  "PQfinish",
                                  "PQstatus",
                                  "PQexec",
                                  "PQclear",
                                  "PQresultStatus",
                                  "PQgetvalue",
                                  "PQreset",
                                  "sqlite3_open",
                                  "sqlite3_close",
                                  "sqlite3_prepare_v2",
                                  "sqlite3_step",
                                  "sqlite3_finalize",
                                  "sqlite3_exec",
                                  "mysql_init",
                                  "mysql_real_connect",
                                  "mysql_query",
                                  "mysql_store_result",
                                  "mysql_close",
                                  "redisConnect",
                                  "redisFree",
                                  "malloc",
                                  "calloc",
                                  "realloc",
                                  "free",
                                  "memcpy",
                                  "memset",
                                  "exit",
                                  "sleep",
                                  "unknown_call",
                                  ""};
const char *const SqlTexts[] = {"BEGIN", "COMMIT", "ROLLBACK", "SELECT 1", "BEGIN; COMMIT"};
const char *const Fields[] = {"conn", "next", "err", "$call", "$fn"};
const char *const Thrown[] = {"", "int", "app_error|std::exception", "std::exception"};
const char *const Caught[] = {"", "int", "app_error", "std::exception", "long"};

/// The bytes as a source of small numbers; zero for ever when they are used up.
class Bytes {
public:
  Bytes(const uint8_t *D, size_t S) : Data(D), Size(S) {}
  uint32_t below(uint32_t Limit) {
    uint32_t Value = take();
    if (Limit > 256)
      Value = Value << 8 | take();
    return Value % Limit;
  }
  bool empty() const { return Size == 0; }
  template <size_t N> const char *oneOf(const char *const (&List)[N]) { return List[below(N)]; }

private:
  uint8_t take() { return Size ? (--Size, *Data++) : 0; }
  const uint8_t *Data;
  size_t Size;
};

std::string usrOf(uint32_t Function) { return "c:@F@f" + std::to_string(Function); }

class UnitDecoder {
public:
  explicit UnitDecoder(Bytes &B) : In(B) {}

  UnitFacts decode() {
    UnitFacts Unit;
    Unit.MainFile = "fuzz.c";
    Functions = 1 + In.below(3);
    if (In.below(4) == 0)
      Unit.Constants.push_back({"global", true, usrOf(In.below(Functions))});
    for (uint32_t I = 0; I < Functions; ++I)
      Unit.Functions.push_back(decodeFunction(I));
    return Unit;
  }

private:
  FunctionFacts decodeFunction(uint32_t Index) {
    F = FunctionFacts();
    F.Name = "f" + std::to_string(Index);
    F.Usr = usrOf(Index);
    F.Places.push_back({"fuzz.c", 1, 1, 2});
    F.IsConstructor = In.below(8) == 7;
    uint32_t Parameters = In.below(3);
    for (uint32_t P = 0; P < Parameters; ++P)
      F.Variables.push_back({VariableKind::Parameter, "p" + std::to_string(P), "", P, false});
    F.Variables.push_back({VariableKind::Global, "global", "", 0, false});
    for (uint32_t V = 0; V < 3; ++V)
      F.Variables.push_back({VariableKind::Local, "v" + std::to_string(V), "", 0, false});
    F.Blocks.resize(2 + In.below(8));
    Throws = In.below(2) == 1;
    for (size_t B = 0; B + 1 < F.Blocks.size(); ++B)
      decodeBlock(F.Blocks[B]);
    return std::move(F);
  }

  void decodeBlock(BlockFacts &B) {
    Current = &B;
    for (uint32_t Left = In.below(6); Left > 0; --Left)
      decodeStatement();
    uint32_t Blocks = static_cast<uint32_t>(F.Blocks.size());
    auto Next = [&] { return In.below(16) == 15 ? NoBlock : In.below(Blocks); };
    B.End = static_cast<Terminator>(In.below(Throws ? 6 : 4));
    uint32_t Successors = B.End == Terminator::Jump     ? In.below(8) != 7
                          : B.End == Terminator::Branch ? 2
                          : B.End == Terminator::Catch  ? 1 + In.below(3)
                          : B.End == Terminator::Unwind ? 0
                                                        : In.below(4);
    for (uint32_t I = 1; B.End == Terminator::Catch && I < Successors; ++I)
      B.Catches.push_back(In.oneOf(Caught));
    if (B.End == Terminator::Branch || B.End == Terminator::Switch)
      B.Condition = someRegister();
    for (uint32_t I = 0; I < Successors; ++I)
      B.Successors.push_back(Next());
    if (B.End == Terminator::Switch && Successors)
      for (uint32_t Cases = In.below(3); Cases > 0; --Cases)
        B.Cases.push_back({number(), number(), In.below(Successors)});
  }

  /// What a statement of C lowers to, or any single instruction.
  void decodeStatement() {
    switch (In.below(8)) {
    case 0: // v = call(...);
    case 1: {
      Reg Result = call();
      return store(address(), Result);
    }
    case 2: { // call(...);
      call();
      return;
    }
    case 3: {
      Reg Value = In.below(8) == 7 ? functionValue() : value();
      return store(address(), Value);
    }
    case 4: { // if (a == b)
      Reg A = value(), B = value();
      Instruction &I = emit(Op::Binary);
      I.Operator = static_cast<BinaryOp>(In.below(16));
      I.A = A;
      I.B = B;
      return;
    }
    case 5: {
      Reg Result = value();
      emit(Op::Return, false).A = Result;
      return;
    }
    default: return anything();
    }
  }

  void anything() {
    Op Kind = static_cast<Op>(In.below(static_cast<uint32_t>(Op::Assume) + 1));
    if (Kind == Op::Call)
      return static_cast<void>(call());
    Reg A = someRegister(), B = someRegister(), C = someRegister();
    Instruction &I = emit(Kind);
    I.A = A;
    I.B = B;
    I.C = C;
    if (Kind == Op::Address || Kind == Op::Declare)
      I.Number = In.below(static_cast<uint32_t>(F.Variables.size()));
    else if (Kind == Op::Const)
      I.Number = number();
    else if (Kind == Op::Text)
      I.Name = In.oneOf(SqlTexts);
    else if (Kind == Op::Field)
      I.Name = In.oneOf(Fields);
    else if (Kind == Op::Binary)
      I.Operator = static_cast<BinaryOp>(In.below(16));
    else if (Kind == Op::Function)
      nameCallee(I);
    else if (Kind == Op::Load)
      I.Aggregate = In.below(4) == 0;
    else if (Kind == Op::Throw) {
      I.Name = In.oneOf(Thrown);
      I.Number = In.below(4) == 3;
    }
  }

  Reg call() {
    std::vector<ArgumentFacts> Args(In.below(6));
    for (ArgumentFacts &A : Args) {
      A.Value = In.below(4) == 0 ? address() : value();
      A.ToConst = In.below(8) == 0;
    }
    Reg Through = In.below(8) == 0 ? someRegister() : NoReg;
    Reg Plain = NoReg, Slot = NoReg;
    bool IsCallable = In.below(8) == 7;
    if (IsCallable) { // What std::function and owners with any deleter do.
      Slot = address();
      Through = fieldOf(Slot, "$call");
      Plain = fieldOf(Slot, "$fn");
    }
    Instruction &I = emit(Op::Call, In.below(16) != 0);
    if (!IsCallable)
      nameCallee(I);
    I.A = Through;
    I.B = Plain;
    I.C = Slot;
    I.IfNonNull = In.below(8) == 7;
    if (Throws && In.below(2))
      I.Unwind = In.below(static_cast<uint32_t>(F.Blocks.size()));
    I.Args = std::move(Args);
    I.Aggregate = In.below(16) == 0;
    return I.Dst;
  }

  void nameCallee(Instruction &I) {
    switch (In.below(8)) {
    case 0: {
      auto Any = model().functions().begin();
      std::advance(Any, In.below(static_cast<uint32_t>(model().functions().size())));
      I.Name = Any->first;
      return;
    }
    case 1: {
      uint32_t Callee = In.below(Functions);
      I.Name = "f" + std::to_string(Callee);
      I.Usr = usrOf(Callee);
      return;
    }
    default: I.Name = In.oneOf(Favourites);
    }
  }

  Reg fieldOf(Reg Object, const char *Name) {
    Instruction &Part = emit(Op::Field);
    Part.A = Object;
    Part.Name = Name;
    Reg Address = Part.Dst;
    Instruction &I = emit(Op::Load);
    I.A = Address;
    return I.Dst;
  }

  Reg address() {
    Instruction &I = emit(Op::Address);
    I.Number = In.below(static_cast<uint32_t>(F.Variables.size()));
    Reg R = I.Dst;
    if (In.below(8) == 0) {
      Instruction &Part = emit(Op::Field);
      Part.A = R;
      Part.Name = In.oneOf(Fields);
      R = Part.Dst;
    }
    return R;
  }

  Reg functionValue() {
    Instruction &I = emit(Op::Function);
    nameCallee(I);
    return I.Dst;
  }

  Reg value() {
    switch (In.below(4)) {
    case 0: return someRegister();
    case 1: {
      int64_t Number = number();
      Instruction &I = emit(Op::Const);
      I.Number = Number;
      return I.Dst;
    }
    default: {
      Reg Address = address();
      Instruction &I = emit(Op::Load);
      I.A = Address;
      return I.Dst;
    }
    }
  }

  int64_t number() {
    switch (uint32_t N = In.below(16)) {
    case 13: return -1;
    case 14: return INT64_MIN;
    case 15: return INT64_MAX;
    default: return N % 5;
    }
  }

  Reg someRegister() {
    uint32_t Back = In.below(8);
    return Back == 7 || F.Registers <= Back ? NoReg : F.Registers - 1 - Back;
  }

  void store(Reg Address, Reg Value) {
    Instruction &I = emit(Op::Store, false);
    I.A = Address;
    I.B = Value;
  }

  Instruction &emit(Op Kind, bool WithResult = true) {
    F.Places.push_back({"fuzz.c", static_cast<uint32_t>(F.Places.size() + 1), 1, 2});
    Instruction &I = Current->Instructions.emplace_back();
    I.Kind = Kind;
    I.Place = static_cast<uint32_t>(F.Places.size() - 1);
    if (WithResult)
      I.Dst = F.Registers++;
    return I;
  }

  Bytes &In;
  FunctionFacts F;
  BlockFacts *Current = nullptr;
  uint32_t Functions = 0;
  bool Throws = false; ///< The calls of this function may throw.
};

class NoCallees final : public EffectSource {
public:
  const Summary *effectsOf(const std::string &,
                           const std::map<unsigned, SqlAction> &) const override {
    return nullptr;
  }
  const GlobalConstant *constantAt(const std::string &) const override { return nullptr; }
  bool isScratch(const VariableFacts &) const override { return false; }
  bool mayChangeInCallsOf(const FunctionFacts &, const VariableFacts &) const override {
    return true;
  }
  std::optional<uint32_t> inferredAcquire(const std::string &, const std::string &) const override {
    return std::nullopt;
  }
};

std::string solveAlone(const FunctionFacts &F) {
  static const SolverLimits Low{4, 3, 2, 8, 4000};
  FlowResult Flow = solve(F, model(), NoCallees(), {}, Low);
  Summary Effects = summarize(F, Flow);
  return printFlow(F, Flow, model()) + printSummary(Effects, model());
}

size_t instructionsOf(const UnitFacts &Unit) {
  size_t Count = 0;
  for (const FunctionFacts &F : Unit.Functions)
    for (const BlockFacts &B : F.Blocks)
      Count += 1 + B.Instructions.size();
  return Count;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  std::string_view Text(reinterpret_cast<const char *>(Data), Size);
  UnitFacts Unit;
  if (Text.starts_with("unit ") || Text.starts_with("function ") || Text.starts_with("#")) {
    std::string Error;
    std::optional<UnitFacts> Read = readFacts(Text, Error);
    if (!Read)
      return 0;
    Unit = std::move(*Read);
  } else {
    Bytes In(Data, Size);
    Unit = UnitDecoder(In).decode();
    for (const FunctionFacts &F : Unit.Functions)
      if (std::string Wrong = verifyFacts(F); !Wrong.empty()) {
        std::fprintf(stderr, "the decoder makes bad facts: %s\n", Wrong.c_str());
        std::abort();
      }
  }
  if (std::getenv("CONNLINT_FUZZ_PRINT"))
    std::fprintf(stderr, "%s", printFacts(Unit).c_str());
  for (const FunctionFacts &F : Unit.Functions)
    if (solveAlone(F) != solveAlone(F))
      std::abort();
  // With the limits that users have; small units only, as these are wide.
  if (instructionsOf(Unit) < 150) {
    UnitSolver Solver(Unit, model());
    Solver.solveAll();
  }
  return 0;
}
