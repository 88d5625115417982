#!/usr/bin/env python3
"""Moved findings: the matcher of the SARIF multitool and our baseline judge the same moves.

Usage: CONNLINT=PROGRAM moved.py --tools DIR. Exit codes as those of validate.py.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import validate

sys.path.insert(0, str(validate.HERE.parent / "cli"))
from project import API, ProjectTest  # noqa: E402 (needs the path above)

FILE = "connlint-baseline.tsv"


def leak(name):
    return (f"int {name}(void) {{\n  PGconn *conn = PQconnectdb(\"dbname={name}\");\n"
            "  if (!conn)\n    return 1;\n  return 0;\n}\n")


MOVES = {
    "one is new, two have moved": leak("n") + "\n\n\n" + leak("f") + "/* moved */\n" + leak("g"),
    "all have moved": "\n" * 40 + leak("f") + leak("g"),
    "one is gone": leak("g"),
    "two are new": leak("f") + leak("x") + leak("g") + leak("y"),
}


class Moved(ProjectTest):
    def runTest(self):
        self.database(("a.c", "cc -c a.c"))
        self.write("a.c", API + leak("f") + leak("g"))
        before = self.check("--checks=connection-leak").sarif
        run = self.connlint("baseline", "write", "--checks=connection-leak")
        self.assertEqual(run.code, 0, run)
        for what, text in MOVES.items():
            with self.subTest(what):
                self.write("a.c", API + text)
                ours = self.check("--checks=connection-leak", "--baseline", FILE).sarif
                after = self.check("--checks=connection-leak").sarif
                self.assertEqual(functions(ours["runs"][0]["results"]),
                                 functions(new_results(before, after)))


def functions(results):
    return sorted(r["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] for r in results)


def new_results(before, after):
    """What the multitool takes for new."""
    with tempfile.TemporaryDirectory() as folder:
        old, new, out = (pathlib.Path(folder) / f"{n}.sarif" for n in ("old", "new", "out"))
        old.write_text(json.dumps(before), encoding="utf-8")
        new.write_text(json.dumps(after), encoding="utf-8")
        subprocess.run([Moved.package / "Sarif.Multitool", "match-results-forward", new,
                        "--previous", old, "-o", out],
                       check=True, capture_output=True, timeout=validate.VALIDATE_SECONDS,
                       env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
        matched = json.loads(out.read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    return [r for r in matched if r["baselineState"] == "new"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tools", type=pathlib.Path, required=True)
    try:
        Moved.package = validate.install(parser.parse_args().tools.resolve())
    except validate.Unavailable as error:
        required = bool(os.environ.get("CONNLINT_REQUIRE_SARIF_VALIDATOR"))
        print(f"{'error' if required else 'skipped'}: {error}")
        return 2 if required else 77
    result = unittest.TextTestRunner(verbosity=2).run(Moved())
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
