"""tests/precision/run on a checkout of one file: verdicts, new findings, bad data."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

RUN = pathlib.Path(__file__).resolve().parent / "run"
COMMIT = "0" * 40
CODE = """
typedef struct pg_conn PGconn;
PGconn *PQconnectdb(const char *conninfo);
int leak(void) {
  PGconn *conn = PQconnectdb("dbname=shop");
  return conn != 0;
}
"""


class RunTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        source = self.root / "checkouts" / "acme+shop" / "src"
        source.mkdir(parents=True)
        (source / "shop.c").write_text(CODE)
        self.data = self.root / "data"
        self.data.mkdir()
        self.write([])

    def write(self, verdicts):
        (self.data / "repositories.json").write_text(json.dumps(
            [{"repository": "acme/shop", "commit": COMMIT, "units": ["src/shop.c"]}]))
        (self.data / "verdicts.jsonl").write_text("".join(json.dumps(v) + "\n" for v in verdicts))

    @staticmethod
    def verdict(word, line=6):
        return {"repository": "acme/shop", "commit": COMMIT, "file": "src/shop.c", "line": line,
                "rule": "connlint-connection-leak", "verdict": word, "why": "seen"}

    def run_it(self, *arguments):
        return subprocess.run(
            [sys.executable, RUN, "--data", self.data, "--checkouts", self.root / "checkouts",
             "--connlint", os.environ["CONNLINT"], *arguments], capture_output=True, text=True)

    def test_a_new_finding_fails(self):
        result = self.run_it()
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("new: acme/shop src/shop.c:6: connlint-connection-leak", result.stderr)

    def test_a_true_finding_passes(self):
        self.write([self.verdict("true")])
        result = self.run_it()
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("1 of 1 judged findings are true (100 %)", result.stdout)

    def test_a_false_finding_fails(self):
        self.write([self.verdict("false")])
        result = self.run_it()
        self.assertEqual(result.returncode, 1)
        self.assertIn("false: acme/shop", result.stderr)

    def test_a_true_finding_that_is_gone_is_counted(self):
        self.write([self.verdict("true"), self.verdict("true", line=3)])
        result = self.run_it("--list")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn("lost    acme/shop src/shop.c:3", result.stdout)

    def test_bad_data_is_named(self):
        self.write([self.verdict("perhaps")])
        result = self.run_it()
        self.assertEqual(result.returncode, 2)
        self.assertIn("verdicts.jsonl:1: verdict is one of", result.stderr)

    def test_a_checkout_without_the_unit_is_named(self):
        (self.root / "checkouts" / "acme+shop" / "src" / "shop.c").unlink()
        result = self.run_it()
        self.assertEqual(result.returncode, 2)
        self.assertIn("has no src/shop.c", result.stderr)

    def test_no_checkout_is_an_error(self):
        result = self.run_it("--only", "other")
        self.assertEqual(result.returncode, 3)


if __name__ == "__main__":
    unittest.main()
