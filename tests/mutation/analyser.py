"""Runs connlint on a changed copy of one file, without touching the sources.

The copy stands in a temporary folder that mirrors the source tree with links: what the file
includes, and the configuration above it, is found as it is for the original.
"""

import dataclasses
import json
import os
import pathlib
import subprocess
import tempfile


@dataclasses.dataclass(frozen=True)
class Unit:
    """A source file and how connlint is asked about it."""

    input: str  # the row of the table
    root: pathlib.Path  # the tree that is mirrored
    file: pathlib.Path
    directory: pathlib.Path  # where the compiler runs
    flags: tuple = ()  # after "--"
    command: tuple = ()  # arguments of a compilation database instead
    options: tuple = ()  # of connlint check
    models: tuple = ()  # model files that are passed
    others: tuple = ()  # units of the project that are analysed along with it

    def arguments(self, file):
        """The compile command for `file` in place of the unit's."""
        if self.command:
            return [file if _names(word, self) else word for word in self.command]
        return ["clang" if self.file.suffix == ".c" else "clang++", *self.flags, "-c", file]

    @property
    def shown(self):
        return self.file.relative_to(self.root).as_posix()


@dataclasses.dataclass(frozen=True)
class Finding:
    rule: str
    file: str
    line: int
    function: str
    message: str

    @property
    def is_leak(self):
        return "leak" in self.rule


@dataclasses.dataclass(frozen=True)
class Result:
    findings: frozenset
    errors: int  # of the compiler


class Failure(Exception):
    """connlint could not analyse the file."""


def mirror(unit, text, folder):
    """Links to everything around the unit's file, and `text` in its place; returns its path."""
    here, there = unit.root, folder
    parts = unit.file.relative_to(unit.root).parts
    for depth, part in enumerate(parts):
        for entry in os.scandir(here):
            if entry.name != part:
                os.symlink(entry.path, there / entry.name)
        here, there = here / part, there / part
        if depth + 1 < len(parts):
            there.mkdir()
    there.write_bytes(text.encode("latin-1"))
    return there


class Connlint:
    def __init__(self, program, timeout=300):
        self.program = pathlib.Path(program).resolve()
        self.timeout = timeout

    def check(self, unit, text):
        """What connlint reports with `text` as the unit's file."""
        with tempfile.TemporaryDirectory(prefix="connlint-mutation-") as folder:
            folder = pathlib.Path(folder).resolve()
            report = folder / "report.sarif"
            done = self._run(unit, text, folder, ["-v", f"--report=sarif={report}"])
            try:
                log = json.loads(report.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                raise Failure(f"{unit.shown}: connlint ended with {done.returncode}: "
                              f"{done.stderr.strip()[-500:]}") from None
        run = log["runs"][0]
        if run["invocations"][0]["properties"].get("unitsFailed"):
            raise Failure(f"{unit.shown}: {done.stderr.strip()[-500:]}")
        errors = sum(": error: " in line for line in done.stderr.splitlines())
        return Result(frozenset(map(_finding, run["results"])), errors)

    def dump(self, unit, text, stage):
        """The text of --dump=STAGE, and the name that the file has in it."""
        with tempfile.TemporaryDirectory(prefix="connlint-mutation-") as folder:
            folder = pathlib.Path(folder).resolve()
            done = self._run(unit, text, folder, [f"--dump={stage}"])
            return done.stdout, str(folder / "tree" / unit.shown)

    def _run(self, unit, text, folder, options):
        tree = folder / "tree"
        tree.mkdir()
        file = mirror(unit, text, tree)
        command = [str(self.program), "check", "-j1", *options, *unit.options]
        for model in unit.models:
            command += ["--models", str(model)]
        if unit.command or unit.others:
            database = folder / "compile_commands.json"
            files = [(unit, str(file))] + [(other, str(other.file)) for other in unit.others]
            database.write_text(json.dumps([{"directory": str(each.directory), "file": name,
                                             "arguments": each.arguments(name)}
                                            for each, name in files]), encoding="utf-8")
            command += ["-p", str(database)]
        else:
            command += [str(file), "--", *unit.flags]
        try:
            return subprocess.run(command, cwd=unit.directory, stdin=subprocess.DEVNULL,
                                  capture_output=True, encoding="utf-8", errors="replace",
                                  timeout=self.timeout, check=False)
        except subprocess.TimeoutExpired:
            raise Failure(f"{unit.shown}: no answer after {self.timeout} s") from None


def _names(word, unit):
    """Whether a word of the compile command is the unit's file."""
    return (word.endswith(unit.file.name) and not word.startswith("-")
            and (unit.directory / word).resolve() == unit.file.resolve())


def _finding(result):
    location = result["locations"][0]
    place = location["physicalLocation"]
    function = (location.get("logicalLocations") or [{}])[0].get("fullyQualifiedName", "")
    return Finding(result["ruleId"], pathlib.PurePosixPath(place["artifactLocation"]["uri"]).name,
                   place.get("region", {}).get("startLine", 0), function, result["message"]["text"])
