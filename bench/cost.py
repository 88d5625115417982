#!/usr/bin/env python3
"""User time of `connlint check` against `clang -fsyntax-only` over the same units.

  bench/cost.py [--connlint BIN] [--clang BIN] [--rounds N] [--ext .c] BUILD_DIR_OR_DATABASE
  bench/cost.py --sources DIR --flags '-I... -std=gnu11' [--match REGEX]

One connlint process checks all units with one worker; clang gets one process per unit, with the
same flags. The two run in turn, N rounds (5); the medians and their ratio are printed. Ratios
only: machines differ and are noisy.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def user_seconds(commands):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    for command, folder in commands:
        subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def database(args):
    """Entries of the compilation database, or made from --sources."""
    if not args.sources:
        path = pathlib.Path(args.database)
        path = path / "compile_commands.json" if path.is_dir() else path
        return json.loads(path.read_text())
    entries = []
    for path in sorted(pathlib.Path(args.sources).resolve().rglob("*" + args.ext)):
        if args.match and not re.search(args.match, path.read_text(errors="replace")):
            continue
        entries.append({"directory": str(path.parent), "file": str(path),
                        "arguments": ["cc", *shlex.split(args.flags), "-c", str(path)]})
    return entries


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", nargs="?", default=".")
    parser.add_argument("--connlint", default=HERE.parent / "build/release/bin/connlint")
    parser.add_argument("--clang", default="clang-22")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sources")
    parser.add_argument("--flags", default="")
    parser.add_argument("--match", help="only sources whose text matches this expression")
    parser.add_argument("--ext", default=".c")
    args = parser.parse_args()

    entries = [e for e in database(args) if e["file"].endswith(args.ext)]
    if not entries:
        sys.exit("no units")
    clang = []
    for entry in entries:
        words = entry.get("arguments") or shlex.split(entry["command"])
        kept = [w for i, w in enumerate(words[1:], 1) if w != "-c" and not (w == "-o" or words[i - 1] == "-o")]
        clang.append(([args.clang, "-fsyntax-only", "-w", "-ferror-limit=0", *kept], entry["directory"]))
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "compile_commands.json"
        path.write_text(json.dumps(entries))
        connlint = [([str(args.connlint), "check", "-j", "1", "-p", str(path), "--quiet",
                      "--report", "sarif=" + os.devnull], folder)]
        ours, theirs = [], []
        for _ in range(args.rounds):
            theirs.append(user_seconds(clang))
            ours.append(user_seconds(connlint))
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"{len(entries)} units, {args.rounds} rounds, user seconds (median): "
          f"connlint {a:.2f}, {args.clang} -fsyntax-only {b:.2f}, ratio {a / b:.2f}")


if __name__ == "__main__":
    main()
