// leak_googletest.cpp - assertions of GoogleTest take handles by reference and only look at them.
#include "gtest/gtest.h"
#include <libpq-fe.h>
#include <sqlite3.h>

TEST(Result, IsNotCleared) {
  PGconn *Conn = PQconnectdb("");
  ASSERT_TRUE(PQstatus(Conn) == CONNECTION_OK);
  PGresult *Result = PQexec(Conn, "SELECT 1");
  ASSERT_NE(Result, nullptr);
  EXPECT_EQ(PQntuples(Result), 1);
  PQfinish(Conn);
} // want "result 'Result' from PQexec is not released on this way out" [connlint-result-leak]

TEST(Statement, IsNotFinalized) {
  sqlite3 *Db = nullptr;
  EXPECT_EQ(sqlite3_open(":memory:", &Db), SQLITE_OK);
  sqlite3_stmt *Statement = nullptr;
  EXPECT_EQ(sqlite3_prepare_v2(Db, "SELECT 1", -1, &Statement, nullptr), SQLITE_OK);
  EXPECT_TRUE(Statement != nullptr);
  EXPECT_NE(Statement, nullptr);
  sqlite3_close(Db);
} // want "statement 'Statement' from sqlite3_prepare_v2 is not released" [connlint-result-leak]
