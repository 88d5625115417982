"""Annotations in the source: mistakes are said where they stand, and the rest goes on."""
import shutil
import subprocess
import unittest

from project import API, CLEAN, LEAK, LEAK_RULE, ProjectTest

NOTE = '#define NOTE(text) __attribute__((annotate("connlint: " text)))\n'
POOL = NOTE + API + """
NOTE("acquire: lease") PGconn *lend(void);
void give_back(PGconn *conn NOTE("release"));
"""
LEND = """
int lend_twice(int early) {
  PGconn *conn = lend();
  if (conn && !early)
    give_back(conn);
  return 0;
}
"""


class Annotations(ProjectTest):
    def unit(self, text, name="a.c"):
        self.write(name, text)
        return self.check(name, "--", "-std=gnu11" if name.endswith(".c") else "-std=c++20")

    def test_AHeaderDescribesAPool(self):
        self.write("pool.h", POOL)
        for name in ("a.c", "a.cpp"):
            with self.subTest(name=name):
                self.assertLeak(self.unit('#include "pool.h"\n' + LEND, name))

    def test_AMistakeIsAnErrorAtItsPlace(self):
        for text, place, words in [
            ('[[clang::annotate("connlint: {acuire: lease}")]] PGconn *lend(void);', "31",
             "did you mean 'acquire'"),
            ('NOTE("acuire") PGconn *lend(void);', "7", "did you mean 'acquire'"),
            ('void put(PGconn *c NOTE("releases"));', "26", "did you mean 'release'"),
            ('NOTE("") PGconn *lend(void);', "1", "says nothing"),
            ('NOTE("acquire: {") PGconn *lend(void);', "", "not YAML"),
            ('NOTE("{acquire: {resource: libpq.conection}}") PGconn *lend(void);', "28",
             "did you mean 'libpq.connection'"),
            ('NOTE("{release: {arg: 3}}") void put(PGconn *c);', "23", "no argument 3"),
            ('NOTE("acquire") int lend(int n);', "7", "no pointer"),
            ('struct NOTE("acquire") s { int i; };', "14", "a function or a parameter"),
            ('NOTE("acquire") int variable;', "7", "a function or a parameter"),
            ('__attribute__((annotate("connlint acquire"))) PGconn *lend(void);', "", "colon"),
        ]:
            with self.subTest(text=text):
                self.write("a.c", NOTE + API + text + "\n" + CLEAN.replace(API, ""))
                run = self.check("a.c", "--")
                self.assertEqual(run.code, 2, run)
                line = (NOTE + API).count("\n") + 1
                self.assertIn(f"a.c:{line}:{place}", run.err)
                self.assertIn("error:", run.err)
                self.assertIn(words, run.err)
                self.assertIn("1 unit analysed", run.err)

    def test_AMistakeInAHeaderIsSaidOnce(self):
        self.write("pool.h", POOL + 'NOTE("acuire") PGconn *other(void);\n')
        self.write("a.c", '#include "pool.h"\n' + LEND)
        self.write("b.c", '#include "pool.h"\nint b;\n')
        self.database(("a.c", "cc -c a.c"), ("b.c", "cc -c b.c"))
        run = self.check("--quiet")
        self.assertEqual(run.code, 2, run)
        self.assertEqual(run.err.count("unknown key 'acuire'"), 1, run)
        self.assertEqual(run.rules, [LEAK_RULE], run)  # What is right is analysed.

    def test_TheReportTells(self):
        run = self.unit(POOL + 'NOTE("acuire") PGconn *other(void);\n')
        invocation = run.sarif["runs"][0]["invocations"][0]
        self.assertFalse(invocation["executionSuccessful"])
        self.assertEqual(invocation["exitCode"], 2)
        told = invocation["toolConfigurationNotifications"]
        self.assertEqual([n["descriptor"]["id"] for n in told], ["bad-annotation"])
        self.assertIn("acuire", told[0]["message"]["text"])

    def test_AMistakeInAFileOfOthersIsNotTheirs(self):
        self.write("vendor/pool.h", POOL + 'NOTE("acuire") PGconn *other(void);\n')
        self.write("a.c", '#include <pool.h>\n' + LEND)
        run = self.check("a.c", "--stats", "--", "-isystem", "vendor")
        self.assertLeak(run)
        self.assertIn("annotation with a mistake", run.err)

    def test_TextsOfOthersAreNotRead(self):
        run = self.unit('__attribute__((annotate("connlint-like: {"))) int f(void);\n' + LEAK)
        self.assertLeak(run)

    def test_ABrokenUnitIsNotBlamedTwice(self):
        run = self.unit('#include "missing.h"\n' + NOTE +
                        'namespace n { NOTE("acquire") Conn *lend(); }\n'
                        'NOTE("acuire") Conn *other();\n', "a.cpp")
        self.assertEqual(run.code, 2, run)
        self.assertEqual(run.err.count("error: unknown key"), 1, run)
        self.assertNotIn("belongs to no resource", run.err)

    @unittest.skipUnless(shutil.which("clang-22"), "no clang-22")
    def test_CompilersAreSilent(self):
        self.write("pool.h", POOL)
        for name, standard in (("a.c", "gnu11"), ("a.c", "c23"), ("a.cpp", "c++20")):
            self.write(name, '#include "pool.h"\n' + LEND)
            run = subprocess.run(["clang-22", "-fsyntax-only", "-Wall", "-Wextra", "-pedantic",
                                  f"-std={standard}", name], cwd=self.root, capture_output=True,
                                 check=False)
            self.assertEqual((run.returncode, run.stderr), (0, b""))


if __name__ == "__main__":
    unittest.main()
