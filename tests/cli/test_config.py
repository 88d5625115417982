""".connlint.yaml, NOLINT comments, and where reports go."""
import json
import os
import unittest

from project import LEAK, LEAK_RULE, ProjectTest


class Config(ProjectTest):
    def setUp(self):
        super().setUp()
        self.write("src/a.c", LEAK)
        self.write("lib/b.c", LEAK.replace("leak(", "leak_b("))
        self.database(("src/a.c", "cc -c src/a.c"), ("lib/b.c", "cc -c lib/b.c"))

    def files(self, run):
        uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                for r in run.sarif["runs"][0]["results"] if r["ruleId"] == LEAK_RULE]
        return sorted(uris)

    def test_NearestFileCountsAlone(self):
        self.write(".connlint.yaml", "checks: [-connection-leak]\n")
        self.assertEqual(self.files(self.check()), [])
        self.write("src/.connlint.yaml", "fail-on: error\n")
        self.assertEqual(self.files(self.check()), ["src/a.c"])

    def test_CommandLineWinsOverTheFile(self):
        self.write(".connlint.yaml", "checks: [-connection-leak]\nfail-on: error\n")
        self.assertEqual(len(self.files(self.check("--checks=connection-leak"))), 2)

    def test_ConfigOptionReplacesTheSearch(self):
        self.write("other.yaml", "checks: '-connection-leak'\n")
        self.write("src/.connlint.yaml", "checks: ['*']\n")
        self.assertEqual(self.files(self.check("--config", "other.yaml")), [])

    def test_IgnoreSkipsUnitsAndHeaders(self):
        for glob, left in [("lib/", ["src/a.c"]), ("src", ["lib/b.c"]), ("*.c", []),
                           ("/src/*.c", ["lib/b.c"]), ("lib/**", ["src/a.c"]), ("rc", None)]:
            with self.subTest(glob=glob):
                self.write(".connlint.yaml", f"ignore: ['{glob}']\n")
                run = self.check()
                expected = ["lib/b.c", "src/a.c"] if left is None else left
                self.assertEqual(self.files(run), expected)
                self.assertIn(f"{2 - len(expected)} skipped", run.err)

    def test_MistakesHaveAPlace(self):
        for text, place, word in [
            ("chekcs: [a]\n", "1:1", "'checks'"),
            ("ignore: [x]\nfial-on: error\n", "2:1", "'fail-on'"),
            ("fail-on: fatal\n", "1:10", "error, warning or note"),
            ("checks: {a: b}\n", "1:10", "list of strings"),
            ("checks: [a\n", "", "error:"),
            ("- a\n", "1:1", "expected keys"),
            ("options: {connlint-no-rule.x: 1}\n", "1:11", "no-rule"),
            ("checks: [raw-connect,\n connlint-nothing]\n", "2:2", "no rule matches"),
            ("checks: '-nothing'\n", "1:9", "no rule matches '-nothing'"),
            ("models: [none.yaml]\n", "1:10", "/none.yaml'"),
            ("ignore: ['[a']\n", "1:10", "'[a' is not a glob"),
            ("ignore: ['']\n", "1:10", "expected a string in 'ignore'"),
            ("baseline: ''\n", "1:11", "expected the name of a file"),
            ("baseline: [a]\n", "1:12", "expected the name of a file"),
            ("fail-on:\n", "1:1", "'fail-on' has no value"),
            ("require-nolint-reason: maybe\n", "1:24", "true or false"),
            ("report-unused-nolint: 3\n", "1:23", "true or false"),
            ("options: {connlint-raw-connect.always: maybe}\n", "1:11", "must be true or false"),
            ("ignore: [x]\nignore: [y]\n", "2:1", "'ignore' stands here a second time"),
            ("ignore: [x]\n---\nignore: [y]\n", "3:1", "a second time"),
            ("checks:\n\t- ''\n", "2:4", "expected a string"),
        ]:
            with self.subTest(text=text):
                self.write(".connlint.yaml", text)
                run = self.connlint("check")
                self.assertEqual(run.code, 2, run)
                self.assertIn(f".connlint.yaml:{place}" if place else "", run.err)
                self.assertIn(word, run.err)

    def test_OtherEncodingsAreAMistake(self):
        self.write(".connlint.yaml", "ignore: [x]\n# \xe4\n".encode("latin-1"))
        self.assertUsageError(self.connlint("check"), ".connlint.yaml:2:1: error: this is not UTF-8")
        self.write(".connlint.yaml", "ignore: [x]\n".encode("utf-16"))
        self.assertUsageError(self.connlint("check"), "this is not UTF-8")

    def test_EmptyConfigurationIsFine(self):
        self.write(".connlint.yaml", "# nothing yet\n")
        self.assertEqual(len(self.files(self.check())), 2)

    def test_ModelsAreRelativeToTheConfiguration(self):
        self.write("conf/models/m.yaml", "family: [not a model\n")
        self.write("conf/.connlint.yaml", "models: [models/m.yaml]\n")
        run = self.connlint("check", "--config", "conf/.connlint.yaml")
        self.assertEqual(run.code, 2, run)
        self.assertIn("conf/models/m.yaml:", run.err)


class Suppressions(ProjectTest):
    def leaks(self, source):
        self.write("a.c", source)
        run = self.check("a.c", "--checks=connection-leak", "--")
        return len(run.rules)

    def test_CommentsAtTheAcquire(self):
        line = '  PGconn *conn = PQconnectdb("dbname=shop");'
        for comment, count in [
            ("// NOLINT", 0), ("/* NOLINT */", 0), ("// NOLINT(connlint-connection-leak)", 0),
            ("// NOLINT(connlint-*)", 0), ("// NOLINT(*)", 0), ("// NOLINT(connection-leak)", 0),
            ("// NOLINT(other-check)", 1), ("// NOLINT()", 1), ("// NOLINTNEXTLINE", 1),
            ("// NOLINT(other, connlint-connection-leak): reviewed", 0), ("// nolint", 1),
        ]:
            with self.subTest(comment=comment):
                self.assertEqual(self.leaks(LEAK.replace(line, f"{line} {comment}")), count)
        self.assertEqual(self.leaks(LEAK.replace(line, f"// NOLINTNEXTLINE\n{line}")), 0)

    def test_Blocks(self):
        begin, end = "// NOLINTBEGIN(connlint-*)\n", "// NOLINTEND(connlint-*)\n"
        self.assertEqual(self.leaks(begin + LEAK + end), 0)
        self.assertEqual(self.leaks(begin + LEAK), 1)
        self.assertEqual(self.leaks(begin + end + LEAK), 1)
        self.assertEqual(self.leaks(begin + LEAK + "// NOLINTEND\n"), 1)


class Reports(ProjectTest):
    def setUp(self):
        super().setUp()
        self.write("a.c", LEAK)

    def test_SeveralAtOnce(self):
        run = self.connlint("check", "a.c", "--report", "text", "--report", "sarif=o.sarif",
                            "--report=text=o.txt", "--checks=connection-leak", "--")
        self.assertEqual(run.code, 1, run)
        self.assertEqual(run.out, (self.root / "o.txt").read_text())
        self.assertEqual(json.loads((self.root / "o.sarif").read_text())["version"], "2.1.0")
        self.assertEqual(sorted(os.listdir(self.root)), [".git", "a.c", "o.sarif", "o.txt"])

    def test_UnwritablePathsFailBeforeTheAnalysis(self):
        (self.root / "folder").mkdir()
        self.write("old.sarif", "old")
        for path, word in [("none/o.sarif", "no folder 'none'"), ("folder", "is a folder"),
                           ("a.c/x", "Not a directory")]:
            with self.subTest(path=path):
                run = self.connlint("check", "a.c", f"--report=sarif={path}", "--")
                self.assertUsageError(run, path, word)
                self.assertNotIn("analysed", run.err)

    def test_UsageErrorLeavesAnOldReportAlone(self):
        self.write("o.sarif", "old")
        run = self.connlint("check", "a.c", "--report=sarif=o.sarif", "-p", "none")
        self.assertEqual(run.code, 2)
        self.assertEqual((self.root / "o.sarif").read_text(), "old")
        self.assertEqual(sorted(os.listdir(self.root)), [".git", "a.c", "o.sarif"])

    def test_DevicesAndLinksStay(self):
        run = self.connlint("check", "a.c", "--report=sarif=/dev/null", "--")
        self.assertEqual(run.code, 1, run)
        (self.root / "link.sarif").symlink_to("real.sarif")
        (self.root / "real.sarif").write_text("")
        self.connlint("check", "a.c", "--report=sarif=link.sarif", "--")
        self.assertTrue((self.root / "link.sarif").is_symlink())
        self.assertIn("2.1.0", (self.root / "real.sarif").read_text())

    def test_FailuresAreInEveryReport(self):
        run = self.check("a.c", "none.c", "--")
        self.assertEqual(run.code, 3)
        self.assertIn("none.c", json.dumps(run.sarif))
        run = self.connlint("check", "none.c", "--")
        self.assertIn("none.c: error: not analysed", run.out)

    def test_NoPasswordAnywhere(self):
        self.write("a.c", LEAK.replace("dbname=shop", "password=hunter2"))
        self.write("b.c", '#error password=hunter2\n' + LEAK)
        for args in (["--report=text"], ["--report=sarif"], ["-v", "--stats"]):
            run = self.connlint("check", "a.c", "b.c", *args, "--", "-DX=password=hunter2")
            self.assertNotIn("hunter2", run.out + run.err)


if __name__ == "__main__":
    unittest.main()
