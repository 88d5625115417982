"""The JSON schema of .connlint.yaml and the program agree on what is right."""
import json
import pathlib
import unittest

import jsonschema
import yaml

from project import LEAK, ProjectTest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOOD = [
    "", "# nothing\n", "checks: [connlint-*, -connlint-raw-connect]\n", "checks: '-raw-connect'\n",
    "ignore: [third_party/, '*.pb.cc']\nfail-on: error\n", "fail-on: note\n",
    "options:\n  connlint-raw-connect.always: true\n", "options: {raw-connect.always: false}\n",
    "require-nolint-reason: true\nreport-unused-nolint: false\n", "models: [m.yaml]\n",
    "baseline: known.tsv\n",
]
BAD = [
    "chekcs: [a]\n", "- a\n", "fail-on: fatal\n", "checks: {a: b}\n", "checks: [[a]]\n",
    "options: 3\n", "options: {raw-connect.never: true}\n", "options: {raw-connect.always: 3}\n",
    "require-nolint-reason: maybe\n", "report-unused-nolint: []\n", "baseline: [a]\n",
    "ignore: {a: b}\n", "models: {a: b}\n", "fail-on: [error]\n",
]


class Schema(ProjectTest):
    def setUp(self):
        super().setUp()
        text = (ROOT / "docs/schemas/connlint-config.schema.json").read_text()
        self.schema = json.loads(text)
        jsonschema.Draft7Validator.check_schema(self.schema)
        self.write("a.c", LEAK)
        self.write("m.yaml", "family: mine\n")
        self.write("known.tsv", "# connlint baseline 1.\n")
        self.database(("a.c", "cc -c a.c"))

    def verdicts(self, text):
        self.write(".connlint.yaml", text)
        run = self.connlint("check")
        self.assertIn(run.code, (0, 1, 2), run)
        validator = jsonschema.Draft7Validator(self.schema)
        return run.code != 2, validator.is_valid(yaml.safe_load(text)), run

    def test_BothTakeWhatIsRight(self):
        for text in GOOD:
            with self.subTest(text=text):
                program, schema, run = self.verdicts(text)
                self.assertTrue(program, run)
                self.assertTrue(schema)

    def test_BothRefuseWhatIsWrong(self):
        for text in BAD:
            with self.subTest(text=text):
                program, schema, run = self.verdicts(text)
                self.assertFalse(program, run)
                self.assertFalse(schema)
                self.assertRegex(run.err, r"\.connlint\.yaml:\d+:\d+: error: ")

    def test_EveryKeyOfTheProgramIsInTheSchema(self):
        self.write(".connlint.yaml", "zzzzzzz: 1\n")
        known = set(self.schema["properties"])
        # The suggestion lists the nearest key, so each is found by a typing mistake in it.
        for key in sorted(known):
            self.write(".connlint.yaml", f"{key}x: 1\n")
            self.assertIn(f"'{key}'", self.connlint("check").err)

    def test_ConfigurationsOfTheRepositoryAreValid(self):
        files = [p for p in ROOT.rglob(".connlint.yaml") if "build" not in p.parts]
        self.assertTrue(files)
        for file in files:
            jsonschema.validate(yaml.safe_load(file.read_text()), self.schema)


if __name__ == "__main__":
    unittest.main()
