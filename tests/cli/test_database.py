"""Finding the compilation database, choosing units from it, and what is wrong with it."""
import json
import unittest

from project import CLEAN, LEAK, ProjectTest


class Database(ProjectTest):
    def project(self, path="compile_commands.json"):
        self.write("src/a.c", LEAK)
        self.write("src/b.c", CLEAN)
        self.write("lib/c.c", LEAK.replace("leak(", "leak_c("))
        return self.database(("src/a.c", "cc -c src/a.c"), ("src/b.c", "cc -c src/b.c"),
                             ("lib/c.c", "cc -c lib/c.c"), path=path)

    def test_FoundInFolderParentsAndBuildFolders(self):
        for path, cwd in [("compile_commands.json", "."), ("compile_commands.json", "src"),
                          ("build/compile_commands.json", "."),
                          ("build-debug/compile_commands.json", "src"),
                          ("build/release/compile_commands.json", "lib")]:
            with self.subTest(path=path, cwd=cwd):
                self.setUp()
                self.project(path)
                self.assertLeak(self.check("--checks=connection-leak", cwd=self.root / cwd), 2)

    def test_NamedByFolderOrFile(self):
        path = self.project("out/compile_commands.json")
        for build in ["out", path]:
            self.assertLeak(self.check("--checks=connection-leak", "-p", build), 2)

    def test_MissingDatabaseSaysWhatToDo(self):
        self.write("a.c", LEAK)
        self.assertUsageError(self.connlint("check", "-p", "."), "no compile_commands.json",
                              "CMAKE_EXPORT_COMPILE_COMMANDS", "-p DIR")
        self.assertUsageError(self.connlint("check", "-p", "none"), "none")

    def test_BrokenDatabaseNamesThePlace(self):
        for text, word in [("[{", "parse error"), ("{}", "expected a list"), ("[]", "lists no"),
                           ("[1]", "entry 1"), ('[{"directory":"/"}]', "'file' is missing"),
                           ('[{"directory":"/","file":"a.c"}]', "neither 'command'"),
                           ('[{"file":"a.c","arguments":[1]}]', "entry 1"),
                           ('[{"file":1,"command":"cc a.c"}]', "not a string")]:
            with self.subTest(text=text):
                self.write("compile_commands.json", text)
                self.assertUsageError(self.connlint("check"), "compile_commands.json", word)

    def test_PathsFilterUnits(self):
        self.project()
        for paths, count in [(["src"], 1), (["lib", "src/b.c"], 1), ([".", "src"], 2),
                             (["src/a.c"], 1), ([self.root / "src"], 1)]:
            with self.subTest(paths=paths):
                self.assertLeak(self.check("--checks=connection-leak", *paths), count)
        self.write("docs/x.txt", "")
        self.assertUsageError(self.connlint("check", "docs"), "below the given paths")

    def test_FileOutsideOfTheDatabaseGetsInferredFlags(self):
        self.write("src/a.c", CLEAN)
        self.write("src/new.c", "#ifdef FLAG\n" + LEAK + "#endif\n")
        self.database(("src/a.c", "cc -DFLAG -c src/a.c"))
        run = self.check("src/new.c")
        self.assertLeak(run)
        self.assertIn("not in the database; using the flags of", run.err)

    def test_HeaderAsPath(self):
        self.write("src/a.cpp", '#include "h.h"\n')
        self.write("src/h.h", LEAK.replace("int leak(void)", "inline int leak()"))
        self.database(("src/a.cpp", "c++ -c src/a.cpp"))
        self.assertLeak(self.check("src/h.h", "--checks=connection-leak"))

    def test_DuplicateEntriesCountOnce(self):
        self.write("a.c", "#ifdef FLAG\n" + LEAK + "#endif\n")
        self.database(("a.c", "cc -c a.c"), ("./a.c", "cc -DFLAG -c a.c"))
        run = self.check()
        self.assertEqual(run.code, 0, run)
        self.assertIn("1 unit analysed", run.err)
        self.assertLeak(self.check("--all-configs"))

    def test_OtherLanguagesAreSkipped(self):
        self.write("a.c", CLEAN)
        self.write("b.S", "nop")
        self.database(("a.c", "cc -c a.c"), ("b.S", "cc -c b.S"), ("c.f90", "gfortran c.f90"))
        run = self.check()
        self.assertEqual(run.code, 0, run)
        self.assertIn("1 unit analysed, 0 failed, 2 skipped", run.err)

    def test_RelativeAndMissingDirectories(self):
        self.write("sub/a.c", LEAK)
        self.database({"directory": "sub", "file": "a.c", "command": "cc -c a.c"})
        self.assertLeak(self.check("--checks=connection-leak"))
        gone = str(self.root / "gone")
        self.database({"directory": gone, "file": str(self.root / "sub/a.c"),
                       "command": "cc -c a.c"})
        run = self.check("--checks=connection-leak")
        self.assertLeak(run)
        self.assertIn("does not exist", run.err)

    def test_MissingUnitFailsAndOthersGoOn(self):
        self.project()
        (self.root / "src/b.c").unlink()
        run = self.check("--checks=connection-leak")
        self.assertEqual(run.code, 3, run)
        self.assertEqual(len(run.rules), 2)
        self.assertIn("src/b.c", run.err)
        self.assertIn("2 units analysed, 1 failed", run.err)

    def test_OneFindingPerHeaderNotPerUnit(self):
        self.write("inc/h.h", LEAK.replace("int leak(void)", "static inline int leak(void)"))
        for name in "ab":
            self.write(f"{name}.c", '#include "h.h"\n')
        self.database(("a.c", "cc -Iinc -c a.c"), ("b.c", "cc -Iinc -c b.c"))
        self.assertLeak(self.check("--checks=connection-leak"))

    def test_ScopeIsTheSourceRootWithoutSystemHeaders(self):
        header = LEAK.replace("int leak(void)", "static inline int leak(void)")
        outside = self.root.parent / "outside"
        outside.mkdir()
        (outside / "h.h").write_text(header)
        self.write("third/h.h", header)
        self.write("a.c", '#include "h.h"\n')
        for flags, root, count in [(f"-I{outside}", [], 0), ("-isystem third", [], 0),
                                   ("-Ithird", [], 1),
                                   (f"-I{outside}", ["--source-root", self.root.parent], 1)]:
            with self.subTest(flags=flags):
                self.database(("a.c", f"cc {flags} -c a.c"))
                self.assertEqual(len(self.check("--checks=connection-leak", *root).rules), count)

    def test_DatabaseWithManyUnitsIsTheSameForAnyNumberOfWorkers(self):
        entries = []
        for i in range(12):
            self.write(f"u{i}.c", LEAK.replace("leak(", f"leak{i}("))
            entries.append((f"u{i}.c", f"cc -c u{i}.c"))
        self.write("broken.c", LEAK + "int x = ;\n#include <nowhere.h>\n")
        self.database(*entries, ("broken.c", "cc -c broken.c"), ("none.c", "cc -c none.c"))
        runs = [self.connlint("check", "--report=sarif", f"-j{n}") for n in (1, 2, 5)]
        reports = [json.loads(r.out) for r in runs]
        for report in reports:
            for invocation in report["runs"][0].get("invocations", []):
                for key in ("commandLine", "arguments"):
                    invocation.pop(key, None)
        self.assertEqual(reports[0], reports[1])
        self.assertEqual(reports[0], reports[2])
        self.assertEqual({r.err for r in runs}, {runs[0].err})
        self.assertEqual(runs[0].code, 3)


if __name__ == "__main__":
    unittest.main()
