"""One engine, one answer: every shell gives the same findings on every fixture that compiles.

Code that does not compile is read again by connlint check, with stand-ins for what is not
declared. No other shell can do that (docs/limits.md), so it may say less there, but nothing else.

    CONNLINT=… CONNLINT_CLANGD=… TIDIES="clang-tidy-22=module.so …" python3 one_answer_test.py [-v]

A shell that is not named is not asked.
"""
import os
import pathlib
import tempfile
import unittest

import shells


class OneAnswer(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="connlint-shells-")
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name).resolve()
        cls.files = shells.make_project(cls.root)
        cls.expected = shells.connlint(os.environ["CONNLINT"], cls.root)

    def assert_same(self, answer, expected):
        missing = sorted(f for f in set(expected) - set(answer) if f[0] not in answer.broken)
        extra = sorted(set(answer) - set(expected))
        self.assertEqual((missing, extra), ([], []), "missing, extra")
        for finding, notes in sorted(expected.items()):
            if finding in answer:
                with self.subTest(finding=finding):
                    self.assertEqual(answer[finding], notes)
        named = {os.path.relpath(file, self.root) for file in self.files if "broken" in file.stem}
        self.assertEqual(answer.broken, named, "a fixture that does not compile says so in its name")

    def test_the_fixtures_have_findings_of_every_rule(self):
        self.assertGreater(len(self.files), 200)
        self.assertGreaterEqual(len({finding[3] for finding in self.expected}), 10)

    def test_clang_tidy(self):
        for pair in os.environ.get("TIDIES", "").split():
            program, module = pair.split("=")
            with self.subTest(program):
                self.assert_same(shells.clang_tidy(program, module, self.root, self.files), self.expected)

    def test_clangd(self):
        if program := os.environ.get("CONNLINT_CLANGD"):
            self.assert_same(shells.clangd(program, self.root, self.files),
                             shells.capitalised(self.expected))


if __name__ == "__main__":
    unittest.main()
