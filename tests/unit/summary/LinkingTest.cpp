// LinkingTest.cpp - what a unit tells of its functions reaches the units that call them.
#include "Script.h"
#include "model/ModelLoader.h"

namespace connlint::test {
namespace {

const std::string Open = "function open()\nc = PQconnectdb(\"d\")\nreturn c\n";
const std::string Close = "function close(c)\nPQfinish(c)\nreturn\n";

std::vector<LinkedFunction> told(const std::string &Script) {
  UnitFacts Unit = factsOf(Script);
  UnitSolver Solver(Unit, builtins());
  Solver.solveAll();
  return Solver.linkedFunctions();
}

/// What is wrong in function f of Script, where the units Others are known.
Lines linked(const std::string &Script, const std::vector<std::string> &Others,
             const ResourceModel &Model = builtins()) {
  LinkedFunctions Known;
  for (size_t I = 0; I < Others.size(); ++I)
    Known.tell(I, {told(Others[I]), {}, {}});
  UnitFacts Unit = factsOf(Script);
  std::vector<std::string> Called;
  for (FunctionFacts &F : Unit.Functions)
    for (BlockFacts &B : F.Blocks)
      for (Instruction &I : B.Instructions)
        if (I.Kind == Op::Call && I.Usr.empty())
          Called.push_back(I.Usr = "u:" + I.Name);
  UnitSolver Solver(Unit, Model, Known.among(Called));
  const std::vector<FlowResult> &Flows = Solver.solveAll();
  Lines Found;
  for (size_t F = 0; F < Flows.size(); ++F)
    for (const Incident &I : Flows[F].Incidents)
      if (Unit.Functions[F].Name == "f")
        Found.push_back(std::to_string(I.Where.Line) + " " + I.Variable);
  return Found;
}

TEST(Linking, ACallerOwesWhatAnotherUnitAcquired) {
  const std::string Caller = "function f()\nc = open()\nreturn";
  EXPECT_EQ(linked(Caller, {}), Lines{});
  EXPECT_EQ(linked(Caller, {Open}), Lines{"3 c"});
  EXPECT_EQ(linked("function f()\nc = open()\nclose(c)\nreturn", {Open, Close}), Lines{});
  EXPECT_EQ(linked("function f()\nc = open()\nclose(c)\nclose(c)\nreturn", {Open, Close}),
            Lines{"4 c"});
}

TEST(Linking, WhatTheTextSaysCounts) {
  const std::string Run = "function run(c, sql)\nr = PQexec(c, sql)\nPQclear(r)\nreturn\n";
  EXPECT_EQ(linked("function f(c)\nrun(c, \"BEGIN\")\nreturn", {Run}).size(), 1U);
  EXPECT_EQ(linked("function f(c)\nrun(c, \"BEGIN\")\nrun(c, \"COMMIT\")\nreturn", {Run}), Lines{});
  EXPECT_EQ(linked("function f(c)\nrun(c, \"SELECT 1\")\nreturn", {Run}), Lines{});
}

TEST(Linking, VariablesThatAreNotSeenAreNotThoseOfTheCaller) {
  const std::string Keeps = "globals kept\nfunction keep(c)\nkept = c\nreturn\n";
  const std::string Caller = "globals kept\nfunction f()\nc = PQconnectdb(\"d\")\nkeep(c)\n"
                             "PQfinish(kept)\nreturn";
  EXPECT_EQ(linked(Caller, {Keeps}), Lines{});
  UnitFacts Unit = factsOf(Keeps);
  for (VariableFacts &V : Unit.Functions[0].Variables)
    V.Internal |= V.Kind == VariableKind::Global;
  UnitSolver Solver(Unit, builtins());
  Solver.solveAll();
  const std::vector<LinkedFunction> Told = Solver.linkedFunctions();
  ASSERT_EQ(Told.size(), 1U);
  for (const SummaryCase &C : Told[0].Effects.Cases)
    for (const SummaryCase::Store &S : C.Stores)
      EXPECT_EQ(S.Address.Name, "kept@" + Unit.MainFile);
}

TEST(Linking, SourcesInVariablesThatAreNotSeenDifferFromThoseOfTheCaller) {
  UnitFacts Unit = factsOf("globals dsn\nfunction open()\nc = PQconnectdb(dsn)\nreturn c\n");
  Unit.MainFile = "a.c";
  auto Source = [&] {
    UnitSolver Solver(Unit, builtins());
    Solver.solveAll();
    return Solver.linkedFunctions().at(0).Effects.Cases.at(0).Acquires.at(0).Source;
  };
  EXPECT_EQ(Source(), "libpq.connection|@dsn");
  for (VariableFacts &V : Unit.Functions[0].Variables)
    V.Internal |= V.Kind == VariableKind::Global;
  EXPECT_EQ(Source(), "libpq.connection|@dsn@a.c");
}

TEST(Linking, OnlyFunctionsThatOthersCanCallAreTold) {
  UnitFacts Unit = factsOf(Open + Close);
  Unit.Functions[0].Internal = true;
  Unit.Functions[1].Inline = true; // Who calls it has its body.
  UnitSolver Solver(Unit, builtins());
  Solver.solveAll();
  EXPECT_EQ(Solver.linkedFunctions(), std::vector<LinkedFunction>{});
}

TEST(Linking, WhatMattersIsSaid) {
  EXPECT_EQ(told(Open)[0].Matters, Importance::Handles);
  EXPECT_EQ(told("function f(a)\nreturn a")[0].Matters, Importance::Little);
  EXPECT_EQ(told("function f()\nsleep(1)\nreturn")[0].Matters, Importance::Waits);
  EXPECT_EQ(told("function f()\nabort()\nreturn")[0].Matters, Importance::NeverReturns);
}

TEST(Linking, WhereUnitsDisagreeNothingIsKnown) {
  LinkedFunctions Known;
  Known.tell(0, {told(Open), {}, {}});
  EXPECT_EQ(Known.among({"u:open", "u:close"}).size(), 1U);
  Known.tell(1, {told(Open), {}, {}}); // The same source in two programs.
  EXPECT_EQ(Known.among({"u:open"}).size(), 1U);
  Known.tell(2, {told("function open()\nreturn 0\n"), {}, {}});
  EXPECT_TRUE(Known.among({"u:open"}).empty());
  Known.tell(2, {});
  EXPECT_EQ(Known.among({"u:open"}).size(), 1U);
}

TEST(Linking, OneThatReturnsSomewhereIsNoDeadEnd) {
  LinkedFunctions Known;
  Known.tell(0, {told("function die()\nabort()\nreturn"), {}, {}});
  EXPECT_EQ(Known.among({"u:die"}).size(), 1U);
  Known.tell(1, {{}, {"u:die"}, {}});
  EXPECT_TRUE(Known.among({"u:die"}).empty());
}

TEST(Linking, WhatIsToldAgainIsTheSame) {
  LinkedFunctions Known;
  Known.tell(0, {told(Open), {}, {}});
  const Imports Before = Known.among({"u:open"});
  Known.tell(0, {told(Open), {}, {}});
  EXPECT_EQ(Known.among({"u:open"}), Before);
  Known.tell(0, {told("function open()\nreturn 0\n"), {}, {}});
  EXPECT_NE(Known.among({"u:open"}), Before);
}

TEST(Linking, AResourceThatTheModelDoesNotHaveIsUnknown) {
  EXPECT_EQ(linked("function f()\nc = open()\nreturn", {Open}, ResourceModel()), Lines{});
}

} // namespace
} // namespace connlint::test
