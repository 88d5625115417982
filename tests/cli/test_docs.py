"""Commands and files that the documentation shows are run, and print what it says."""
import json
import pathlib
import re
import unittest

import jsonschema
import yaml

from project import LEAK, ProjectTest

ROOT = pathlib.Path(__file__).resolve().parents[2]


def blocks(page, language):
    text = (ROOT / page).read_text()
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


class Documentation(ProjectTest):
    def test_BudgetPrintsWhatThePageSays(self):
        (plan,) = [b for b in blocks("docs/configuration.md", "yaml") if b.startswith("servers:")]
        (output,) = [b for b in blocks("docs/configuration.md", "text") if "too many" in b]
        self.write("pools.yaml", plan)
        run = self.connlint("budget", "pools.yaml")
        self.assertEqual((run.code, run.out), (1, output))

    def test_BudgetHelpShowsAFileThatWorks(self):
        text = self.connlint("budget", "--help").out
        plan = "".join(line[2:] + "\n" for line in text.splitlines() if line.startswith("  "))
        self.write("pools.yaml", plan)
        self.assertIn(self.connlint("budget", "pools.yaml").code, (0, 1))

    def test_ConfigurationsAreTaken(self):
        schema = json.loads((ROOT / "docs/schemas/connlint-config.schema.json").read_text())
        self.write("connlint/pool.yaml", "family: mine\n")
        self.write("connlint-baseline.tsv", "# connlint baseline 1.\n")
        self.write("a.c", LEAK)
        self.database(("a.c", "cc -c a.c"))
        found = 0
        for page in ("docs/configuration.md", "docs/suppressing.md", "docs/baseline.md", "README.md"):
            for block in blocks(page, "yaml"):
                value = yaml.safe_load(block)
                if not set(value) <= set(schema["properties"]):
                    continue
                found += 1
                with self.subTest(page=page, block=block):
                    jsonschema.validate(value, schema)
                    self.write(".connlint.yaml", block)
                    self.assertIn(self.connlint("check").code, (0, 1))
        self.assertGreaterEqual(found, 4)

    def test_BaselineExampleIsABaseline(self):
        (example,) = [b for b in blocks("docs/baseline.md", "text") if "\t" in b]
        self.write("known.tsv", example)
        self.write("a.c", LEAK)
        self.database(("a.c", "cc -c a.c"))
        self.assertEqual(self.connlint("check", "--baseline", "known.tsv").code, 1)


if __name__ == "__main__":
    unittest.main()
