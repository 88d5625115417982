// RedactTest.cpp - no value gets from a statement into a log.
#include "connpool/redact.h"
#include <gtest/gtest.h>

namespace connpool::test {
namespace {

struct Case {
  const char *sql, *redacted;
};

TEST(RedactedSql, HasNoConstants) {
  const Case cases[] = {
      {"SELECT 1", "SELECT ?"},
      {"SELECT * FROM t1 WHERE a = 'it''s' AND b2 = -4.5e-10",
       "SELECT * FROM t1 WHERE a = ? AND b2 = -?"},
      {"INSERT INTO t VALUES ('a\\', 'b')", "INSERT INTO t VALUES (?, ?)"},
      {"SELECT E'a\\'secret', 'b'", "SELECT E?, ?"},
      {"SELECT $1, $2::text, $$secret$$, $a$secret $$ x$a$, \"Column 1\"",
       "SELECT $1, $2::text, ?, ?, \"Column 1\""},
      {"ALTER ROLE x PASSWORD 'secret'", "ALTER ROLE x PASSWORD ?"},
      {"SELECT a -- secret'\n , b /* secret ' /* more */ */ FROM\tt", "SELECT a , b FROM t"},
      {"SELECT 0xdeadbeef, 1e+5, 3.x", "SELECT ?, ?, ?"},
      {"SELECT 'secret", "SELECT ?"},
      {"SELECT a /* secret", "SELECT a"},
      {"SELECT data->'k' #> '{a}', a::int4", "SELECT data->? #> ?, a::int4"},
      {"", ""},
  };
  for (const Case &each : cases)
    EXPECT_EQ(redacted_sql(each.sql), each.redacted) << each.sql;
}

TEST(RedactedSql, KnowsMysqlsQuotes) {
  const Case cases[] = {
      {R"(SELECT "secret", `col``1`, 'a\'secret', "b\"secret")", "SELECT ?, `col``1`, ?, ?"},
      {"SELECT 1 # secret\n+ 2", "SELECT ? + ?"},
      {"CREATE USER x IDENTIFIED BY \"secret\"", "CREATE USER x IDENTIFIED BY ?"},
      {"SELECT $a$ FROM t /* a /* b */ c", "SELECT $a$ FROM t c"},
  };
  for (const Case &each : cases)
    EXPECT_EQ(redacted_sql(each.sql, Quoting::Mysql), each.redacted) << each.sql;
}

TEST(RedactedSql, AnyCutIsSafe) {
  const std::string sql =
      "SELECT E'secret\\'secret', $x$secret$x$, 'secret' /* secret */ FROM \"t\" -- secret";
  for (std::size_t i = 0; i <= sql.size(); ++i)
    for (const Quoting quoting : {Quoting::Standard, Quoting::Mysql}) {
      // $x$ is no quote in MySQL.
      if (quoting == Quoting::Mysql && i > sql.find("$x$"))
        continue;
      EXPECT_EQ(redacted_sql(sql.substr(0, i), quoting).find("secr"), std::string::npos) << i;
    }
}

} // namespace
} // namespace connpool::test
