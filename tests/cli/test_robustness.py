"""Sources and situations that must cost one unit at most, never the run."""
import os
import pathlib
import signal
import subprocess
import time
import unittest

from project import CLEAN, CONNLINT, LEAK, LEAK_RULE, SANITIZED, ProjectTest

# Keeps the constant evaluator busy for minutes.
SLOW = """
constexpr long busy() { long s = 0; for (long i = 0; i < 2000000000; ++i) s ^= i; return s; }
static_assert(busy() != 1);
"""
SLOW_FLAGS = "-std=c++17 -fconstexpr-steps=2147483647"
# Makes it build an array of values of more than 2 GiB.
HUNGRY = """
constexpr int eat() { int a[30000000] = {}; a[29999999] = 1; return a[0]; }
static_assert(eat() == 0);
"""


class BrokenSources(ProjectTest):
    def one(self, file, source, flags="", **expected):
        self.write(file, source)
        self.database((file, f"cc {flags} -c {file}"))
        run = self.check("--checks=connection-leak")
        self.assertEqual(run.code, expected.get("code", 1), run)
        self.assertEqual(run.rules, expected.get("rules", [LEAK_RULE]), run)
        for word in expected.get("words", []):
            self.assertIn(word, run.err)
        return run

    def test_SyntaxErrorsAreAnalysedAsFarAsPossible(self):
        self.one("a.c", "int x = ;\n}\n" + LEAK + "int y = (;\n",
                 words=["1 unit analysed (1 with errors), 0 failed", "a.c:1:"])

    def test_ManyErrorsDoNotStopTheParser(self):
        self.one("a.c", "int x = y;\n" * 500 + LEAK, words=["(1 with errors)"])

    def test_MissingHeadersAreNamedOnceAndDoNotStopTheParser(self):
        source = '#include <nowhere.h>\n#include "gone/too.h"\n'
        self.write("a.c", source + LEAK)
        self.write("b.c", source + LEAK.replace("leak(", "leak2("))
        self.database(("a.c", "cc -c a.c"), ("b.c", "cc -c b.c"))
        run = self.check("--checks=connection-leak")
        self.assertLeak(run, 2)
        self.assertEqual(run.err.count("'nowhere.h' not found (in 2 units"), 1)
        self.assertEqual(run.err.count("'gone/too.h' not found (in 2 units"), 1)

    def test_ErrorDirectiveDoesNotStopTheParser(self):
        self.one("a.c", "#error configure first\n" + LEAK, words=["configure first"])

    def test_VerboseShowsEveryError(self):
        self.write("a.c", "int x = first;\nint y = second;\n" + LEAK)
        run = self.connlint("check", "a.c", "-v", "--")
        self.assertIn("'first'", run.err)
        self.assertIn("'second'", run.err)

    def test_SourceThatIsNotUtf8(self):
        text = LEAK.encode() + b"/* caf\xe9 */ const char *s = \"na\xefve\";\n"
        self.one("a.c", text)
        self.one("b.c", text + b"int \xe9t\xe9 = 1;\n")
        self.one("c.c", b"\xef\xbb\xbf" + text)
        self.one("d.c", text.replace(b"\n", b"\r\n"))
        self.one("e.c", text + b"int z;\x00\x00int q;\n")

    def test_NotUtf8InNamesOfFiles(self):
        name = os.fsdecode(b"caf\xe9.c")
        try:
            (self.root / name).write_text(LEAK)
        except OSError:
            self.skipTest("the file system wants UTF-8")
        run = self.connlint("check", os.fsencode(name).decode(errors="surrogateescape"),
                            "--checks=connection-leak", "--")
        self.assertEqual(run.code, 1, run)

    def test_EmptyAndTinySources(self):
        for source in ["", "\n", "int x;", "/*", '"', "#", "#if"]:
            with self.subTest(source=source):
                self.one("a.c", source, code=0, rules=[])

    def test_HugeFunction(self):
        body = "  if (x > 3) x += f(x);\n" * 20000
        self.one("a.c", LEAK + "int f(int);\nint huge(int x) {\n" + body + "  return x;\n}\n")

    def test_DeepNesting(self):
        depth = 10000
        for name, text in [
            ("parentheses", "int v = " + "(" * depth + "1" + ")" * depth + ";\n"),
            ("blocks", "void b(void) " + "{" * depth + "}" * depth + "\n"),
            ("braces", "int n[] = " + "{" * depth + "1" + "}" * depth + ";\n"),
            ("unary", "int u = " + "- " * depth + "1;\n"),
            ("sum", "int s = 1" + " + 1" * depth + ";\n"),
            ("else-if", "int e(int x) { if (x) return 1;" + " else if (x) return 1;" * 3000
             + " return 0; }\n"),
            ("limit", "int l = " + "(" * 100000 + "1" + ")" * 100000 + ";\n"),
        ]:
            with self.subTest(name=name):
                self.write("deep.c", text)
                self.write("leak.c", LEAK)
                self.database(("deep.c", "cc -c deep.c"), ("leak.c", "cc -c leak.c"))
                run = self.check("--checks=connection-leak", "-j1")
                self.assertEqual(run.rules, [LEAK_RULE], run)
                if not SANITIZED:
                    self.assertIn("2 units analysed", run.err)

    def test_HeaderThatIncludesItself(self):
        self.write("a.h", '#include "a.h"\n')
        self.one("a.c", '#include "a.h"\n' + LEAK)

    def test_FolderAsSource(self):
        (self.root / "a.c").mkdir()
        self.database(("a.c", "cc -c a.c"))
        run = self.check()
        self.assertEqual(run.code, 3, run)
        self.assertIn("a.c", run.err)

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_UnreadableSource(self):
        self.write("a.c", LEAK).chmod(0)
        self.write("b.c", LEAK)
        self.database(("a.c", "cc -c a.c"), ("b.c", "cc -c b.c"))
        run = self.check("--checks=connection-leak")
        self.assertEqual((run.code, run.rules), (3, [LEAK_RULE]), run)
        self.assertIn("cannot read the file", run.err)


class LostWorkers(ProjectTest):
    def three(self, source, flags=""):
        self.write("a.c", LEAK)
        self.write("bad.cpp", source)
        self.write("c.c", LEAK.replace("leak(", "leak_c("))
        self.database(("a.c", "cc -c a.c"), ("bad.cpp", f"g++ {flags} -c bad.cpp"),
                      ("c.c", "cc -c c.c"))

    def assertOnlyBadFails(self, run, *words):
        self.assertEqual((run.code, run.rules), (3, [LEAK_RULE] * 2), run)
        self.assertIn("2 units analysed, 1 failed", run.err)
        for word in ("bad.cpp", *words):
            self.assertIn(word, run.err)

    def test_TimeoutCostsOneUnit(self):
        self.three(SLOW, SLOW_FLAGS)
        for jobs in (1, 2):
            run = self.check("--checks=connection-leak", "--unit-timeout=1", f"-j{jobs}")
            self.assertOnlyBadFails(run, "took longer than 1 s")

    @unittest.skipIf(SANITIZED, "sanitizers reserve terabytes")
    def test_MemoryLimitCostsOneUnit(self):
        self.three(HUNGRY, "-std=c++17 -fconstexpr-steps=2147483647")
        run = self.check("--checks=connection-leak", "--unit-memory=1024", "-j1")
        self.assertOnlyBadFails(run, "1024 MiB")

    @unittest.skipIf(SANITIZED, "sanitizers reserve terabytes")
    def test_LimitBelowWhatTheProgramNeedsFailsEveryUnitButNotTheRun(self):
        self.write("a.c", CLEAN)
        run = self.connlint("check", "a.c", "--unit-memory=1", "--report=sarif", "--")
        self.assertEqual(run.code, 3, run)

    def workers(self, parent):
        children = pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text()
        return [int(child) for child in children.split()]

    def test_CrashCostsOneUnit(self):
        self.three(SLOW, SLOW_FLAGS)
        report = self.root / "out.sarif"
        with subprocess.Popen([CONNLINT, "check", "-j1", "--checks=connection-leak",
                               f"--report=sarif={report}"], cwd=self.root,
                              stderr=subprocess.PIPE) as process:
            killed = set()
            # Twice: a unit is tried again in a fresh process before it counts as failed.
            while len(killed) < 2 and process.poll() is None:
                for worker in self.workers(process.pid):
                    busy = sum(map(int, pathlib.Path(f"/proc/{worker}/stat").read_text()
                                   .rsplit(")", 1)[1].split()[11:13]))
                    if worker not in killed and busy > 50:
                        os.kill(worker, signal.SIGKILL)
                        killed.add(worker)
                time.sleep(0.05)
            error = process.stderr.read().decode()
            self.assertEqual(process.wait(), 3, error)
        self.assertIn("crashed with signal 9", error)
        self.assertIn("2 units analysed, 1 failed", error)

    def test_WorkersEndWithTheirParent(self):
        self.three(SLOW, SLOW_FLAGS)
        process = subprocess.Popen([CONNLINT, "check", "-j2"], cwd=self.root,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1.0)
        workers = self.workers(process.pid)
        process.kill()
        process.wait()
        self.assertTrue(workers)
        for _ in range(100):
            alive = [w for w in workers if pathlib.Path(f"/proc/{w}/stat").exists()
                     and ") Z" not in pathlib.Path(f"/proc/{w}/stat").read_text()]
            if not alive:
                return
            time.sleep(0.05)
        self.fail(f"still running: {alive}")

    def test_InterruptLeavesNoHalfReport(self):
        self.three(SLOW, SLOW_FLAGS)
        before = sorted(os.listdir(self.root))
        process = subprocess.Popen([CONNLINT, "check", "--report=sarif=o.sarif"],
                                   cwd=self.root, stderr=subprocess.DEVNULL)
        time.sleep(1.0)
        self.assertNotEqual(sorted(os.listdir(self.root)), before)
        process.send_signal(signal.SIGINT)
        process.wait()
        self.assertEqual(sorted(os.listdir(self.root)), before)


if __name__ == "__main__":
    unittest.main()
