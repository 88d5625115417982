// ScriptTest.cpp - scripts compile to the facts they say.
#include "Script.h"

namespace connlint::test {
namespace {

TEST(Script, CompilesToFactsThatReadBack) {
  UnitFacts Unit = factsOf("x = g(1, &x)\nif x == 0 goto out\ns.a = x\nout:\nreturn x");
  ASSERT_EQ(Unit.Functions.size(), 1u);
  EXPECT_EQ(Unit.Functions[0].Name, "f");
  EXPECT_EQ(verifyFacts(Unit.Functions[0]), "");
}

TEST(Script, KnowsWhichFunctionsAreItsOwn) {
  UnitFacts Unit = factsOf("function g(a)\nreturn a\nfunction f()\ng(1)\nh(2)");
  std::string Text = printFacts(Unit.Functions.at(1));
  EXPECT_NE(Text.find("\"g\" \"u:g\""), Text.npos);
  EXPECT_NE(Text.find("\"h\" ("), Text.npos);
}

TEST(Script, RefusesWhatItDoesNotUnderstand) {
  EXPECT_THROW(factsOf("goto nowhere"), std::runtime_error);
  EXPECT_THROW(factsOf("x = a b"), std::runtime_error);
}

} // namespace
} // namespace connlint::test
