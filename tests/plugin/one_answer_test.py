"""One engine, one answer: every shell gives the same findings on every fixture.

    CONNLINT=… TIDY=… TIDY_MODULE=… python3 one_answer_test.py [-v]
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

    def assert_same(self, answer):
        missing = sorted(set(self.expected) - set(answer))
        extra = sorted(set(answer) - set(self.expected))
        self.assertEqual((missing, extra), ([], []), "missing, extra")
        for finding, notes in sorted(self.expected.items()):
            with self.subTest(finding=finding):
                self.assertEqual(answer[finding], notes)

    def test_the_fixtures_have_findings_of_every_rule(self):
        self.assertGreater(len(self.files), 200)
        self.assertGreaterEqual(len({finding[3] for finding in self.expected}), 10)

    def test_clang_tidy(self):
        self.assert_same(shells.clang_tidy(os.environ["TIDY"], os.environ["TIDY_MODULE"],
                                           self.root, self.files))


if __name__ == "__main__":
    unittest.main()
