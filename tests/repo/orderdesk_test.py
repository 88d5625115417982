"""connlint on the order desk: exactly the findings of orderdesk.expected, in any order, and
what the documents quote of its output is still what it prints.

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


def analyse(connlint, build):
    """Runs connlint; returns the text report and the path of the SARIF report."""
    subprocess.run(["cmake", "-G", "Ninja", "-S", PROJECT, "-B", build,
                    "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"],
                   check=True, stdout=subprocess.DEVNULL)
    sarif = build / "orderdesk.sarif"
    done = subprocess.run([connlint, "check", "-p", build, "--report", "text",
                           "--report", f"sarif={sarif}"],
                          cwd=PROJECT, stdin=subprocess.DEVNULL, text=True, capture_output=True)
    if done.returncode != 1:
        sys.exit(f"exit code {done.returncode}, expected 1 (findings)\n{done.stdout}{done.stderr}")
    return done.stdout, sarif


def findings(sarif):
    """'rule file: line of code' of each finding."""
    for run in json.loads(sarif.read_text(encoding="utf-8"))["runs"]:
        for result in run["results"]:
            place = result["locations"][0]["physicalLocation"]
            name = pathlib.PurePosixPath(place["artifactLocation"]["uri"]).name
            lines = (PROJECT / "src" / name).read_text(encoding="utf-8").splitlines()
            yield f"{result['ruleId']} {name}: {lines[place['region']['startLine'] - 1].strip()}"


def stale_quotes(text):
    """Lines that README.md and docs/output.md quote and connlint no longer prints."""
    printed = set(text.splitlines())
    for document in ("README.md", "docs/output.md"):
        for line in (ROOT / document).read_text(encoding="utf-8").splitlines():
            if line.startswith("src/") and line not in printed:
                yield f"{document} quotes what is not printed: {line}"


def main():
    connlint, build = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    build.mkdir(parents=True, exist_ok=True)
    text, sarif = analyse(connlint, build)
    got = collections.Counter(findings(sarif))
    if "--update" in sys.argv:
        EXPECTED.write_text("".join(line + "\n" for line in sorted(got.elements())), encoding="utf-8")
        return
    want = collections.Counter(EXPECTED.read_text(encoding="utf-8").splitlines())
    for line in (want - got).elements():
        print("not reported:", line)
    for line in (got - want).elements():
        print("not expected:", line)
    stale = list(stale_quotes(text))
    print(*stale, sep="\n")
    sys.exit(got != want or bool(stale))


if __name__ == "__main__":
    main()
