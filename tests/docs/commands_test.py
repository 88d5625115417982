"""Every command that the documentation shows is run, in a project that has what it names.

    CONNLINT=… BUILD=build-folder [MODULE=connlint-tidy-22.so] python3 commands_test.py [-v]

What builds this repository is not done again: its targets are looked up instead. A command that
nobody here knows how to run fails the test.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
from folder import FolderTest  # noqa: E402

CONNLINT = pathlib.Path(os.environ["CONNLINT"])
BUILD = pathlib.Path(os.environ["BUILD"])
MODULE = os.environ.get("MODULE", "")
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")),
         ROOT / "test-fixtures/README.md", ROOT / "tests/precision/README.md"]

LEAK = """typedef struct pg_conn PGconn;
extern PGconn *PQconnectdb(const char *conninfo);
int leak(void) { PGconn *conn = PQconnectdb("dbname=shop"); return conn != 0; }
"""


def blocks(page, language):
    """The code blocks of a language; None stands for all others than sh."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", page.read_text(), re.M | re.S)
    return [text for name, text in found if name == language or (language is None and name != "sh")]


def commands(page):
    """One string a command; a backslash joins lines."""
    for block in blocks(page, "sh"):
        for line in block.replace("\\\n", " ").splitlines():
            if line.strip():
                yield line


class Commands(FolderTest):
    def git(self, *words):
        subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words],
                       cwd=self.root, check=True, capture_output=True)

    def make_project(self):
        """A checkout with a branch, a configured build folder and all files that the pages name."""
        sources = ["file.c", "src/orders.c", "src/orders/list.c", "src/a/a.c", "src/b/b.c", "src/c/c.c"]
        for name in sources:
            self.write(name, LEAK)
        self.write("include/empty.h", "")
        self.write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(shop C CXX)\n"
                   f"add_library(shop STATIC {' '.join(sources)})\n")
        self.write("deploy/pools.yaml", next(
            b for b in blocks(ROOT / "docs/configuration.md", "yaml") if b.startswith("servers:")))
        for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "x"],
                      ["update-ref", "refs/remotes/origin/main", "HEAD"]):
            self.git(*words)
        self.write("change.diff", "")
        subprocess.run(["cmake", "-G", "Ninja", "-S", self.root, "-B", self.root / "build",
                        "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"], check=True, capture_output=True)
        # The programs are called as on a machine where they were built, or installed.
        (self.root / "build/release").symlink_to(BUILD)
        (self.root / "bin").mkdir()
        (self.root / "bin/connlint").symlink_to(CONNLINT)
        # What some pages run is part of the repository.
        for name in ("tests/precision", "tests/repo", "test-fixtures"):
            shutil.copytree(ROOT / name, self.root / name)
        for name in ("README.md", "docs/output.md"):
            self.write(name, (ROOT / name).read_text())

    def bash(self, command, codes=(0,)):
        run = subprocess.run(
            ["bash", "-c", command], cwd=self.root, capture_output=True, text=True, check=False, timeout=600,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PATH": f"{self.root / 'bin'}:{os.environ['PATH']}", "module": MODULE})
        self.assertIn(run.returncode, codes, f"{command}\n{run.stdout}{run.stderr}")
        return run

    def names_tests(self, expression):
        listed = subprocess.run(["ctest", "--test-dir", BUILD, "-N", "-R", expression],
                                capture_output=True, text=True, check=True).stdout
        self.assertGreater(int(re.search(r"Total Tests: (\d+)", listed)[1]), 0, expression)

    def builds(self, targets):
        """Ninja knows the targets; that they build is what this test hangs on."""
        subprocess.run(["ninja", "-C", BUILD, "-n", *(targets or ["all"])], check=True, capture_output=True)

    def has_preset(self, name, kinds=("configurePresets", "buildPresets")):
        presets = json.loads((ROOT / "CMakePresets.json").read_text())
        for kind in kinds:
            self.assertIn(name, [p["name"] for p in presets[kind]])

    def run_one(self, line):
        command = re.sub(r"\s+#.*$", "", line).strip()
        if " && " in command:
            for part in command.split(" && "):
                self.run_one(part)
        elif found := re.fullmatch(r"scripts/(\w+)( \S+)?", command):
            self.assertTrue(os.access(ROOT / "scripts" / found[1], os.X_OK))
            if found[2] and found[1] == "setup":
                self.assertIn(f"\n  {found[2].strip()}) packages=", (ROOT / "scripts/setup").read_text())
            elif found[2]:
                self.names_tests(found[2].strip())
        elif found := re.fullmatch(r"ctest --preset (\w+) -R (\S+)", command):
            self.has_preset(found[1], ("testPresets",))
            self.names_tests(found[2])
        elif found := re.fullmatch(r"cmake --build --preset (\w+)(?: --target (.*))?", command):
            self.has_preset(found[1])
            # A sanitizer build has no module and no clangd.
            self.builds([t for t in (found[2] or "").split() if MODULE or not re.search("tidy|clangd", t)])
        elif found := re.fullmatch(r"cmake --preset (\w+)( -D\S+)?", command):
            self.has_preset(found[1])
            if found[2]:
                self.assertRegex((ROOT / "CMakeLists.txt").read_text(), rf"option\({found[2][3:].split('=')[0]} ")
        elif found := re.fullmatch(r"(?:sudo )?(cmake --install) build/release (--component \S+)(.*)", command):
            self.assertIn(found[3], ("", " --prefix /usr/local"))  # which is the default
            self.bash(f"{found[1]} '{BUILD}' {found[2]} --prefix '{self.root}/prefix'")
            self.assertTrue((self.root / "prefix/bin/connlint").is_file() or
                            (self.root / "prefix/include/connpool").is_dir())
        elif command.startswith("LD_PRELOAD="):
            run = self.bash(command.replace("/usr/local/lib/connpool", str(BUILD / "lib"))
                            .replace(" program", " true"))
            self.assertEqual(run.stderr, "")
        elif command.startswith("tests/precision/run"):
            # The repositories are not here, and it says so; tests/precision has its test.
            run = self.bash(command.replace("run", f"run --connlint '{CONNLINT}'", 1), (3,))
            self.assertIn("no checkout", run.stderr)
        elif re.match(r"git clone|python3 tests/|cmake -S|cmake --build build$|source ", command):
            command = command.replace("https://github.com/OWNER/NAME", str(self.root))
            command = command.replace("build/release/bin/connlint", str(CONNLINT))
            if "CLANG_TIDY" in command and not MODULE:
                return
            self.bash(command)
        elif re.match(r"(build/release/bin/)?connlint |(run-)?clang-tidy-", command):
            if "clang-tidy" in command and not MODULE:
                return
            fixture = "test-fixtures/checks/connlint-connection-leak/leak_goto.c"
            command = command.replace(" FILE -- FLAGS", " file.c -- -Iinclude")
            command = command.replace("test-fixtures/checks/…/leak_goto.c", fixture)
            finds = re.match(r"\S*connlint (check|budget|doctor|merge)|run-clang", command)
            run = self.bash(command, (0, 1) if finds else (0,))
            self.assertNotIn("did you mean", run.stderr)
        else:
            self.fail(f"nobody runs this command: {line}")

    def test_every_command_runs(self):
        self.make_project()
        seen = 0
        for page in PAGES:
            for line in commands(page):
                seen += 1
                with self.subTest(page=str(page.relative_to(ROOT)), line=line):
                    self.run_one(line)
        self.assertGreater(seen, 40)

    def test_commands_in_other_blocks_are_not_forgotten(self):
        """Shell commands stand in blocks marked sh, or nobody would run them."""
        for page in PAGES:
            with self.subTest(page=str(page.relative_to(ROOT))):
                for block in blocks(page, None):
                    self.assertNotRegex(block, r"(?m)^(\$ |connlint check|cmake -|scripts/|clang-tidy)")

    def test_scripts_of_the_settings_run_too(self):
        """`- run:` of the workflow in docs/ci.md, and the default command of the GitLab template."""
        self.make_project()
        shutil.rmtree(self.root / "build")
        workflow = next(yaml.safe_load(b) for b in blocks(ROOT / "docs/ci.md", "yaml") if "jobs:" in b)
        steps = [s["run"] for s in workflow["jobs"]["connlint"]["steps"] if "run" in s]
        self.assertTrue(steps)
        for step in steps:
            if not step.startswith("sudo"):
                self.bash(step)
        self.assertTrue((self.root / "build/compile_commands.json").is_file())


if __name__ == "__main__":
    unittest.main()
