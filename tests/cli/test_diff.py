"""Diff mode: a finding stays when the change has to do with it."""
import shutil
import subprocess
import unittest

from project import API, CLEAN, ProjectTest

TWO = API + """
int first(int n) {
  PGconn *conn = PQconnectdb("dbname=shop");
  if (n)
    return 1;
  PQfinish(conn);
  return 0;
}

int second(int n) {
  PGconn *conn = PQconnectdb("dbname=shop");
  if (n)
    return 1;
  PQfinish(conn);
  return 0;
}
"""


class Diff(ProjectTest):
    def setUp(self):
        super().setUp()
        if shutil.which("git") is None:
            self.fail("git is needed")
        (self.root / ".git").rmdir()
        self.git("init", "-q", "-b", "main")
        self.commit(TWO)

    def git(self, *args):
        return subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *args],
            cwd=self.root, check=True, capture_output=True, text=True).stdout

    def commit(self, text, name="src/a.c"):
        self.write(name, text)
        self.database(("src/a.c", "cc -c src/a.c"))
        self.git("add", "-A")
        self.git("commit", "-qm", "x")

    def found(self, *args):
        run = self.check("--checks=connection-leak", *args)
        self.assertIn(run.code, (0, 1), run)
        results = run.sarif["runs"][0]["results"]
        names = [r["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] for r in results]
        self.assertEqual(run.code, 1 if names else 0)
        return names

    def test_NothingChangedNothingReported(self):
        self.assertEqual(self.found(), ["first", "second"])
        run = self.check("--checks=connection-leak", "--diff", "HEAD")
        self.assertEqual(run.rules, [], run)
        self.assertIn("2 in unchanged code", run.err)

    def test_ChangesOfTheFunctionCount(self):
        for old, new in [("int second(int n) {\n", "int second(int n) {\n  n++;\n"),  # far away
                         ("int second(int n) {\n  PGconn *conn = PQ",
                          "int second(int n) {\n  PGconn *conn =  PQ"),  # the acquire
                         ]:
            with self.subTest(new=new):
                self.write("src/a.c", TWO.replace(old, new))
                self.assertEqual(self.found("--diff", "HEAD"), ["second"])

    def test_ARemovedReleaseCounts(self):
        clean = TWO.replace("  if (n)\n    return 1;\n", "  if (n) {\n    PQfinish(conn);\n    return 1;\n  }\n")
        self.commit(clean)
        broken = clean[::-1].replace("    PQfinish(conn);\n"[::-1], "", 1)[::-1]
        self.write("src/a.c", broken)
        self.assertEqual(self.found("--diff", "HEAD"), ["second"])

    def test_LinesThatMovedDoNotCount(self):
        self.write("src/a.c", TWO.replace("\nint first", "\nint other;\n\n\nint first"))
        self.assertEqual(self.found("--diff", "HEAD"), [])

    def test_CommitsOfTheBranchCountAndThoseOfOthersDoNot(self):
        self.git("checkout", "-q", "-b", "topic")
        self.commit(TWO.replace("int first(int n) {", "int first(int n) { n--;"))
        self.git("checkout", "-q", "main")
        self.commit(TWO.replace("int second(int n) {", "int second(int n) { n--;"))
        self.git("checkout", "-q", "topic")
        self.assertEqual(self.found("--diff", "main"), ["first"])

    def test_NewFilesCountBeforeGitKnowsThem(self):
        self.write("src/b.c", TWO.replace("first", "third").replace("second", "fourth"))
        self.database(("src/a.c", "cc -c src/a.c"), ("src/b.c", "cc -c src/b.c"))
        self.assertEqual(self.found("--diff", "HEAD"), ["third", "fourth"])

    def test_RenamesWithoutChangesDoNotCount(self):
        self.git("mv", "src/a.c", "src/with space ä.c")
        self.database({"directory": str(self.root), "file": "src/with space ä.c",
                       "arguments": ["cc", "-c", "src/with space ä.c"]})
        self.assertEqual(self.found("--diff", "HEAD"), [])
        self.write("src/with space ä.c", TWO.replace("int first(int n) {", "int first(int n) { n--;"))
        self.assertEqual(self.found("--diff", "HEAD"), ["first"])

    def test_HelpersOnThePathCount(self):
        text = API + """
static PGconn *open_shop(void) {
  int unused = 0; (void)unused;
  return PQconnectdb("dbname=shop");
}
int user(int n) {
  PGconn *conn = open_shop();
  if (n)
    return 1;
  PQfinish(conn);
  return 0;
}
"""
        self.commit(text)
        self.write("src/a.c", text.replace("unused = 0", "unused = 1"))
        self.assertEqual(self.found("--diff", "HEAD"), ["user"])

    def test_ATreeBehindASymbolicLink(self):
        link = self.root.parent / "link"
        link.symlink_to(self.root)
        file = str(link / "src/a.c")
        self.database({"directory": str(link), "file": file, "arguments": ["cc", "-c", file]})
        # Only the extent of the function is touched, no place of the finding itself.
        self.write("src/a.c", TWO.replace("int second(int n) {\n", "int second(int n) {\n  n++;\n"))
        self.write("p.diff", self.git("diff"))
        for mode in (["--diff", "HEAD"], ["--patch", "p.diff"]):
            for folder in (self.root, link):
                with self.subTest(mode=mode, folder=folder.name):
                    run = self.check("--checks=connection-leak", *mode, cwd=folder)
                    self.assertEqual((run.code, len(run.rules)), (1, 1), run)
                    self.assertIn("1 in unchanged code", run.err)

    def test_AFolderOfTheTreeThatIsALink(self):
        (self.root / "orders").symlink_to("src")
        for file, unit in [("src/a.c", "orders/a.c"), ("src/a.h", "main.c")]:
            with self.subTest(file=file):
                self.write("main.c", '#include "a.h"\n')
                self.commit(TWO, file)
                self.database((unit, f"cc -Iorders -c {unit}"))
                self.assertEqual(self.found("--diff", "HEAD"), [])
                self.write(file, TWO.replace("int second(int n) {\n", "int second(int n) {\n  n++;\n"))
                self.assertEqual(self.found("--diff", "HEAD"), ["second"])
                self.write("p.diff", self.git("diff").replace("/src/", "/orders/"))
                self.assertEqual(self.found("--patch", "p.diff"), ["second"])

    def test_PatchFilesSayTheSameAsGit(self):
        for number, new in enumerate(["int second(int n) {\n  n++;\n", "int second(int n) {\r\n"]):
            self.write("src/a.c", TWO.replace("int second(int n) {\n", new))
            for options in [[], ["-U0"], ["-U9"], ["--no-prefix"]]:
                with self.subTest(options=options, number=number):
                    self.write("p.diff", self.git("diff", *options))
                    self.assertEqual(self.found("--patch", "p.diff"), ["second"])
        self.write("p.diff", "")
        self.assertEqual(self.found("--patch", "p.diff"), [])

    def test_DeletedFilesAndNoNewlineAtTheEnd(self):
        self.commit(CLEAN, "src/gone.c")
        (self.root / "src/gone.c").unlink()
        self.write("src/a.c", TWO.rstrip("\n"))
        self.write("p.diff", self.git("diff", "HEAD"))
        self.assertIn("No newline", (self.root / "p.diff").read_text())
        self.assertEqual(self.found("--patch", "p.diff"), ["second"])
        self.assertEqual(self.found("--diff", "HEAD"), ["second"])

    def test_MistakesSayWhatToDo(self):
        for args, words in [
            (["--diff", "nowhere"], ["no commit 'nowhere'"]),
            (["--diff", "-x"], ["not a revision"]),
            (["--patch", "none.diff"], ["none.diff"]),
            (["--diff", "HEAD", "--patch", "x"], ["exclude each other"]),
        ]:
            with self.subTest(args=args):
                self.assertUsageError(self.connlint("check", *args), *words)
        for text, words in [("rubbish\n", ["not a unified diff"]),
                            ("+++ b/src/a.c\n@@ -1 +1,2 @@\n+x\n", ["p.diff", "patch"]),
                            ("+++ b/src/a.c\n@@ what @@\n", ["p.diff:2", "not a hunk"]),
                            ("+++ b/src/a.c\n@@ -1 +1 @@\n*\n", ["p.diff:3"])]:
            with self.subTest(text=text):
                self.write("p.diff", text)
                self.assertUsageError(self.connlint("check", "--patch", "p.diff"), *words)


if __name__ == "__main__":
    unittest.main()
