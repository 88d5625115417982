"""A clean checkout lacks headers: statements with unknown names are kept all the same."""
import unittest

from project import API, ProjectTest

RESULTS = """
#ifdef __cplusplus
extern "C" {
#endif
typedef struct pg_result PGresult;
extern PGresult *PQexec(PGconn *conn, const char *query);
extern int PQresultStatus(const PGresult *res);
extern void PQclear(PGresult *res);
#ifdef __cplusplus
}
#endif
"""


class MissingHeaders(ProjectTest):
    def results(self, code, name="a.cpp", flags=("-std=c++17",)):
        self.write(name, API + RESULTS + code)
        run = self.check(name, "--checks=-connlint-raw-connect", "--", *flags)
        self.assertIn("1 unit analysed", run.err)
        return [(r["ruleId"], r["locations"][0]["physicalLocation"]["region"]["startLine"] -
                 (API + RESULTS).count("\n")) for r in run.sarif["runs"][0]["results"]]

    def test_UnknownNamesInConditions(self):
        for name, flags in (("a.c", []), ("a.cpp", ["-std=c++17"]), ("a.cpp", ["-std=c++98"])):
            with self.subTest(name=name, flags=flags):
                self.assertEqual(self.results("""
int f(PGconn *c) {
  PGresult *r = PQexec(c, "q");
  if (PQresultStatus(r) != PGRES_MISSING || missing_flag) {
    PQclear(r);
    return 1;
  }
  PQclear(r);
  return 0;
}""", name, flags), [])

    def test_UnknownNamesInASourceThatIsIncluded(self):
        self.write("part.c", API + RESULTS + """
double f(PGconn *c) {
  PGresult *r = PQexec(c, "q");
  if (PQresultStatus(r) != 2)
    return NOT_A_NUMBER;
  PQclear(r);
  return 0;
}""")
        self.write("whole.c", '#include "part.c"\n')
        self.assertEqual(self.check("whole.c", "--").rules, ["connlint-result-leak"])

    def test_UnknownFunctionsAndTypes(self):
        self.assertEqual(self.results("""
int f(PGconn *c) {
  PGresult *r = PQexec(c, "q");
  Frame *frame = makeFrame(PQresultStatus(r), 2);
  if (frame) {
    PQclear(r);
    return 1;
  }
  Rows rows = Rows::of(frame);
  for (Row row = firstRow(rows); row != lastRow; ++row)
    show(row);
  return 0;
}"""), [("connlint-result-leak", 12)])

    def test_UnknownTemplatesTakeWhatTheyAreGiven(self):
        self.assertEqual(self.results("""
struct Rows;
int f(PGconn *c) {
  PGresult *r = PQexec(c, "q");
  auto rows = make_uniq<Rows>(r);
  if (PQresultStatus(r) != 1)
    return 1;
  return missing < 3 ? 0 : 2;
}"""), [])

    def test_OldCodeReliesOnHeadersThatHeadersIncluded(self):
        self.assertEqual(self.results("""
namespace std { class exception; }
PGconn *f(const char *dsn) {
  PGconn *c = PQconnectdb(dsn);
  if (!c)
    throw std::runtime_error("no database");
  PGresult *r = PQexec(c, "q");
  if (PQresultStatus(r) != 1)
    throw std::runtime_error("no answer");
  PQclear(r);
  return c;
}"""), [("connlint-unchecked-acquire", 4), ("connlint-leak-on-exception", 9),
        ("connlint-leak-on-exception", 9)])

    def test_AClientHeaderThatLiesElsewhere(self):
        self.assertEqual(self.results("""
#include <vendor/sqlite3.h>
int f(const char *file) {
  sqlite3 *db;
  if (sqlite3_open(file, &db) != SQLITE_OK)
    return 1;
  sqlite3_close(db);
  return 0;
}"""), [("connlint-connection-leak", 6)])

    def test_StandInsThatDoHarmAreDropped(self):
        # Declared too late: a stand-in for it would break the declaration that follows.
        self.assertEqual(self.results("""
inline void early() { late(1); }
struct late { late(int, int); int a; int b() { return a; } };
int f(PGconn *c) {
  PGresult *r = PQexec(c, "q");
  late l(1, 2);
  return l.b() + l.a;
}"""), [("connlint-result-leak", 7)])


if __name__ == "__main__":
    unittest.main()
