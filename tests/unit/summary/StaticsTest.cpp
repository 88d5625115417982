// StaticsTest.cpp - who can change a variable that only one unit sees.
#include "summary/Statics.h"
#include "Script.h"
#include <algorithm>

namespace connlint::test {
namespace {

/// A script whose globals are static, with questions about its global g.
class Asked {
public:
  explicit Asked(const std::string &Script, const std::set<std::string> &Internal = {})
      : Unit(factsOf("globals g\n" + Script)) {
    for (FunctionFacts &F : Unit.Functions) {
      F.Internal = Internal.contains(F.Name);
      for (VariableFacts &V : F.Variables)
        V.Internal = V.Kind == VariableKind::Global;
    }
  }

  FunctionFacts &function(const std::string &Name) {
    return *std::ranges::find(Unit.Functions, Name, &FunctionFacts::Name);
  }
  bool mayChangeInCallsOf(const std::string &Name) {
    CallGraph Calls(Unit);
    FunctionFacts &F = function(Name);
    return Statics(Unit, Calls)
        .mayChangeInCallsOf(F, *std::ranges::find(F.Variables, "g", &VariableFacts::Name));
  }
  bool isNamedOnlyBy(const std::string &Name) {
    CallGraph Calls(Unit);
    return Statics(Unit, Calls)
        .isNamedOnlyBy("g", static_cast<size_t>(&function(Name) - Unit.Functions.data()));
  }

private:
  UnitFacts Unit;
};

TEST(Statics, WhoChangesItAloneKeepsItAcrossCalls) {
  EXPECT_FALSE(Asked("function f()\ng = 1\nabroad()\nreturn").mayChangeInCallsOf("f"));
}

TEST(Statics, CodeThatIsNotSeenMayCallAnExternalWriter) {
  const std::string Script = "function set()\ng = 1\nreturn\nfunction f()\ng = 2\nabroad()\nreturn";
  EXPECT_TRUE(Asked(Script).mayChangeInCallsOf("f"));
  EXPECT_FALSE(Asked(Script, {"set"}).mayChangeInCallsOf("f"));
}

TEST(Statics, OrOneThatCallsAWriter) {
  const std::string Script = "function set()\ng = 1\nreturn\nfunction entry()\nset()\nreturn\n"
                             "function f()\ng = 2\nabroad()\nreturn";
  EXPECT_TRUE(Asked(Script, {"set"}).mayChangeInCallsOf("f"));
  EXPECT_FALSE(Asked(Script, {"set", "entry"}).mayChangeInCallsOf("f"));
}

TEST(Statics, AWriterWhoseAddressIsTakenMayBeACallback) {
  Asked S("function set()\ng = 1\nreturn\nfunction f()\ng = 2\nabroad()\nreturn", {"set"});
  S.function("set").AddressTaken = true;
  EXPECT_TRUE(S.mayChangeInCallsOf("f"));
}

TEST(Statics, ReadingIsNoChange) {
  EXPECT_FALSE(Asked("function get()\nreturn g\nfunction f()\ng = 2\nabroad()\nreturn")
                   .mayChangeInCallsOf("f"));
}

TEST(Statics, AVariableThatOthersReadIsNotOnesOwn) {
  EXPECT_TRUE(Asked("function f()\ng = 1\nreturn").isNamedOnlyBy("f"));
  EXPECT_FALSE(Asked("function f()\nreturn g").isNamedOnlyBy("f")) << "it changes nothing";
  Asked S("function get()\nx = g\nreturn x\nfunction f()\ng = 1\nreturn");
  EXPECT_FALSE(S.isNamedOnlyBy("f"));
}

} // namespace
} // namespace connlint::test
