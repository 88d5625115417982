"""The module in clang-tidy: options, configuration, comments, mistakes, builds with CMake.

    TIDY=clang-tidy-22 TIDY_MODULE=… [OTHER_MODULE=…] python3 module_test.py [-v]
"""
import json
import os
import re
import subprocess
import unittest

import shells

TIDY = os.environ["TIDY"]
MODULE = os.environ["TIDY_MODULE"]
RULES_DEF = shells.ROOT / "checks/finding/Rules.def"


class Module(shells.FolderTest):
    def tidy(self, *args, text=shells.LEAK, checks="-*,connlint-*"):
        """Runs clang-tidy on one file that holds the text."""
        file = self.write("load.c", text)
        run = subprocess.run(
            [TIDY, f"--load={MODULE}", *([f"--checks={checks}"] if checks else []), "--quiet", *args,
             str(file), "--", f"-I{shells.FIXTURES / 'mock-headers'}"],
            cwd=self.root, capture_output=True, text=True, check=False)
        run.rules = re.findall(r"(?:warning|error): .* \[(connlint-[a-z-]+)", run.stdout)
        return run

    def test_every_rule_is_a_check(self):
        listed = subprocess.run([TIDY, f"--load={MODULE}", "--checks=-*,connlint-*", "--list-checks"],
                                capture_output=True, text=True, check=True).stdout
        rules = re.findall(r'^RULE\(\w+, "([\w-]+)"', RULES_DEF.read_text(), re.M)
        self.assertGreaterEqual(len(rules), 10)
        self.assertEqual(re.findall(r"connlint-[a-z-]+", listed), [f"connlint-{r}" for r in rules])

    def test_it_needs_one_version_of_llvm(self):
        needed = subprocess.run(["readelf", "-d", MODULE], capture_output=True, text=True, check=True).stdout
        llvm = re.findall(r"\[lib(?:LLVM|clang-cpp)\.so\.(\d+)", needed)
        self.assertEqual(set(llvm), {re.search(r"-(\d+)\.so$", MODULE)[1]})

    def test_the_path_is_told_in_notes(self):
        run = self.tidy()
        self.assertEqual(run.returncode, 0)
        self.assertEqual(run.rules, ["connlint-connection-leak"])
        self.assertRegex(run.stdout, r"load\.c:4:18: note: connection acquired by PQconnectdb")
        self.assertRegex(run.stdout, r"load\.c:5:7: note: taking the true branch")

    def test_all_checks_share_one_analysis(self):
        self.tidy("--enable-check-profile", f"--store-check-profile={self.root / 'profile'}")
        [profile] = (self.root / "profile").glob("*.json")
        timed = {key for key in json.loads(profile.read_text())["profile"] if key.endswith(".wall")}
        self.assertEqual(timed, {"time.clang-tidy.connlint.wall"})

    def test_options_in_clang_tidy(self):
        self.write(".clang-tidy", "Checks: '-*,connlint-*'\nCheckOptions:\n"
                   "  connlint-raw-connect.Always: true\n"
                   "  connlint-connection-leak.Level: error\n")
        run = self.tidy(checks=None)
        self.assertEqual(sorted(run.rules), ["connlint-connection-leak", "connlint-raw-connect"])
        self.assertRegex(run.stdout, r"6:5: error: .*connection-leak")
        self.assertRegex(run.stdout, r"4:18: warning: .*raw-connect")
        self.assertEqual(run.returncode, 1)

    def test_the_options_are_known_to_verify_config(self):
        self.write(".clang-tidy", "Checks: '-*,connlint-*'\nCheckOptions:\n"
                   "  connlint.Models: 'a.yaml'\n  connlint-raw-connect.Always: true\n"
                   "  connlint-result-leak.Level: note\n")
        run = self.tidy("--verify-config", checks=None)
        self.assertEqual((run.returncode, run.stderr.count("unknown")), (0, 0), run.stderr)

    def test_models_from_options_and_from_connlint_yaml(self):
        text = '#include "dbpool.h"\nint f(dbpool *p) {\n  return dbpool_acquire(p) != 0;\n}\n'
        self.assertEqual(self.tidy(text=text).rules, [])
        model = shells.FIXTURES / "models/dbpool.yaml"
        with_option = self.tidy("--config={CheckOptions: {connlint.Models: '%s'}}" % model, text=text)
        self.assertEqual(with_option.rules, ["connlint-connection-leak"], with_option.stdout)
        self.write(".connlint.yaml", f"models: ['{model}']\n")
        self.assertEqual(self.tidy(text=text).rules, ["connlint-connection-leak"])

    def test_connlint_yaml_selects_rules_and_ignores_files(self):
        self.write(".connlint.yaml", "checks: [-connlint-connection-leak]\n")
        self.assertEqual(self.tidy().rules, [])
        self.write(".connlint.yaml", "ignore: [load.c]\n")
        self.assertEqual(self.tidy().rules, [])

    def test_comments_suppress_at_the_finding_and_at_the_acquire(self):
        for line in ("return 0;", "PQconnectdb(dsn);"):
            for comment in (" // NOLINT", " // NOLINT(connlint-*)", " // NOLINT(connlint-connection-leak)"):
                with self.subTest(line=line, comment=comment):
                    self.assertEqual(self.tidy(text=shells.LEAK.replace(line, line + comment)).rules, [])
            with self.subTest(line=line, comment="of another rule"):
                other = line + " // NOLINT(connlint-result-leak)"
                self.assertEqual(self.tidy(text=shells.LEAK.replace(line, other)).rules, ["connlint-connection-leak"])

    def test_mistakes_are_errors_that_say_what_to_do(self):
        def expect(run, *words):
            self.assertEqual(run.returncode, 1, run.stdout + run.stderr)
            for word in words:
                self.assertIn(word, run.stdout)
            self.assertNotIn("is not released", run.stdout)

        expect(self.tidy("--config={CheckOptions: {connlint-result-leak.Level: fatal}}"),
               "'connlint-result-leak.Level' must be error, warning or note, not 'fatal'")
        expect(self.tidy("--config={CheckOptions: {connlint-raw-connect.Always: perhaps}}"),
               "'raw-connect.always' must be true or false, not 'perhaps'")
        expect(self.tidy("--config={CheckOptions: {connlint.Models: 'no-such.yaml'}}"), "no-such.yaml")
        self.write(".connlint.yaml", "checks: []\ncheks: []\n")
        expect(self.tidy(), ".connlint.yaml:2:1: error: unknown key 'cheks'", "did you mean 'checks'")

    def test_a_module_of_another_major_is_refused(self):
        other = os.environ.get("OTHER_MODULE")
        if not other:
            return  # only one version is built
        run = subprocess.run([TIDY, f"--load={other}", "--checks=-*,connlint-*", "--list-checks"],
                             capture_output=True, text=True, check=False)
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertRegex(run.stderr, r"^connlint: error: connlint-tidy-\d+\.so is for clang-tidy \d+, and this is "
                         r"version \d+; load connlint-tidy-\d+\.so or run clang-tidy-\d+\n$")

    def test_cmake_runs_it_with_every_compilation(self):
        self.write("load.c", shells.LEAK)
        self.write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\nproject(shop C)\n"
                   f"include_directories({shells.FIXTURES / 'mock-headers'})\n"
                   "add_library(shop STATIC load.c)\n")

        def build(checks):
            folder = self.root / ("build-" + str(len(checks)))
            subprocess.run(["cmake", "-S", self.root, "-B", folder,
                            f"-DCMAKE_C_CLANG_TIDY={TIDY};--load={MODULE};--checks=-*,connlint-*{checks}"],
                           capture_output=True, check=True)
            return subprocess.run(["cmake", "--build", folder], capture_output=True, text=True, check=False)

        shown = build("")
        self.assertEqual(shown.returncode, 0, shown.stdout)
        self.assertIn("[connlint-connection-leak]", shown.stdout + shown.stderr)
        stopped = build(";--warnings-as-errors=connlint-*")
        self.assertNotEqual(stopped.returncode, 0)


if __name__ == "__main__":
    unittest.main()
