// FunctionHeadTest.cpp - which words of a function's head are macros of a missing header.
#include "FunctionHead.h"
#include <gtest/gtest.h>

namespace connlint {
namespace {

using Names = std::set<std::string>;

UnknownMacros read(llvm::StringRef Head) {
  return macrosInHead("int before;\n#include <a.h>\n" + Head.str(), " { return 1; }");
}

TEST(FunctionHead, PlainHeadsHaveNone) {
  for (const char *Head :
       {"int f(const char *x)", "static SQLRETURN f(DWORD a)", "DWORD *f(FILE *f)",
        "Link::Link(int a) : b(1), C(2)", "const CHAR *f(void) const"})
    EXPECT_EQ(read(Head), UnknownMacros()) << Head;
}

TEST(FunctionHead, WordsBeforeTheName) {
  EXPECT_EQ(read("DWORD WINAPI f(void)").Attributes, Names{"WINAPI"});
  EXPECT_EQ(read("static int UNUSED f(void)").Attributes, Names{"UNUSED"});
  EXPECT_EQ(read("EXPORT jint JNICALL f(void)").Attributes, (Names{"EXPORT", "JNICALL"}));
  EXPECT_EQ(read("static code_t HINT(nonnull(1)) f(void)").AttributeCalls, Names{"HINT"});
  EXPECT_EQ(read("MYAPI(int) f(void)").TypeCalls, Names{"MYAPI"});
}

TEST(FunctionHead, WordsBehindTheParameters) {
  EXPECT_EQ(read("int f(void) NOTHROW").Attributes, Names{"NOTHROW"});
  EXPECT_EQ(read("int f(void) ATTR(1) PURE").AttributeCalls, Names{"ATTR"});
}

TEST(FunctionHead, CommentsAndOtherDeclarationsDoNotCount) {
  EXPECT_EQ(read("/* OLD(1) */ int f(void) // NEW"), UnknownMacros());
  EXPECT_EQ(macrosInHead("int WINAPI f(void)", ";"), UnknownMacros());
  EXPECT_EQ(macrosInHead("int WINAPI f(void", ""), UnknownMacros());
  EXPECT_EQ(macrosInHead("", ""), UnknownMacros());
}

} // namespace
} // namespace connlint
