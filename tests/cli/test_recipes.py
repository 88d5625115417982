"""The recipes for CI services, pre-commit and CMake: their scripts are run as they stand."""
import json
import os
import pathlib
import re
import subprocess
import unittest

import yaml

from project import CLEAN, CONNLINT, LEAK, ProjectTest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Recipe(ProjectTest):
    def project(self, text=LEAK):
        self.write("src/a.c", text)
        self.database(("src/a.c", "cc -c src/a.c"), path="build/compile_commands.json")

    def bash(self, script, **environment):
        """A step: bash -e, the program on PATH."""
        path = f"{pathlib.Path(CONNLINT).parent}:{os.environ['PATH']}"
        return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=self.root,
                              capture_output=True, text=True, check=False,
                              env={**os.environ, "PATH": path, **environment})


class GithubAction(Recipe):
    def action(self, **inputs):
        """Runs the action's scripts as the runner does; returns the runs and the outputs."""
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        known = {name: spec["default"] for name, spec in action["inputs"].items()}
        self.assertLessEqual(set(inputs), set(known))
        known.update(inputs)
        outputs = self.root / "outputs"
        outputs.write_text("")

        def value(text):
            text = re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda m: known[m[1]], text)
            read = dict(line.split("=", 1) for line in outputs.read_text().split())
            return re.sub(r"\$\{\{ steps\.check\.outputs\.([a-z-]+) \}\}", lambda m: read[m[1]], text)

        runs = []
        for step in action["runs"]["steps"]:
            if "run" not in step:
                self.assertTrue(step["uses"].startswith("github/codeql-action/upload-sarif@"))
                self.assertEqual(set(step["with"]), {"sarif_file", "category"})
                continue
            self.assertNotIn("${{", step["run"], "inputs come through the environment")
            env = {k: value(v) for k, v in step.get("env", {}).items()}
            runs.append(self.bash(step["run"], GITHUB_OUTPUT=str(outputs), **env))
        return runs, outputs.read_text()

    def test_FindingsAreAnnotatedUploadedAndFailTheJobAtTheEnd(self):
        self.project()
        (check, last), outputs = self.action()
        self.assertEqual(check.returncode, 0, check)  # Or nothing would be uploaded.
        self.assertIn("::error file=src/a.c,line=", check.stdout)
        self.assertEqual(outputs, "exit-code=1\n")
        sarif = json.loads((self.root / "connlint.sarif").read_text())
        self.assertEqual(len(sarif["runs"]), 1)
        self.assertEqual(last.returncode, 1)

    def test_InputsReachTheProgram(self):
        self.project()
        self.assertEqual(self.action(**{"fail-on": "error", "paths": "src"})[1], "exit-code=1\n")
        self.bash("connlint baseline write -p build")
        self.assertEqual(self.action(baseline="connlint-baseline.tsv")[1], "exit-code=0\n")
        self.assertEqual(self.action(**{"build-dir": "none"})[1], "exit-code=2\n")
        # A name is a name, whatever is in it.
        self.assertEqual(self.action(baseline="x; touch broken")[1], "exit-code=2\n")
        self.assertFalse((self.root / "broken").exists())

    def test_CleanProject(self):
        self.project(CLEAN)
        (_, last), outputs = self.action()
        self.assertEqual((last.returncode, outputs), (0, "exit-code=0\n"))


class GitlabTemplate(Recipe):
    def test_ScriptWritesTheReports(self):
        spec, job = yaml.safe_load_all((ROOT / "templates/connlint.gitlab-ci.yml").read_text())
        inputs = {k: v["default"] for k, v in spec["spec"]["inputs"].items()}
        inputs["configure"] = "true"
        fill = lambda text: re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", lambda m: inputs[m[1]], text)
        self.project()
        job = job["connlint"]
        run = self.bash("\n".join(map(fill, job["script"])),
                        **{k: fill(v) for k, v in job["variables"].items()})
        self.assertEqual(run.returncode, 1, run)
        reports = job["artifacts"]["reports"]
        self.assertEqual(json.loads((self.root / reports["codequality"]).read_text())[0]
                         ["location"]["path"], "src/a.c")
        self.assertIn("<testsuites", (self.root / reports["junit"]).read_text())
        self.assertEqual(job["artifacts"]["when"], "always")


class PreCommit(Recipe):
    def test_EntryChecksTheFilesOfACommit(self):
        (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
        self.assertTrue(hook["require_serial"])
        self.project()
        self.write("src/ok.c", CLEAN)
        self.write("src/h.h", "#pragma once\n")
        run = self.bash(f"{hook['entry']} src/ok.c src/h.h")
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, "", ""), run)
        run = self.bash(f"{hook['entry']} src/a.c src/ok.c")
        self.assertEqual(run.returncode, 1, run)
        self.assertIn("src/a.c:", run.stdout)
        (self.root / "build/compile_commands.json").unlink()
        run = self.bash(f"{hook['entry']} src/a.c")
        self.assertEqual(run.returncode, 2, run)
        self.assertIn("no compile_commands.json", run.stderr)


class CMakeHelper(Recipe):
    def configure(self, lint, code=0):
        self.write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.20)\nproject(shop C)\n"
                   "find_package(connlint REQUIRED)\nadd_library(orders src/a.c)\n"
                   "add_library(stock src/ok.c)\n" + lint)
        self.project()
        self.write("src/ok.c", CLEAN)
        run = self.bash(f"cmake -S . -B out -G Ninja -Dconnlint_DIR='{ROOT}/cmake' "
                        f"-DCONNLINT_EXECUTABLE='{CONNLINT}'")
        self.assertEqual(run.returncode != 0, code != 0, run)
        return run

    def test_TargetsCheckTheirSources(self):
        self.configure("connlint_add_lint(orders REPORT text json=o.json)\n"
                       "connlint_add_lint(stock OPTIONS --quiet)\n")
        run = self.bash("cmake --build out --target lint-stock")
        self.assertEqual(run.returncode, 0, run)
        run = self.bash("cmake --build out --target lint-orders")
        self.assertNotEqual(run.returncode, 0, run)
        self.assertIn("src/a.c:", run.stdout)
        self.assertEqual(len(json.loads((self.root / "o.json").read_text())["findings"]), 1)
        self.assertNotEqual(self.bash("cmake --build out --target lint").returncode, 0)

    def test_SourcesThatComeLaterAndLevels(self):
        self.configure("connlint_add_lint(stock FAIL_ON error)\n"
                       "target_sources(stock PRIVATE src/a.c)\n")
        self.assertNotEqual(self.bash("cmake --build out --target lint-stock").returncode, 0)

    def test_MistakesAreErrorsOfTheConfiguration(self):
        for lint, word in [("connlint_add_lint(nothing)", "no target 'nothing'"),
                           ("connlint_add_lint(stock FAIL error)", "unknown arguments: FAIL"),
                           ("add_library(i INTERFACE)\nconnlint_add_lint(i)", "no C or C++")]:
            self.assertIn(word, " ".join(self.configure(lint + "\n", code=1).stderr.split()))


class ManPage(ProjectTest):
    def test_NamesEveryCommandAndOption(self):
        page = (ROOT / "packaging/connlint.1").read_text().replace("\\-", "-")
        script = self.connlint("completion", "fish").out
        for option in set(re.findall(r" -l ([a-z-]+)", script)):
            self.assertIn(f"--{option}", page)
        for command in re.search(r"-f -a '([a-z ]+)'", script)[1].split():
            self.assertRegex(page, rf"\b{command}\b")


if __name__ == "__main__":
    unittest.main()
