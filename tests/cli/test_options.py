"""Options, commands, exit codes: what a wrong word on the command line says."""
import unittest

from project import CLEAN, LEAK, LEAK_RULE, ProjectTest


class Options(ProjectTest):
    def test_WrongWordsAreErrorsThatSuggest(self):
        self.write("a.c", LEAK)
        for args, words in [
            (["chek"], ["unknown command 'chek'", "'check'"]),
            (["check", "-o", "x"], ["unknown option '-o'; --help"]),
            (["check", "--report", "xml", "a.c", "--"], ["there are checkstyle, ", " and text"]),
            (["check", "--fail-on=3", "a.c", "--"], ["there are error, warning and note"]),
            (["completion", "tcsh"], ["unknown shell 'tcsh'; there are bash, zsh and fish"]),
            (["explain", "nothing"], ["'connlint rules' lists them"]),
            (["check", "--reprot", "text"], ["unknown option '--reprot'", "'--report'"]),
            (["check", "--report", "sraif", "a.c", "--"], ["'sraif'", "'sarif'"]),
            (["check", "--fail-on=eror", "a.c", "--"], ["'eror'", "'error'"]),
            (["check", "--dump=fatcs", "a.c", "--"], ["'fatcs'", "'facts'"]),
            (["check", "--checks=conection-leak", "a.c", "--"], [f"'{LEAK_RULE}'"]),
            (["check", "--checks", "-nothing-*", "a.c", "--"], ["no rule matches"]),
            (["check", "-j", "many", "a.c", "--"], ["'-j'", "'many'"]),
            (["check", "-j0", "a.c", "--"], ["at least 1"]),
            (["check", "--report"], ["'--report' needs a value"]),
            (["check", "--quiet=yes"], ["takes no value"]),
            (["check", "--report=sarif=", "a.c", "--"], ["no file after '='"]),
            (["check", "--report=text", "--report=sarif", "a.c", "--"], ["one report"]),
            (["check", "--models", "none.yaml", "a.c", "--"], ["none.yaml: error: cannot read"]),
            (["check", "--config", "none.yaml", "a.c", "--"], ["none.yaml"]),
            (["check", "--source-root", "none", "a.c", "--"], ["none"]),
            (["check", "none.c", "-p", "."], ["none.c"]),
            (["check", "--", "-Ix"], ["name the files"]),
            (["check", ".", "--"], ["is a folder"]),
            (["--report", "text"], ["name the command first"]),
            (["facts"], ["unknown command 'facts'"]),
            (["explain"], ["needs one rule"]),
            (["explain", "conection-leak"], [f"'{LEAK_RULE}'"]),
            ([], ["name a command"]),
        ]:
            with self.subTest(args=args):
                self.assertUsageError(self.connlint(*args), *words)

    def test_HelpVersionRulesAndExplainPrintOnStdout(self):
        for args, word in [
            (["--help"], "usage: connlint"), (["check", "--help"], "--fail-on"),
            (["explain", "--help"], "RULE"), (["--version"], "LLVM"),
            (["rules"], LEAK_RULE), (["explain", LEAK_RULE], "onnection"),
            (["explain", "connection-leak"], "onnection"),
        ]:
            with self.subTest(args=args):
                run = self.connlint(*args)
                self.assertEqual((run.code, run.err), (0, ""), run)
                self.assertIn(word, run.out)

    def test_ExitCodesTellFindingsFromFailures(self):
        self.write("leak.c", LEAK)
        self.write("clean.c", CLEAN)
        self.assertEqual(self.check("clean.c", "--").code, 0)
        self.assertEqual(self.check("leak.c", "--").code, 1)
        self.assertEqual(self.check("leak.c", "--exit-zero", "--").code, 0)
        self.assertEqual(self.check("leak.c", "missing.c", "--").code, 3)
        self.assertEqual(self.check("leak.c", "--checks=-connection-leak", "--").code, 0)
        self.assertEqual(self.check("leak.c", "--fail-on=error", "--").code, 1)

    def test_ChecksSelectsByGlob(self):
        self.write("leak.c", LEAK)
        for globs, expected in [("connlint-*", 1), ("connection-*", 1), ("raw-connect", 0),
                                ("*,-connection-leak", 0), ("-*,connection-leak", 1)]:
            with self.subTest(globs=globs):
                run = self.check("leak.c", f"--checks={globs}", "--")
                self.assertEqual(run.rules.count("connlint-connection-leak"), expected, run)

    def test_StdoutHasTheReportAndStderrOneClosingLine(self):
        self.write("leak.c", LEAK)
        run = self.connlint("check", "leak.c", "--checks=connection-leak", "--")
        self.assertIn(f"[{LEAK_RULE}]", run.out)
        self.assertEqual(run.err, "connlint: 1 unit analysed, 0 failed, 0 skipped; "
                                  "1 error, 0 warnings, 0 notes\n")
        run = self.connlint("check", "leak.c", "--quiet", "--")
        self.assertEqual(run.err, "")

    def test_DumpReplacesTheReport(self):
        self.write("leak.c", LEAK)
        run = self.connlint("check", "leak.c", "--dump=facts", "--")
        self.assertIn("leak", run.out)
        self.assertNotIn(f"[{LEAK_RULE}]", run.out)

    def test_StatsCountFunctions(self):
        self.write("leak.c", LEAK)
        self.assertIn("functions", self.connlint("check", "leak.c", "--stats", "--").err)

    def test_OptionsMayStandBetweenAndBehindPaths(self):
        self.write("leak.c", LEAK)
        self.assertLeak(self.check("leak.c", "-j1", "--checks", "connection-leak", "--",
                                   "-DX=1"))
        self.assertLeak(self.check("-j", "1", "-extra-arg=-DX", "--checks=connection-leak",
                                   "leak.c", "--"))


if __name__ == "__main__":
    unittest.main()
