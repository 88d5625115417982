// FactsTextTest.cpp - the text of facts: what it means, and what the reader says when it is
// wrong.
#include "Lowered.h"

namespace connlint::test {
namespace {

std::string errorOf(const std::string &Text) {
  std::string Error;
  bool Reads = readFacts(Text, Error).has_value();
  EXPECT_EQ(Reads, Error.empty());
  return Error;
}

/// A function whose first block has these lines.
std::string functionOf(const std::string &Body) {
  return "function \"f\" \"u\" \"a.c\" 1 1 2\n" // line 1
         "variable local \"x\" \"\"\n"          // line 2
         "place \"a.c\" 9 1 2\n"                // line 3
         "block\n" +                            // line 4
         Body +                                 // line 5
         "block\njump @0 ->\nend\n";
}

UnitFacts unitOf(const std::string &Text) {
  std::string Error;
  std::optional<UnitFacts> Unit = readFacts(Text, Error);
  EXPECT_EQ(Error, "");
  return Unit.value_or(UnitFacts());
}

TEST(FactsText, ReadsAFunctionWithTwoBlocks) {
  UnitFacts Unit = unitOf(functionOf("%0 = const n 3 @0\nreturn a %0 @0\njump @0 -> 1\n"));
  ASSERT_EQ(Unit.Functions.size(), 1u);
  EXPECT_EQ(sentences(Unit.Functions[0]), Lines{"return 3"});
  EXPECT_EQ(Unit.Functions[0].Registers, 1u);
}

TEST(FactsText, CommentsEmptyLinesAndIndentationAreFree) {
  EXPECT_EQ(errorOf("# text\n\n   \t\n" + functionOf("\t  jump   @0 ->   1  \n# more\n")), "");
}

TEST(FactsText, ConstantsAndTheFileAreRead) {
  UnitFacts Unit =
      unitOf("unit \"a.c\"\nconstant \"h\" function \"u\"\nconstant \"t\" text \"v\"\n");
  EXPECT_EQ(Unit.MainFile, "a.c");
  ASSERT_EQ(Unit.Constants.size(), 2u);
  EXPECT_TRUE(Unit.Constants[0].IsFunction);
  EXPECT_FALSE(Unit.Constants[1].IsFunction);
}

TEST(FactsText, QuotesBackslashesAndControlCharactersSurvive) {
  UnitFacts Unit;
  Unit.MainFile = std::string("a\"b\\c\nd\te\x7f\0f\xc3\xa4", 14);
  EXPECT_EQ(unitOf(printFacts(Unit)).MainFile, Unit.MainFile);
}

TEST(FactsText, EdgesThatCannotBeTakenAreNone) {
  UnitFacts Unit = unitOf(functionOf("%0 = unknown @0\nbranch %0 @0 -> none 1\n"));
  EXPECT_EQ(Unit.Functions[0].Blocks[0].Successors, (std::vector<uint32_t>{NoBlock, 1}));
}

TEST(FactsText, CallsSayWhereTheyUnwindAndWhenTheyAreMade) {
  UnitFacts Unit = unitOf(functionOf("call \"g\" () if-nonnull unwind 1 @0\ncall \"h\" () @0\n"
                                     "jump @0 -> 1\n"));
  const std::vector<Instruction> &Calls = Unit.Functions.at(0).Blocks[0].Instructions;
  EXPECT_TRUE(Calls[0].IfNonNull);
  EXPECT_EQ(Calls[0].Unwind, 1u);
  EXPECT_FALSE(Calls[1].IfNonNull);
  EXPECT_EQ(Calls[1].Unwind, NoBlock);
}

TEST(FactsText, HandlersHaveTheirTypes) {
  UnitFacts Unit = unitOf(functionOf("catch @0 -> 1 1 none takes \"std::exception\" takes \"\"\n"));
  const BlockFacts &B = Unit.Functions.at(0).Blocks[0];
  EXPECT_EQ(B.End, Terminator::Catch);
  EXPECT_EQ(B.Successors, (std::vector<uint32_t>{1, 1, NoBlock}));
  EXPECT_EQ(B.Catches, (std::vector<std::string>{"std::exception", ""}));
}

TEST(FactsText, AnExceptionLeaves) {
  UnitFacts Unit = unitOf(functionOf("throw \"a|b\" @0\nunwind @0 ->\n"));
  EXPECT_EQ(Unit.Functions.at(0).Blocks[0].End, Terminator::Unwind);
  EXPECT_EQ(sentences(Unit.Functions[0]), Lines{"throw a|b"});
  EXPECT_EQ(sentences(unitOf(functionOf("throw n 1 @0\nunwind @0 ->\n")).Functions.at(0)),
            Lines{"rethrow"});
}

TEST(FactsText, AConstructorIsMarked) {
  std::string Text = functionOf("jump @0 -> 1\n");
  Text.insert(Text.find('\n'), " internal address-taken constructor may-only-end");
  const FunctionFacts F = unitOf(Text).Functions.at(0);
  EXPECT_TRUE(F.IsConstructor && F.AddressTaken && F.Internal);
}

TEST(FactsTextErrors, OfUnwinding) {
  EXPECT_EQ(errorOf(functionOf("call \"g\" () unwind @0\njump @0 -> 1\n")),
            "line 5: expected a number");
  EXPECT_EQ(errorOf(functionOf("call \"g\" () unwind 1 if-nonnull @0\njump @0 -> 1\n")),
            "line 5: expected @place")
      << "the words have one order";
  EXPECT_EQ(errorOf(functionOf("catch @0 -> 1 none takes int\n")),
            "line 5: expected a quoted text");
}

TEST(FactsTextErrors, NameTheLine) {
  EXPECT_EQ(errorOf("unit \"a.c\"\nnonsense\n"),
            "line 2: expected an item of a unit, such as function, not 'nonsense'");
  EXPECT_EQ(errorOf("unit a.c\n"), "line 1: expected a quoted text");
  EXPECT_EQ(errorOf("unit \"a.c\n"), "line 1: text without end");
  EXPECT_EQ(errorOf("unit \"a\\xzz\"\n"), "line 1: bad escape");
  EXPECT_EQ(errorOf("unit \"a.c\" more\n"), "line 1: unexpected 'more'");
  EXPECT_EQ(errorOf("constant \"h\" number 3\n"), "line 1: expected function or text");
}

TEST(FactsTextErrors, OfFunctions) {
  EXPECT_EQ(errorOf("function \"f\" \"u\" \"a.c\" x 1 2\n"), "line 1: expected a number");
  EXPECT_EQ(errorOf("function \"f\" \"u\" \"a.c\" 1 1 2\n"), "line 1: function without end");
  EXPECT_EQ(errorOf("function \"f\" \"u\" \"a.c\" 1 1 2\nend\n"),
            "line 2: function f: needs an entry and an exit block");
  EXPECT_EQ(errorOf("function \"f\" \"u\" \"a.c\" 1 1 2\nconst @0\n"),
            "line 2: unexpected 'const' outside of a block");
  EXPECT_EQ(errorOf("function \"f\" \"u\" \"a.c\" 1 1 2\nvariable field \"x\" \"\"\n"),
            "line 2: expected local, parameter or global");
}

TEST(FactsTextErrors, OfInstructions) {
  EXPECT_EQ(errorOf(functionOf("frobnicate @0\n")), "line 5: unknown operation 'frobnicate'");
  EXPECT_EQ(errorOf(functionOf("%0 const @0\n")), "line 5: expected =");
  EXPECT_EQ(errorOf(functionOf("%0 = binary ** a %1 b %2 @0\n")), "line 5: unknown operator '**'");
  EXPECT_EQ(errorOf(functionOf("%0 = load a x @0\n")), "line 5: expected a register");
  EXPECT_EQ(errorOf(functionOf("%0 = unknown\n")), "line 5: expected @place");
  EXPECT_EQ(errorOf(functionOf("%99999999 = unknown @0\n")), "line 5: register number too large");
  EXPECT_EQ(errorOf(functionOf("%0 = call \"g\" (%1\n")), "line 5: arguments without end");
  EXPECT_EQ(errorOf(functionOf("%0 = unknown (%1) @0\n")), "line 5: expected @place")
      << "only calls have arguments";
  EXPECT_EQ(errorOf(functionOf("%0 = unknown @0 @0\n")), "line 5: unexpected '@0'");
}

TEST(FactsTextErrors, OfTerminators) {
  EXPECT_EQ(errorOf(functionOf("jump @0 1\n")), "line 5: expected ->");
  EXPECT_EQ(errorOf(functionOf("jump -> 1\n")), "line 5: expected @place");
  EXPECT_EQ(errorOf(functionOf("jump @0 -> x\n")), "line 5: expected a number");
  EXPECT_EQ(errorOf(functionOf("block\njump @0 -> 1\n")),
            "line 5: the block before has no terminator");
}

TEST(FactsVerifier, SaysWhatIsWrong) {
  auto Wrong = [](const std::string &Body) {
    std::string Error = errorOf(functionOf(Body));
    size_t At = Error.find("function f: ");
    return At == Error.npos ? Error : Error.substr(At + 12);
  };
  EXPECT_EQ(Wrong("%0 = unknown @0\n%0 = unknown @0\njump @0 -> 1\n"),
            "register %0 is written twice");
  EXPECT_EQ(Wrong("%0 = unknown @7\njump @0 -> 1\n"), "place out of range");
  EXPECT_EQ(Wrong("%0 = address n 7 @0\njump @0 -> 1\n"), "variable out of range");
  EXPECT_EQ(Wrong("declare n -1 @0\njump @0 -> 1\n"), "variable out of range");
  EXPECT_EQ(Wrong("jump @0 -> 7\n"), "block out of range");
  EXPECT_EQ(Wrong("jump @7 -> 1\n"), "terminator out of range");
  EXPECT_EQ(Wrong("branch %0 @0 -> 1 1\n"), "terminator out of range");
  EXPECT_EQ(Wrong("%0 = unknown @0\nbranch %0 @0 -> 1\n"), "a branch needs two successors");
  EXPECT_EQ(Wrong("call \"g\" () unwind 7 @0\njump @0 -> 1\n"), "unwind block out of range");
  EXPECT_EQ(Wrong("%0 = unknown unwind 1 @0\njump @0 -> 1\n"), "unwind block out of range")
      << "only calls unwind";
  EXPECT_EQ(Wrong("catch @0 -> 1 none takes \"a\" takes \"b\"\n"),
            "a catch needs a type for every successor but the last");
  EXPECT_EQ(Wrong("catch @0 ->\n"), "a catch needs a type for every successor but the last");
  EXPECT_EQ(Wrong("jump @0 -> 1 takes \"a\"\n"),
            "a catch needs a type for every successor but the last");
  EXPECT_EQ(Wrong("catch @0 -> 7 none takes \"a\"\n"), "block out of range");
  EXPECT_EQ(Wrong("%0 = unknown @0\nswitch %0 @0 -> 1 case 1 1 5\n"), "case out of range");
}

TEST(FactsVerifier, WantsAnEmptyExitAndAPlace) {
  FunctionFacts F;
  F.Blocks.resize(2);
  EXPECT_EQ(verifyFacts(F), "needs a place for the end of the body");
  F.Places.resize(1);
  EXPECT_EQ(verifyFacts(F), "");
  F.Blocks.back().Successors = {0};
  EXPECT_EQ(verifyFacts(F), "the exit block is not empty");
}

TEST(FactsVerifier, WantsRegistersInRange) {
  FunctionFacts F;
  F.Blocks.resize(2);
  F.Places.resize(1);
  Instruction I;
  I.Kind = Op::Load;
  I.A = 3;
  F.Blocks[0].Instructions.push_back(I);
  EXPECT_EQ(verifyFacts(F), "register out of range");
}

} // namespace
} // namespace connlint::test
