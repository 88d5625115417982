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

TEST(Script, KnowsTheWordsOfExceptions) {
  UnitFacts Unit = factsOf("constructor f(this)\ng(1) if set unwinds pad\nreturn\npad:\n"
                           "catch int one any two\none:\nrethrow\ntwo:\nthrow a|b to pad");
  const FunctionFacts &F = Unit.Functions.at(0);
  EXPECT_TRUE(F.IsConstructor);
  std::string Text = printFacts(F);
  EXPECT_NE(Text.find("(%0) if-nonnull unwind 2 @2"), Text.npos) << Text;
  EXPECT_NE(Text.find("catch @5 -> 4 6 none takes \"int\" takes \"\""), Text.npos) << Text;
  EXPECT_NE(Text.find("throw n 1 @7\n    unwind @7 ->"), Text.npos) << Text;
  EXPECT_NE(Text.find("throw \"a|b\" @9\n    jump @9 -> 2"), Text.npos) << Text;
}

TEST(Script, KnowsCallables) {
  std::string Text = printFacts(factsOf("s.$fn = function g\ncall s(1)").Functions.at(0));
  EXPECT_NE(Text.find("function \"g\""), Text.npos) << Text;
  EXPECT_NE(Text.find(" c %"), Text.npos) << Text;
}

TEST(Script, RefusesWhatItDoesNotUnderstand) {
  EXPECT_THROW(factsOf("goto nowhere"), std::runtime_error);
  EXPECT_THROW(factsOf("x = a b"), std::runtime_error);
}

} // namespace
} // namespace connlint::test
