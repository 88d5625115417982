"""doctor, budget, completion, explain, rules: what they say and how they end."""
import re
import shutil
import subprocess
import unittest

from project import API, CLEAN, CONNLINT, LEAK, ProjectTest


class Doctor(ProjectTest):
    def doctor(self, *args, code):
        run = self.connlint("doctor", *args)
        self.assertEqual(run.code, code, run)
        return run.out

    def test_AllIsWell(self):
        self.write("a.c", LEAK)
        self.write(".connlint.yaml", "fail-on: error\n")
        self.database(("a.c", "cc -c a.c"), path="build/compile_commands.json")
        out = self.doctor(code=0)
        for words in ["database: build/compile_commands.json", "configuration: .connlint.yaml (1 unit)",
                      f"source root: {self.root}", "1 analysed, 0 failed",
                      "1 places acquire one", "run connlint check"]:
            self.assertIn(words, out)

    def test_EveryReasonHasItsCure(self):
        self.write("gen/a.c", CLEAN)
        self.write("b.c", '#include "made_by_the_build.h"\n' + LEAK)
        self.write("c.c", LEAK + "int x = ;\n")
        self.write(".connlint.yaml", "ignore: [gen]\n")
        self.database(*((f, f"cc -c {f}") for f in ("gen/a.c", "b.c", "c.c", "gone.c")))
        out = self.doctor(code=3)
        for what, cure in [("ignored by .connlint.yaml", "take it out of 'ignore:'"),
                           ("'made_by_the_build.h' not found", "--extra-arg=-I"),
                           ("analysed in part: ", "connlint check -v"),
                           ("not analysed: ", "configure the build anew")]:
            self.assertRegex(out, rf"(?s){re.escape(what)}[^\n]*\n(  [^-][^\n]*\n)+  -> [^\n]*{re.escape(cure)}")

    def test_OneFile(self):
        self.write("a.c", API + "int f(void) { return 1; }\n")
        self.write("new.c", LEAK)
        self.database(("a.c", "cc -c a.c"))
        out = self.doctor("a.c", code=3)
        self.assertIn("a.c: 1 functions, 0 that handle connections", out)
        self.assertIn("docs/models.md", out)
        self.assertIn("not in the database; using the flags of", self.doctor("new.c", code=0))

    def test_NoDatabase(self):
        self.write("a.c", LEAK)
        self.assertUsageError(self.connlint("doctor"), "no compile_commands.json",
                              "CMAKE_EXPORT_COMPILE_COMMANDS")


class Budget(ProjectTest):
    def budget(self, text, code):
        self.write("d.yaml", text)
        run = self.connlint("budget", "d.yaml")
        self.assertEqual(run.code, code, run)
        return run.out

    def test_FitsOrSaysWhatToShrink(self):
        plan = ("servers: {db: {max_connections: 100}}\npools:\n"
                "  - {name: web, pool_size: 5, max_overflow: %d, workers: 4, replicas: 2, surge: 1}\n"
                "  - {name: batch, pool_size: 4}\n")
        self.assertIn("db: 64 of 97 connections (100 - 3 reserved), 33 left",
                      self.budget(plan % 0, 0))
        out = self.budget(plan % 10, 1)
        self.assertIn("db: 184 of 97 connections (100 - 3 reserved), 87 too many", out)
        self.assertIn("(5 + 10) x 4 workers x (2 + 1) replicas = 180", out)
        self.assertIn("shrink web: pool_size + max_overflow from 15 to 7 in each of 12 processes", out)
        # The advice is right: with 7 it fits, with 8 it does not.
        self.budget(plan % 2, 0)
        self.budget(plan % 3, 1)

    def test_TooManyProcesses(self):
        out = self.budget("servers: {db: {max_connections: 20, reserved: 0}}\n"
                          "pools: [{name: a, pool_size: 1, replicas: 30}]\n", 1)
        self.assertIn("no pool alone can be shrunk far enough", out)

    def test_EachServerOnItsOwn(self):
        out = self.budget("servers:\n  a: {max_connections: 10}\n  b: {max_connections: 10}\n"
                          "pools:\n  - {name: x, server: a, pool_size: 7}\n"
                          "  - {name: y, server: b, pool_size: 8}\n", 1)
        self.assertIn("a: 7 of 7 connections (10 - 3 reserved), 0 left", out)
        self.assertIn("b: 8 of 7", out)
        self.assertIn("shrink y", out)

    def test_MistakesHaveAPlace(self):
        for text, words in [
            ("", ["d.yaml:1:1", "empty"]), ("servers: [", ["d.yaml:1"]),
            ("servers: {a: {max_connections: 0}}\npools: []\n", ["d.yaml:1:32", "from 1"]),
            ("servers: {a: {max_conections: 5}}\npools: []\n", ["max_connections"]),
            ("servers: {a: {max_connections: 5}}\npools: [{name: p, server: b, pool_size: 1}]\n",
             ["d.yaml:2:27", "no server 'b'"]),
            ("servers: {a: {max_connections: 5}}\npools: [{name: p, pool_size: -1}]\n",
             ["d.yaml:2:", "pool_size"]),
            ("pools: []\n", ["servers"]),
        ]:
            with self.subTest(text=text):
                self.write("d.yaml", text)
                self.assertUsageError(self.connlint("budget", "d.yaml"), *words)
        self.assertUsageError(self.connlint("budget", "none.yaml"), "none.yaml")


class Completion(ProjectTest):
    def complete(self, *words):
        """What bash offers for the last word."""
        script = ('source <("$0" completion bash); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                  '_connlint; printf "%s\\n" "${COMPREPLY[@]}"')
        run = subprocess.run(["bash", "-c", script, CONNLINT, "connlint", *words], cwd=self.root,
                             capture_output=True, text=True, check=True)
        return run.stdout.split()

    def test_BashOffersWhatFits(self):
        self.write("here.yaml", "")
        self.assertEqual(self.complete("bas"), ["baseline"])
        self.assertEqual(self.complete("check", "--rep"), ["--report", "--report-unused-nolint"])
        self.assertEqual(self.complete("check", "--report", "j"), ["json", "junit"])
        self.assertEqual(self.complete("check", "--report", "=", "sa"), ["sarif"])
        self.assertEqual(self.complete("check", "--fail-on", "e"), ["error"])
        self.assertEqual(self.complete("check", "--config", "he"), ["here.yaml"])
        self.assertEqual(self.complete("explain", "connlint-raw"), ["connlint-raw-connect"])
        self.assertEqual(self.complete("merge", "he"), ["here.yaml"])
        self.assertEqual(self.complete("baseline", "w"), ["write"])

    def test_ScriptsAreValid(self):
        for shell in ("bash", "zsh", "fish"):
            self.assertIsNotNone(shutil.which(shell), f"{shell} is missing; scripts/setup installs it")
            text = self.connlint("completion", shell).out
            self.assertIn("--baseline-strict" if shell != "fish" else "-l baseline-strict", text)
            run = subprocess.run([shell, "-n"], input=text, capture_output=True, text=True, check=False)
            self.assertEqual((run.returncode, run.stderr), (0, ""), shell)
        self.assertUsageError(self.connlint("completion", "bsh"), "'bash'")


class Help(ProjectTest):
    def test_EveryCommandIsInTheOverviewAndHasAPage(self):
        overview = self.connlint("--help").out
        for command in re.findall(r"^  ([a-z]+)  ", overview, re.M):
            page = self.connlint(command, "--help")
            self.assertEqual(page.code, 0)
            self.assertIn(f"usage: connlint {command}", page.out)
            self.assertEqual(self.connlint("help", command).out, page.out)
        for command in self.complete_words():
            self.assertIn(f"\n  {command}", overview)

    def test_EveryOptionOfCheckIsDescribed(self):
        page = self.connlint("check", "--help").out
        script = self.connlint("completion", "fish").out
        options = re.findall(r"from check' -l ([a-z-]+)", script)
        self.assertGreater(len(options), 15)
        for option in options:
            self.assertIn(f"--{option}", page)

    def complete_words(self):
        words = re.search(r'-W "([a-z ]+) --help', self.connlint("completion", "bash").out)[1].split()
        return [w for w in words if w != "help"]


if __name__ == "__main__":
    unittest.main()
