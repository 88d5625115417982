// No password reaches a report: prose, literals, calls over several lines.
#include "output/Redact.h"
#include "TestReport.h"
#include <gtest/gtest.h>

using namespace connlint;
using namespace connlint::test;

namespace {
struct Case {
  const char *Text;
  const char *Expected;
};

/// What SourceCache shows of a file, all lines.
std::string shown(const std::string &Text) {
  SourceCache S = sources({{"f", Text}});
  std::string Out;
  for (uint32_t Line = 1; Line <= S.lineCount("f"); ++Line)
    Out += (Line > 1 ? "\n" : "") + S.shownLine("f", Line).text();
  return Out;
}
} // namespace

TEST(RedactProse, MasksValuesOfSecretKeys) {
  for (auto [Text, Expected] : std::initializer_list<Case>{
           {"host=db password=hunter2 dbname=x", "host=db password=*** dbname=x"},
           {"host=db password = hunter2 dbname=x", "host=db password = *** dbname=x"},
           {"password='hun ter\\'2' port=1", "password='***' port=1"},
           {"password='hun''ter2' port=1", "password='***' port=1"},
           {"sslpassword=hunter2", "sslpassword=***"},
           {"PASSWD=hunter2", "PASSWD=***"},
           {"Server=x;PWD=hunter2;Database=y", "Server=x;PWD=***;Database=y"},
           {"Server=x;Pwd={hun};ter}}2};Database=y", "Server=x;Pwd={***};ter}}2};Database=y"},
           {"Server=x;Pwd={hun;}}ter2};Database=y", "Server=x;Pwd={***};Database=y"},
           {"PWD=hun ter2;Data Source=x", "PWD=*** Source=x"},
           {"db?user=me&password=hunter2&sslmode=off", "db?user=me&password=***&sslmode=off"},
           {"-DDB_PASS=hunter2 -O2 a.cpp", "-DDB_PASS=*** -O2 a.cpp"},
           {"-DDB_PASSWORD=\\\"hunter2\\\" -O2", "-DDB_PASSWORD=\\\"***\\\" -O2"},
           {"tool --password hunter2 --host db", "tool --password *** --host db"},
           {"tool --password=\"hunter2\" x", "tool --password=\"***\" x"},
           {"{\"password\": \"hunter2\"}", "{\"password\": \"***\"}"},
           {"password: hunter2", "password: ***"},
           {"IDENTIFIED BY 'hunter2' x", "IDENTIFIED BY '***' x"},
           {"identified with sha2 by 'hunter2'", "identified with sha2 by '***'"},
           {"ALTER USER u PASSWORD 'hunter2'", "ALTER USER u PASSWORD '***'"},
       })
    EXPECT_EQ(redactProse(Text), Expected);
}

TEST(RedactProse, MasksTheSecretOfAUri) {
  for (auto [Text, Expected] : std::initializer_list<Case>{
           {"postgresql://me:hunter2@db:5432/app", "postgresql://me:***@db:5432/app"},
           {"mysql://me:hun/t@r2@db/app x", "mysql://me:***@db/app x"},
           {"at redis://:hunter2@db", "at redis://:***@db"},
           {"https://example.org/a:b", "https://example.org/a:b"},
           {"https://me@example.org/", "https://me@example.org/"},
       })
    EXPECT_EQ(redactProse(Text), Expected);
}

TEST(RedactProse, UnclosedValueIsMaskedToTheEnd) {
  EXPECT_EQ(redactProse("password='hunter2 dbname=x"), "password='***");
  EXPECT_EQ(redactProse("password=hun ter2"), "password=***");
}

TEST(RedactProse, LeavesOrdinaryMessagesAlone) {
  for (const char *Text :
       {"connection 'conn' is not released on this path",
        "second connection is acquired while 'pwd_conn' is held",
        "the physical connect bypasses the pool: use the pool instead", "'password' is not checked",
        "unexpected token: 'x'", "pass: 3", "a::Password::get()", "password=", ""})
    EXPECT_EQ(redactProse(Text), Text);
}

TEST(RedactProse, IsIdempotent) {
  std::string Once = redactProse("a://u:p@h password=x dbname=y IDENTIFIED BY 'z'");
  EXPECT_EQ(redactProse(Once), Once);
}

TEST(RedactSource, MasksEveryLiteralOfAConnectCall) {
  EXPECT_EQ(redactSourceLine(R"(mysql_real_connect(h, "db", "me", "hunter2", NULL, 0);)"),
            R"(mysql_real_connect(h, "***", "***", "***", NULL, 0);)");
  EXPECT_EQ(redactSourceLine(R"(Session s{"db", "me", u8"hunter2"};)"),
            R"(Session s{"***", "***", u8"***"};)");
}

TEST(RedactSource, MasksLiteralOnAContinuationLine) {
  EXPECT_EQ(shown("mysql_real_connect(h, host,\n    \"hunter2\",\n    0);"),
            "mysql_real_connect(h, host,\n    \"***\",\n    0);");
}

TEST(RedactSource, MasksLiteralsOverSeveralLines) {
  EXPECT_EQ(shown("f(\"hun\\\nter2\", x);"), "f(\"***\n***\", x);");
  EXPECT_EQ(shown("f(\"hun\\\r\nter2\", x);"), "f(\"***\n***\", x);");
  EXPECT_EQ(shown("f(R\"x(hun\"ter2\n)\" hunter2\n)x\", 1);"), "f(R\"x(***\n***\n)x\", 1);");
}

TEST(RedactSource, KeepsConnectionStringsThatAreUnderstood) {
  EXPECT_EQ(redactSourceLine(R"(PQconnectdb("host=db user=me");)"),
            R"(PQconnectdb("host=db user=me");)");
  EXPECT_EQ(redactSourceLine(R"(PQconnectdb("host=db password=hunter2 user=me");)"),
            R"(PQconnectdb("host=db password=*** user=me");)");
  EXPECT_EQ(redactSourceLine(R"(PQconnectdb("password='hun ter2' user=me");)"),
            R"(PQconnectdb("password=*** user=me");)");
  EXPECT_EQ(redactSourceLine(R"(connect("Server=db;PWD={hun;ter2};UID=me");)"),
            R"(connect("Server=db;PWD=***;UID=me");)");
  EXPECT_EQ(redactSourceLine(R"(connect("postgresql://me:hun@ter2@db/app");)"),
            R"(connect("postgresql://me:***@db/app");)");
}

TEST(RedactSource, MasksConnectionStringsThatAreNot) {
  for (const char *Literal :
       {"host=db password=hun;ter2", "host=db word=hunter2", "PWD=hun ter2;Server=x",
        "host=db password='hunter2", "host=db password='a'ter2", "password=\\\"hunter2\\\"",
        "postgresql://me:hun", "postgresql://db/app?password=hunter2", "ter2@db/app",
        "postgresql://me:hun ter2@db"})
    EXPECT_EQ(redactSourceLine("f(\"" + std::string(Literal) + "\");"), "f(\"***\");") << Literal;
}

TEST(RedactSource, MasksPasswordSplitOverAdjacentLiterals) {
  EXPECT_EQ(redactSourceLine(R"(f("host=db password=hun" "ter2 user=me");)"),
            R"(f("host=db password=***" "***");)");
}

TEST(RedactSource, KeepsSqlWithoutQuotedValues) {
  for (const char *Sql : {"SELECT * FROM t WHERE id = $1", "begin", "COMMIT;", "ROLLBACK",
                          "insert into t(a) values (?)", "update t set a = :a"})
    EXPECT_EQ(redactSourceLine("PQexec(c, \"" + std::string(Sql) + "\");"),
              "PQexec(c, \"" + std::string(Sql) + "\");");
}

TEST(RedactSource, MasksSqlThatMayCarryASecret) {
  for (const char *Sql :
       {"INSERT INTO u VALUES ('hunter2')", "SELECT $$hunter2$$", "UPDATE u SET password = 1",
        "PRAGMA key = hunter2", "ALTER USER u PASSWORD x", "SELECT", "selected hunter2"})
    EXPECT_EQ(redactSourceLine("f(c, \"" + std::string(Sql) + "\");"), "f(c, \"***\");") << Sql;
}

TEST(RedactSource, KeepsIncludesAndLinkage) {
  for (const char *Line :
       {"#include \"db.h\"", "  # include \"db.h\" // why", "extern \"C\" {", "f(\"\");"})
    EXPECT_EQ(redactSourceLine(Line), Line);
}

TEST(RedactSource, SearchesComments) {
  EXPECT_EQ(redactSourceLine("f(); // connect(\"hunter2\")"), "f(); // connect(\"***\")");
  EXPECT_EQ(redactSourceLine("f(); // password: hunter2"), "f(); // password: ***");
  EXPECT_EQ(shown("/* it's\n   \"hunter2\" */ f(\"x\");"), "/* it's\n   \"***\" */ f(\"***\");");
  EXPECT_EQ(shown("// a \\\n \"hunter2\"\nint x;"), "// a \\\n \"***\"\nint x;");
}

TEST(RedactSource, IsNotMisledByCharactersThatLookLikeQuotes) {
  EXPECT_EQ(redactSourceLine(R"(f('"', "hunter2", '\'', "x");)"), R"(f('"', "***", '\'', "***");)");
  EXPECT_EQ(redactSourceLine(R"(f(1'000'000, "hunter2");)"), R"(f(1'000'000, "***");)");
  EXPECT_EQ(shown("#error don't\nf(\"hunter2\");"), "#error don't\nf(\"***\");");
  EXPECT_EQ(redactSourceLine(R"(f("a\\", "hunter2\"x");)"), R"(f("***", "***");)");
  EXPECT_EQ(redactSourceLine(R"(f("hunter2)"), R"(f("***)");
}

TEST(RedactSource, AnyTextIsAccepted) {
  for (const char *Text : {"\"", "'", "\"\\", "'\\", "R\"(", "R\"", "/*", "//", "// \\", "\\", "1'",
                           "/* \"\\", "// \"\\", "\"\\\r", "R\"x(\")", "/*/"})
    EXPECT_NO_FATAL_FAILURE(redactSourceLine(Text)) << Text;
}

TEST(Redact, OffsetsFollowTheMask) {
  //                 0123456789
  MaskedText M("ab<secret>cd", {{3, 9}});
  EXPECT_EQ(M.text(), "ab<***>cd");
  EXPECT_EQ(M.shownOffset(0), 0u);
  EXPECT_EQ(M.shownOffset(3), 3u);
  EXPECT_EQ(M.shownOffset(6), 3u);
  EXPECT_EQ(M.shownOffset(9), 6u);
  EXPECT_EQ(M.shownOffset(12), 9u);
}

// Every text of a report in both formats, with the same secret everywhere.
TEST(Redact, NoFormatPrintsASecret) {
  SourceCache S = sources({{"a.cpp", "MYSQL *c = mysql_real_connect(h, \"db\", \"me\",\n"
                                     "    \"hunter2\", 0); // password=hunter2\n"
                                     "PGconn *p = PQconnectdb(\"password=hunter2\");\n"}});
  Finding F = finding({"a.cpp", 1, 12, 30}, "'c' leaks, password=hunter2");
  F.Related.push_back({{"a.cpp", 2, 5, 14}, "opened with mysql://me:hunter2@db"});
  F.Path.push_back({StepKind::Acquire, {"a.cpp", 3, 13, 24}, "pwd='hunter2'", 0});
  Report R;
  R.Findings.push_back(F);
  R.Failures.push_back({"b.cpp", "bad flag -DDB_PASS=hunter2"});
  R.CommandLine = "connlint check -- -DPASSWORD=hunter2";
  EmitOptions Options;
  Options.ContextLines = 3;
  for (const EmitterInfo &E : allEmitters()) {
    std::string Text = emitted(E.Format, R, S, Options);
    EXPECT_EQ(Text.find("hunter2"), std::string::npos) << Text;
    EXPECT_NE(Text.find("***"), std::string::npos) << E.Format;
  }
}
