"""NOLINT comments that say why, and those that suppress nothing."""
import unittest

from project import API, LEAK, ProjectTest

LINE = '  PGconn *conn = PQconnectdb("dbname=shop");'


def with_comment(comment, text=LEAK):
    return text.replace(LINE, f"{LINE} // {comment}")


class Nolint(ProjectTest):
    def run_on(self, text, *args):
        self.write("a.c", text)
        self.database(("a.c", "cc -c a.c"))
        return self.check("--checks=connection-leak", *args)

    def test_ReasonsCanBeRequired(self):
        for comment, code in [("NOLINT(connlint-connection-leak): the server closes it", 0),
                              ("NOLINT(connection-leak) the server closes it", 0),
                              ("NOLINT(connlint-connection-leak)", 2),
                              ("NOLINT(connlint-*) --", 2),
                              ("NOLINT(bugprone-x, connlint-connection-leak):", 2),
                              ("NOLINT", 0)]:  # Of any tool: not ours to judge.
            with self.subTest(comment=comment):
                run = self.run_on(with_comment(comment), "--require-nolint-reason")
                self.assertEqual(run.code, code, run)
                self.assertEqual(run.rules, [])
                if code:
                    self.assertRegex(run.err, r"a\.c:\d+:\d+: error: this NOLINT gives no reason")
        self.assertEqual(self.run_on(with_comment("NOLINT(connlint-connection-leak)")).code, 0)

    def test_UnusedOnesAreReported(self):
        clean = LEAK.replace("  return 0;", "  PQfinish(conn);\n  return 0;")
        for comment, word in [("NOLINT(connlint-connection-leak): old", "suppresses nothing"),
                              ("NOLINT(connlint-conection-leak)", "no rule matches")]:
            run = self.run_on(with_comment(comment, clean), "--report-unused-nolint")
            self.assertEqual(run.code, 2, run)
            self.assertRegex(run.err, rf"a\.c:\d+:\d+: error: .*{word}")
            self.assertIn(word, str(run.sarif))
        for comment in ["NOLINT", "NOLINT(bugprone-*)", "NOLINT(connlint-raw-connect)", "no lint"]:
            # Other tools', or of a rule that is off in this run.
            run = self.run_on(with_comment(comment, clean), "--report-unused-nolint")
            self.assertEqual(run.code, 0, run)
        used = with_comment("NOLINT(connlint-connection-leak): needed")
        self.assertEqual(self.run_on(used, "--report-unused-nolint").code, 0)

    def test_BlocksAndNextLines(self):
        clean = LEAK.replace("  return 0;", "  PQfinish(conn);\n  return 0;")
        for text, code in [
            (LEAK.replace(LINE, f"// NOLINTNEXTLINE(connlint-*): x\n{LINE}"), 0),
            (clean.replace(LINE, f"// NOLINTNEXTLINE(connlint-*): x\n{LINE}"), 2),
            (f"// NOLINTBEGIN(connlint-*): x\n{LEAK}// NOLINTEND(connlint-*)\n", 0),
            (f"// NOLINTBEGIN(connlint-*): x\n{API}// NOLINTEND(connlint-*)\n", 2),
        ]:
            with self.subTest(text=text):
                self.assertEqual(self.run_on(text, "--report-unused-nolint").code, code)

    def test_ConfigurationAsksForBoth(self):
        self.write(".connlint.yaml", "require-nolint-reason: true\nreport-unused-nolint: true\n"
                                     "checks: [connection-leak]\n")
        self.assertEqual(self.run_on(with_comment("NOLINT(connlint-connection-leak)")).code, 2)
        self.assertEqual(self.run_on(with_comment("NOLINT(connlint-connection-leak): x")).code, 0)
        self.write(".connlint.yaml", "require-nolint-reason: maybe\n")
        self.assertUsageError(self.connlint("check"), ".connlint.yaml:1:24", "true or false")


if __name__ == "__main__":
    unittest.main()
