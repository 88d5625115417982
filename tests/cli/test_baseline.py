"""Known findings: they stay known when code moves, and new ones do not hide behind them."""
import json
import random
import shutil
import subprocess
import unittest

from project import API, LEAK, ProjectTest

FILE = "connlint-baseline.tsv"


def leak(name, lines=0):
    filler = "".join(f"  /* {i} */\n" for i in range(lines))
    return (f"int {name}(void) {{\n{filler}  PGconn *conn = PQconnectdb(\"dbname=shop\");\n"
            "  if (!conn)\n    return 1;\n  return 0;\n}\n")


class Baseline(ProjectTest):
    def sources(self, **files):
        for name, functions in files.items():
            self.write(f"{name}.c", API + "".join(functions))
        self.database(*((f"{name}.c", f"cc -c {name}.c") for name in files))

    def baseline(self, *args):
        run = self.connlint("baseline", "write", "--checks=connection-leak", *args)
        self.assertIn("known finding", run.err)
        return (self.root / FILE).read_text()

    def leaks(self, *args, code):
        run = self.check("--checks=connection-leak", "--baseline", FILE, *args)
        self.assertEqual(run.code, code, run)
        places = [r["locations"][0] for r in run.sarif["runs"][0]["results"]]
        return run, [p["logicalLocations"][0]["fullyQualifiedName"] for p in places]

    def test_FileIsSortedAndHasNoLineNumbers(self):
        self.sources(b=[leak("f")], a=[leak("g"), leak("f")])
        rows = [line for line in self.baseline().splitlines() if not line.startswith("#")]
        self.assertEqual(rows, [f"{file}\tconnlint-connection-leak\t{name}\tPQconnectdb\t1"
                                for file, name in [("a.c", "f"), ("a.c", "g"), ("b.c", "f")]])

    def test_KnownFindingsAreLeftOutOfEveryReport(self):
        self.sources(a=[leak("f")])
        self.baseline()
        run, found = self.leaks(code=0)
        self.assertEqual(found, [])
        self.assertIn("; 1 known", run.err)
        run = self.connlint("check", "--checks=connection-leak", "--baseline", FILE,
                            "--report=json")
        self.assertEqual(json.loads(run.out)["findings"], [])

    def test_MovedCodeStaysKnownAndNewCodeIsFound(self):
        """Random functions are shuffled, stretched and joined by new ones."""
        dice = random.Random(20)
        for _ in range(6):
            old = [f"old{i}" for i in range(dice.randint(1, 6))]
            self.sources(a=[leak(name, dice.randint(0, 3)) for name in old])
            self.baseline()
            new = [f"new{i}" for i in range(dice.randint(0, 3))]
            names = old + new
            dice.shuffle(names)
            self.sources(a=[leak(name, dice.randint(0, 9)) for name in names])
            _, found = self.leaks(code=1 if new else 0)
            self.assertEqual(sorted(found), sorted(new))

    def test_RenamedFileStaysKnown(self):
        self.sources(a=[leak("f")])
        self.baseline()
        (self.root / "a.c").unlink()
        self.sources(moved=[leak("f")])
        self.assertEqual(self.leaks(code=0)[1], [])
        # A copy is not a rename: the old place is still there.
        self.sources(a=[leak("f")], moved=[leak("f")])
        self.assertEqual(self.leaks(code=1)[1], ["f"])

    def test_OneMoreOfAKindShowsAll(self):
        twice = leak("f").replace("  return 0;\n", "  conn = PQconnectdb(\"dbname=b\");\n  return 0;\n")
        self.sources(a=[leak("f")])
        self.baseline()
        self.sources(a=[twice])
        run, found = self.leaks(code=1)
        self.assertEqual(found, ["f", "f"])
        self.assertIn("the baseline knows 1 of 2", run.err)

    def test_StaleEntriesAreToldAndFailWhenStrict(self):
        self.sources(a=[leak("f"), leak("g")])
        before = self.baseline()
        self.sources(a=[leak("f")])
        run, _ = self.leaks(code=0)
        self.assertIn("no longer found", run.err)
        self.assertIn("in g (PQconnectdb)", run.err)
        self.leaks("--baseline-strict", code=1)
        self.assertEqual((self.root / FILE).read_text(), before, "a check does not write")
        self.baseline()
        self.leaks("--baseline-strict", code=0)

    def test_EntriesOutOfSightAreNotStale(self):
        self.sources(a=[leak("f")], b=[leak("g")])
        self.baseline()
        run, _ = self.leaks("--baseline-strict", "a.c", code=0)
        self.assertNotIn("no longer", run.err)
        # Of a rule that is off, either.
        run = self.connlint("check", "--checks=result-leak", "--baseline", FILE,
                            "--baseline-strict")
        self.assertEqual(run.code, 0, run)

    def test_WritingForPathsKeepsTheRest(self):
        self.sources(a=[leak("f")], b=[leak("g")])
        self.baseline()
        self.sources(a=[leak("f"), leak("h")], b=[leak("g")])
        self.baseline("a.c")
        self.leaks("--baseline-strict", code=0)

    def test_ConfigurationNamesIt(self):
        self.sources(a=[leak("f")])
        self.write(".connlint.yaml", f"baseline: {FILE}\nchecks: [connection-leak]\n")
        self.assertEqual(self.connlint("check").code, 2)  # It is not there yet.
        self.assertEqual(self.connlint("baseline", "write").code, 0)
        self.assertEqual(self.connlint("check").code, 0)

    def test_BrokenFilesAreErrors(self):
        self.sources(a=[leak("f")])
        good = self.baseline()
        self.assertUsageError(self.connlint("check", "--baseline", "none.tsv"), "none.tsv",
                              "baseline write")
        for text, words in [("", ["not a baseline"]), ("{}", ["not a baseline"]),
                            (good.replace("baseline 1", "baseline 12"), ["version 12", "remove the file"]),
                            (good + "a.c\tx\n", [FILE, "tabs"]),
                            (good + "<<<<<<< ours\n", ["merge conflict"]),
                            (good.replace("\t1\n", "\t0\n"), [FILE, ":3:1: error"])]:
            with self.subTest(text=text[-20:]):
                self.write(FILE, text)
                self.assertUsageError(self.connlint("check", "--baseline", FILE), *words)

    def test_TwoBranchesMergeLikeSourceCode(self):
        """git merges two baselines that grew on two branches."""
        if shutil.which("git") is None:
            self.fail("git is needed")
        (self.root / ".git").rmdir()
        git = lambda *a: subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *a], cwd=self.root,
            check=True, capture_output=True)
        self.sources(**{name: [leak(name)] for name in "bdfhjl"})
        self.baseline()
        git("init", "-q", "-b", "main")
        git("add", "-A")
        git("commit", "-qm", "base")
        for branch, name in [("one", "c"), ("two", "k")]:
            git("checkout", "-q", "-b", branch, "main")
            self.sources(**{n: [leak(n)] for n in "bdfhjl" + name})
            self.baseline()
            git("add", FILE, f"{name}.c")
            git("commit", "-qm", branch)
            git("checkout", "-q", "--", ".")
        git("merge", "-q", "one")
        self.sources(**{n: [leak(n)] for n in "bcdfhjkl"})
        run, found = self.leaks("--baseline-strict", code=0)
        self.assertEqual(found, [], run)


if __name__ == "__main__":
    unittest.main()
