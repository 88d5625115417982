// AnnotationFinderTest.cpp - which annotations of a unit are found, and where.
#include "facts/FactsBuilder.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include <gtest/gtest.h>

namespace connlint {
namespace {

using Lines = std::vector<std::string>;

/// "name parameter text" of each, sorted by place.
std::vector<AnnotatedFunction> find(const std::string &Code, bool IsCxx = false) {
  auto Unit = clang::tooling::buildASTFromCodeWithArgs(
      Code, {IsCxx ? "-std=c++20" : "-std=gnu11", "-w"}, IsCxx ? "input.cc" : "input.c");
  return findAnnotations(Unit->getASTContext());
}

Lines told(const std::vector<AnnotatedFunction> &Functions) {
  Lines Out;
  for (const AnnotatedFunction &F : Functions)
    for (const Annotation &A : F.Annotations)
      Out.push_back(F.Name + (A.Parameter ? " " + std::to_string(*A.Parameter) : "") + ": " +
                    A.Text.substr(10) + (A.Optional ? "?" : ""));
  return Out;
}

Lines inC(const std::string &Code) { return told(find(Code)); }
Lines inCxx(const std::string &Code) { return told(find(Code, true)); }

TEST(AnnotationFinder, FindsBothSpellingsAtFunctionsAndParameters) {
  EXPECT_EQ(inC("struct c;\n"
                "__attribute__((annotate(\"connlint: acquire\"))) struct c *a(void);\n"
                "[[clang::annotate(\"connlint: pure\")]] int b(void);\n"
                "void d(int, struct c *c __attribute__((annotate(\"connlint: release\"))));\n"
                "__attribute__((annotate(\"other\"))) void e(void);\n"),
            (Lines{"a: acquire", "b: pure", "d 1: release"}));
}

TEST(AnnotationFinder, LooksAtEachDeclarationOnce) {
  EXPECT_EQ(inC("void f(int *);\n"
                "void f(int *p __attribute__((annotate(\"connlint: release\"))));\n"
                "void g(int *p) { f(p); }\n"
                "__attribute__((annotate(\"connlint: pure\"))) void f(int *p) {}\n"
                "void f(int *);\n"),
            (Lines{"f 0: release", "f: pure"}));
}

TEST(AnnotationFinder, TellsOverloadsApart) {
  EXPECT_EQ(inCxx("struct A; struct B; typedef A *a_t;\n"
                  "namespace n {\n"
                  "[[clang::annotate(\"connlint: release\")]] void put(a_t);\n"
                  "void put(B *);\n"
                  "[[clang::annotate(\"connlint: pure\")]] int alone(A *);\n"
                  "}\n"
                  "extern \"C\" [[clang::annotate(\"connlint: pure\")]] int plain(A *);\n"),
            (Lines{"n::put(A *): release", "n::alone: pure", "plain: pure"}));
}

TEST(AnnotationFinder, SeesMethodsAndTemplates) {
  const char *Code =
      "struct A;\n"
      "struct P { [[clang::annotate(\"connlint: acquire\")]] A *get(); };\n"
      "template <class T> void drop([[clang::annotate(\"connlint: release\")]] T *);\n"
      "void f(P &p) { drop(p.get()); }\n";
  EXPECT_EQ(inCxx(Code), (Lines{"P::get: acquire", "drop(A *) 0: release"}));
  EXPECT_TRUE(find(Code, true)[0].IsMethod);
}

TEST(AnnotationFinder, TakesOwnershipAttributesForWhatTheySay) {
  EXPECT_EQ(inC("struct c;\n"
                "__attribute__((ownership_returns(malloc))) struct c *a(void);\n"
                "__attribute__((ownership_takes(malloc, 2))) void b(int, struct c *);\n"
                "__attribute__((ownership_holds(malloc, 1))) void d(struct c *);\n"),
            (Lines{"a: acquire?", "b 1: release?", "d 0: takes?"}));
}

TEST(AnnotationFinder, KeepsWhatStandsAtNoFunction) {
  EXPECT_EQ(inC("struct __attribute__((annotate(\"connlint: acquire\"))) s { int a; };\n"
                "__attribute__((annotate(\"connlint: release\"))) int v;\n"),
            (Lines{": acquire", ": release"}));
}

TEST(AnnotationFinder, DescribesTheTypes) {
  auto F = find("typedef struct pg_conn PGconn; typedef PGconn *conn_t; typedef void *SQLHDBC;\n"
                "__attribute__((annotate(\"connlint: acquire\")))\n"
                "int f(PGconn **, conn_t, SQLHDBC *, const char *, ...);\n")
               .at(0);
  EXPECT_EQ(F.Result.Pointers, 0U);
  ASSERT_EQ(F.Parameters.size(), 4U);
  EXPECT_EQ(F.Parameters[0].Names, (Lines{"PGconn", "pg_conn"}));
  EXPECT_EQ(F.Parameters[0].Pointers, 2U);
  EXPECT_EQ(F.Parameters[1].Names, (Lines{"conn_t", "PGconn", "pg_conn"}));
  EXPECT_EQ(F.Parameters[1].Pointers, 1U);
  EXPECT_EQ(F.Parameters[2].Names, Lines{"SQLHDBC"});
  EXPECT_EQ(F.Parameters[2].Pointers, 2U);
  EXPECT_TRUE(F.Parameters[3].Names.empty());
  EXPECT_TRUE(F.IsVariadic);
  EXPECT_TRUE(F.TypesKnown);
}

TEST(AnnotationFinder, TrustsNoTypesInBrokenCode) {
  auto F = find("__attribute__((annotate(\"connlint: acquire\"))) PGconn *f(void);\n").at(0);
  EXPECT_FALSE(F.TypesKnown);
}

TEST(AnnotationFinder, FindsTheTextInTheSource) {
  auto F = find("#define NOTE(text) __attribute__((annotate(\"connlint: \" text)))\n"
                "__attribute__((annotate(\n"
                "    \"connlint: acquire\"))) int *f(void);\n"
                "NOTE(\"release\") void g(int *);\n"
                "#define POOL __attribute__((annotate(\"connlint: acquire\")))\n"
                "  POOL int *h(void);\n");
  const Annotation &Plain = F.at(0).Annotations.at(0), &Macro = F.at(1).Annotations.at(0),
                   &Hidden = F.at(2).Annotations.at(0);
  EXPECT_EQ(std::tuple(Plain.Line, Plain.TextLine, Plain.TextColumn, Plain.TextOffset),
            std::tuple(2U, 3U, 6U, 0U));
  EXPECT_EQ(
      std::tuple(Macro.Line, Macro.Column, Macro.TextLine, Macro.TextColumn, Macro.TextOffset),
      std::tuple(4U, 1U, 4U, 7U, 10U));
  EXPECT_EQ(std::tuple(Hidden.Line, Hidden.Column, Hidden.TextLine), std::tuple(6U, 3U, 0U));
}

} // namespace
} // namespace connlint
