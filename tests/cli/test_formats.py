"""Every format of one run at once, read back the way services read it."""
import json
import pathlib
import re
import unittest
import xml.etree.ElementTree as tree

import jsonschema

from project import API, CLEAN, LEAK, LEAK_RULE, ProjectTest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FORMATS = ("checkstyle", "github", "gitlab", "html", "json", "junit", "sarif", "text")


class Formats(ProjectTest):
    def reports(self, *args, code=1):
        names = {name: self.root / f"out.{name}" for name in FORMATS}
        options = [f"--report={name}={path}" for name, path in names.items()]
        run = self.connlint("check", "--checks=connection-leak", *options, *args)
        self.assertEqual(run.code, code, run)
        self.assertEqual(run.out, "")
        return {name: path.read_text() for name, path in names.items()}

    def project(self, *more):
        self.write("src/a.c", LEAK)
        self.write("src/b.c", LEAK.replace("leak(", "leak_b("))
        self.database(("src/a.c", "cc -c src/a.c"), ("src/b.c", "cc -c src/b.c"),
                      *((name, f"cc -c {name}") for name in more))

    def test_AllAtOnceSayTheSame(self):
        self.project()
        texts = self.reports()
        line = LEAK.splitlines().index("  return 0;") + 1
        expected = [("src/a.c", line), ("src/b.c", line)]

        found = json.loads(texts["json"])["findings"]
        self.assertEqual([(f["file"], f["line"]) for f in found], expected)
        self.assertEqual({f["rule"] for f in found}, {LEAK_RULE})
        gitlab = json.loads(texts["gitlab"])
        self.assertEqual([(e["location"]["path"], e["location"]["lines"]["begin"])
                          for e in gitlab], expected)
        self.assertEqual([(m[1], int(m[2])) for m in re.finditer(
            r"^::error file=([^,]+),line=(\d+),", texts["github"], re.M)], expected)
        checkstyle = tree.fromstring(texts["checkstyle"])
        self.assertEqual([(f.get("name"), int(e.get("line")))
                          for f in checkstyle for e in f], expected)
        junit = tree.fromstring(texts["junit"])
        self.assertEqual(sorted(c.get("classname") for c in junit.iter("testcase")
                                if c.find("failure") is not None), ["src/a.c", "src/b.c"])
        self.assertEqual(len(json.loads(texts["sarif"])["runs"][0]["results"]), 2)
        self.assertEqual(texts["text"].count(f"[{LEAK_RULE}]"), 2)

    def test_JsonFollowsItsSchema(self):
        schema = json.loads((ROOT / "docs/schemas/connlint-report.schema.json").read_text())
        jsonschema.Draft7Validator.check_schema(schema)
        self.project()
        report = json.loads(self.reports()["json"])
        jsonschema.validate(report, schema)
        self.assertEqual([(s["class"], s["api"]) for s in report["sites"]], [("raw", "PQconnectdb")] * 2)
        del report["findings"][0]["rule"]  # A schema that takes everything proves nothing.
        with self.assertRaises(jsonschema.ValidationError):
            jsonschema.validate(report, schema)

    def test_SitesAreTheAcquiresAndNothingElse(self):
        self.write("pool.yaml", "family: mine\nheaders: [mine.h]\npool:\n  handle: libpq.connection\n"
                   "  acquire: mine_get\n  release: mine_put\n"
                   "allow-raw-in: [mine_open]\n")
        self.write("a.c", API + """
extern PGconn *mine_get(void);
extern void mine_put(PGconn *conn);
void closes(PGconn *conn) { PQfinish(conn); }
static PGconn *opens(void) { return PQconnectdb("dbname=shop"); }
PGconn *mine_open(void) { return PQconnectdb("dbname=shop"); }
void wraps(void) { PGconn *conn = opens(); closes(conn); }
void borrows(void) { PGconn *conn = mine_get(); if (conn) mine_put(conn); }
void nothing(PGconn *conn) { closes(conn); }
""")
        run = self.connlint("check", "--report=json", "--models=pool.yaml", "a.c", "--")
        self.assertIn(run.code, (0, 1), run)
        self.assertEqual([(s["class"], s["function"], s["api"]) for s in json.loads(run.out)["sites"]],
                         [("raw", "opens", "PQconnectdb"), ("pool-code", "mine_open", "PQconnectdb"),
                          ("wrapper", "wraps", "opens"), ("pooled", "borrows", "mine_get")])

    def test_GitlabEntriesHaveWhatGitlabAsksFor(self):
        self.project("gone.c")
        entries = json.loads(self.reports(code=3)["gitlab"])
        self.assertEqual(len({e["fingerprint"] for e in entries}), 3)
        for entry in entries:
            self.assertTrue(entry["description"])
            self.assertIn(entry["severity"], ("info", "minor", "major", "critical", "blocker"))
            self.assertFalse(entry["location"]["path"].startswith(("/", "./")))
            self.assertGreaterEqual(entry["location"]["lines"]["begin"], 1)
        self.assertEqual(entries[-1]["check_name"], "unit-not-analysed")

    def test_JunitCountsAddUp(self):
        for more, code in [((), 1), (("gone.c",), 3)]:
            self.project(*more)
            root = tree.fromstring(self.reports(code=code)["junit"])
            cases = list(root.iter("testcase"))
            names = [(c.get("classname"), c.get("name")) for c in cases]
            self.assertEqual(len(names), len(set(names)))
            for node in [root, *root.iter("testsuite")]:
                inside = list(node.iter("testcase"))
                self.assertEqual(int(node.get("tests")), len(inside))
                for count, child in [("failures", "failure"), ("errors", "error")]:
                    self.assertEqual(int(node.get(count)),
                                     sum(c.find(child) is not None for c in inside))

    def test_CleanRunsAreWholeDocuments(self):
        self.write("a.c", CLEAN)
        self.database(("a.c", "cc -c a.c"))
        texts = self.reports(code=0)
        self.assertEqual(json.loads(texts["gitlab"]), [])
        self.assertEqual(json.loads(texts["json"])["findings"], [])
        self.assertEqual(len(tree.fromstring(texts["checkstyle"])), 0)
        self.assertEqual(len(list(tree.fromstring(texts["junit"]).iter("testcase"))), 1)
        self.assertEqual(texts["github"] + texts["text"], "")

    def test_HelpAndPageNameEveryFormat(self):
        usage = self.connlint("check", "--help").out
        page = (ROOT / "docs/output.md").read_text()
        for name in FORMATS:
            self.assertRegex(usage, rf"\b{name}\b")
            self.assertRegex(page, rf"`{name}`")


if __name__ == "__main__":
    unittest.main()
