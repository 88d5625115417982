// ok_googletest.cpp - a test that has failed may leave things open.
#include "gtest/gtest.h"
#include <libpq-fe.h>
#include <sqlite3.h>

TEST(Result, IsCleared) {
  PGconn *Conn = PQconnectdb("");
  ASSERT_TRUE(PQstatus(Conn) == CONNECTION_OK);
  PGresult *Result = PQexec(Conn, "SELECT 1");
  ASSERT_NE(Result, nullptr);
  EXPECT_EQ(PQresultStatus(Result), PGRES_TUPLES_OK);
  ASSERT_EQ(PQntuples(Result), 1);
  PQclear(Result);
  PQfinish(Conn);
}

// Behind an EXPECT the test goes on, but not with what it has expected in vain.
TEST(Connection, IsExpectedToBeThere) {
  PGconn *Conn = PQconnectdb("");
  EXPECT_EQ(PQstatus(Conn), CONNECTION_OK);
  PGresult *Result = PQexec(Conn, "SELECT 1");
  EXPECT_NE(Result, nullptr);
  PQclear(Result);
  PQfinish(Conn);
}

TEST(Statement, IsFinalized) {
  sqlite3 *Db = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &Db), SQLITE_OK);
  sqlite3_stmt *Statement = nullptr;
  EXPECT_EQ(SQLITE_OK, sqlite3_prepare_v2(Db, "SELECT 1", -1, &Statement, nullptr));
  EXPECT_TRUE(Statement);
  EXPECT_EQ(sqlite3_step(Statement), SQLITE_ROW);
  sqlite3_finalize(Statement);
  EXPECT_EQ(sqlite3_close(Db), SQLITE_OK);
}
