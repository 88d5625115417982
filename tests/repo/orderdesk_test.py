"""connlint on the order desk: exactly the findings of orderdesk.expected, in any order.

    python3 tests/repo/orderdesk_test.py CONNLINT BUILD_FOLDER [--update]

BUILD_FOLDER is made and keeps the compilation database. --update rewrites the expectation.
"""

import collections
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROJECT = ROOT / "test-fixtures/projects/orderdesk"
EXPECTED = ROOT / "test-fixtures/projects/orderdesk.expected"


def findings(connlint, build):
    """'rule file: line of code' of each finding."""
    subprocess.run(["cmake", "-S", PROJECT, "-B", build, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"],
                   check=True, stdout=subprocess.DEVNULL)
    sarif = build / "orderdesk.sarif"
    done = subprocess.run([connlint, "check", "-p", build, "--report", f"sarif={sarif}"],
                          cwd=PROJECT, stdin=subprocess.DEVNULL, text=True, capture_output=True)
    if done.returncode != 1:
        sys.exit(f"exit code {done.returncode}, expected 1 (findings)\n{done.stdout}{done.stderr}")
    for run in json.loads(sarif.read_text(encoding="utf-8"))["runs"]:
        for result in run["results"]:
            place = result["locations"][0]["physicalLocation"]
            name = pathlib.PurePosixPath(place["artifactLocation"]["uri"]).name
            lines = (PROJECT / "src" / name).read_text(encoding="utf-8").splitlines()
            yield f"{result['ruleId']} {name}: {lines[place['region']['startLine'] - 1].strip()}"


def main():
    connlint, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    build.mkdir(parents=True, exist_ok=True)
    got = collections.Counter(findings(connlint, build))
    if "--update" in sys.argv:
        EXPECTED.write_text("".join(line + "\n" for line in sorted(got.elements())), encoding="utf-8")
        return
    want = collections.Counter(EXPECTED.read_text(encoding="utf-8").splitlines())
    for line in (want - got).elements():
        print("not reported:", line)
    for line in (got - want).elements():
        print("not expected:", line)
    sys.exit(got != want)


if __name__ == "__main__":
    main()
