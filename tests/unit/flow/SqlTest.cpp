// SqlTest.cpp - what a text of SQL does to its transaction, and transactions on paths.
#include "Script.h"
#include "flow/Solver.h"

namespace connlint::test {
namespace {

TEST(ClassifySql, KnowsTheBeginning) {
  for (const char *Text :
       {"BEGIN", "begin", "  Begin;", "BEGIN WORK", "BEGIN IMMEDIATE", "START TRANSACTION",
        "start transaction read only", "-- comment\nBEGIN", "/* a */ /* b */ BEGIN"})
    EXPECT_EQ(classifySql(Text), SqlAction::Begin) << Text;
}

TEST(ClassifySql, KnowsTheEnd) {
  for (const char *Text : {"COMMIT", "commit;", "END", "COMMIT WORK", "PREPARE TRANSACTION 'x'"})
    EXPECT_EQ(classifySql(Text), SqlAction::Commit) << Text;
  for (const char *Text : {"ROLLBACK", "ABORT", "rollback work", "ROLLBACK TRANSACTION;"})
    EXPECT_EQ(classifySql(Text), SqlAction::Rollback) << Text;
}

TEST(ClassifySql, LeavesTheRestAlone) {
  for (const char *Text :
       {"", ";", "SELECT 1", "BEGINNING", "STARTED", "START SLAVE", "ROLLBACK TO SAVEPOINT a",
        "ROLLBACK TO a", "ROLLBACK PREPARED 'x'", "SAVEPOINT a", "PREPARE p AS SELECT 1",
        "SELECT 'a; COMMIT'", "SELECT \"a; COMMIT\"", "-- COMMIT", "/* COMMIT", "(((", "'"})
    EXPECT_EQ(classifySql(Text), SqlAction::None) << Text;
}

TEST(ClassifySql, TheLastWordCounts) {
  EXPECT_EQ(classifySql("BEGIN; SELECT 1; COMMIT"), SqlAction::Commit);
  EXPECT_EQ(classifySql("COMMIT; BEGIN"), SqlAction::Begin);
  EXPECT_EQ(classifySql("BEGIN; SELECT ';'"), SqlAction::Begin);
}

/// Imprecise: bodies, dollar quotes and comments are not parsed.
TEST(ClassifySql, IsFooledByBodies) {
  EXPECT_EQ(classifySql("CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END;"),
            SqlAction::Commit);
  EXPECT_EQ(classifySql("DO $$ BEGIN PERFORM 1; END $$"), SqlAction::Commit);
  EXPECT_EQ(classifySql("COMMIT PREPARED 'x'"), SqlAction::Commit);
  EXPECT_EQ(classifySql("COMMIT AND CHAIN"), SqlAction::Commit);
  EXPECT_EQ(classifySql("SELECT 1 -- it's\n; COMMIT"), SqlAction::None);
}

TEST(Transactions, OneThatIsNotFinishedIsLeft) {
  EXPECT_EQ(incidents("function f(c)\nr = PQexec(c, \"BEGIN\")\nPQclear(r)\nreturn"),
            Lines{"4: transaction left c"});
}

TEST(Transactions, OneThatIsFinishedIsNot) {
  EXPECT_EQ(incidents("function f(c)\nr = PQexec(c, \"BEGIN\")\nPQclear(r)\n"
                      "r = PQexec(c, \"COMMIT\")\nPQclear(r)\nreturn"),
            Lines{});
}

TEST(Transactions, ClosingTheConnectionEndsIt) {
  EXPECT_EQ(incidents("function f(c)\nr = PQexec(c, \"BEGIN\")\nPQclear(r)\nPQfinish(c)\nreturn"),
            Lines{});
}

TEST(Transactions, OneWhoseBeginFailedIsNotOpen) {
  EXPECT_EQ(incidents("function f(db)\nrc = sqlite3_exec(db, \"BEGIN\", 0, 0, 0)\n"
                      "if rc != 0 goto out\nsqlite3_exec(db, \"COMMIT\", 0, 0, 0)\nout:\nreturn"),
            Lines{});
}

TEST(Transactions, ATextPassedByTheCallerCounts) {
  Solved S("function run(c, sql)\nr = PQexec(c, sql)\nPQclear(r)\nreturn\n"
           "function f(c)\nrun(c, \"BEGIN\")\nreturn\n"
           "function g(c)\nrun(c, \"BEGIN\")\nrun(c, \"ROLLBACK\")\nreturn");
  EXPECT_EQ(S.incidents("run"), Lines{});
  EXPECT_EQ(S.incidents("f"), Lines{"7: transaction left c"});
  EXPECT_EQ(S.incidents("g"), Lines{});
}

} // namespace
} // namespace connlint::test
