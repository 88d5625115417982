"""connlint merge: shards in, one run out, as if there had been no shards."""
import json
import unittest

from project import CLEAN, LEAK, ProjectTest


class Merge(ProjectTest):
    def setUp(self):
        super().setUp()
        header = LEAK.replace("int leak(void)", "static inline int shared(void)")
        self.write("inc/h.h", "#pragma once\n" + header)
        self.names = "abcd"
        for name in self.names:
            body = f"int f_{name}(void) {{\n  PGconn *conn = PQconnectdb(\"dbname=shop\");\n  return 0;\n}}\n"
            self.write(f"{name}.c", '#include "h.h"\n' + body)
        self.database(*((f"{n}.c", f"cc -Iinc -c {n}.c") for n in self.names))

    def shard(self, number, *files, code=1):
        run = self.connlint("check", f"--report=sarif={number}.sarif", "--checks=connection-leak",
                            *files)
        self.assertEqual(run.code, code, run)
        return f"{number}.sarif"

    def results(self, file):
        (run,) = json.loads((self.root / file).read_text())["runs"]
        uris = [a["location"]["uri"] for a in run["artifacts"]]
        for result in run["results"]:
            where = result["locations"][0]["physicalLocation"]["artifactLocation"]
            self.assertEqual(uris[where["index"]], where["uri"])
        return run

    def test_ShardsGiveWhatOneRunGives(self):
        whole = self.results(self.shard("all"))
        shards = [self.shard(i, *files) for i, files in enumerate([["b.c", "d.c"], ["a.c"], ["c.c"]])]
        run = self.connlint("merge", "-o", "merged.sarif", *shards)
        self.assertEqual(run.code, 1, run)
        self.assertIn("3 reports merged, 5 findings", run.err)
        merged = self.results("merged.sarif")
        self.assertEqual(merged["results"], whole["results"])
        self.assertEqual(merged["artifacts"], whole["artifacts"])
        self.assertEqual(merged["tool"], whole["tool"])
        self.assertEqual(len(merged["invocations"]), 3)
        # The order of the shards does not matter.
        self.connlint("merge", "-o", "again.sarif", *reversed(shards))
        self.assertEqual(self.results("again.sarif")["results"], merged["results"])
        # On stdout as well.
        self.assertEqual(json.loads(self.connlint("merge", *shards).out)["runs"][0]["results"],
                         merged["results"])

    def test_WorstShardDecides(self):
        self.write("clean.c", CLEAN)
        self.database(("clean.c", "cc -c clean.c"), ("a.c", "cc -Iinc -c a.c"),
                      ("gone.c", "cc -c gone.c"))
        clean, leak = self.shard(0, "clean.c", code=0), self.shard(1, "a.c")
        broken = self.shard(2, code=3)
        for files, code in [([clean], 0), ([clean, leak], 1), ([leak, broken, clean], 3)]:
            self.assertEqual(self.connlint("merge", "-o", "m.sarif", *files).code, code)
        invocations = self.results("m.sarif")["invocations"]
        self.assertEqual([i["executionSuccessful"] for i in invocations], [True, False, True])

    def test_TooManyResultsKeepTheErrors(self):
        log = json.loads((self.root / self.shard("one")).read_text())
        result = log["runs"][0]["results"][0]
        small = {key: result[key] for key in ("ruleId", "locations", "partialFingerprints")}
        many = [{**small, "level": "error" if i >= 25_000 else "warning",
                 "message": {"text": f"number {i}."}} for i in range(25_010)]
        log["runs"][0]["results"] = many
        self.write("big.sarif", json.dumps(log))
        run = self.connlint("merge", "-o", "m.sarif", "big.sarif")
        self.assertIn("shows only 5000", run.err)
        kept = self.results("m.sarif")["results"]
        self.assertEqual(len(kept), 25_000)
        self.assertEqual(sum(r["level"] == "error" for r in kept), 10)
        self.assertIn("10 of 25010 findings are left out", (self.root / "m.sarif").read_text())

    def test_ForeignAndBrokenFilesAreRefused(self):
        good = json.loads((self.root / self.shard("one")).read_text())
        other = json.loads(json.dumps(good))
        other["runs"][0]["tool"]["driver"]["semanticVersion"] = "9.9.9"
        foreign = json.loads(json.dumps(good))
        foreign["runs"][0]["tool"]["driver"]["name"] = "other"
        two = dict(good, runs=good["runs"] * 2)
        def without(*path):
            log = json.loads(json.dumps(good))
            inner = log["runs"][0]
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = 7
            return json.dumps(log)

        for text, word in [("{", "not JSON"), ("[\n\n1", "line 3"), ("[]", "one run"),
                           (without("results"), "/runs/0/results is not"),
                           (without("results", 0), "/runs/0/results/0 is not"),
                           (without("results", 0, "message"), "results/0/message/text is not"),
                           (without("results", 0, "locations", 0), "results/0/locations/0/"),
                           (without("artifacts", 0, "location"), "artifacts/0/location/uri"),
                           (without("invocations", 0), "invocations/0 is not"), (json.dumps(two), "one run"),
                           (json.dumps(foreign), "'other'"), (json.dumps(other), "versions")]:
            self.write("bad.sarif", text)
            self.assertUsageError(self.connlint("merge", "-o", "m.sarif", "one.sarif", "bad.sarif"),
                                  "bad.sarif", word)
            self.assertFalse((self.root / "m.sarif").exists())
        self.assertUsageError(self.connlint("merge", "none.sarif"), "none.sarif")
        self.assertUsageError(self.connlint("merge"), "needs SARIF files")


if __name__ == "__main__":
    unittest.main()
