"""Where the units come from: our fixtures, the demo project, a folder, a compilation database,
checkouts of the public repositories of tests/precision."""

import fnmatch
import importlib.machinery
import importlib.util
import json
import pathlib
import re
import shlex
import subprocess

import yaml

from analyser import Unit

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "test-fixtures"
FAMILIES = sorted((ROOT / "checks/model/families").glob("*.yaml"))
SUFFIXES = (".c", ".cc", ".cpp", ".cxx")


class SourceError(Exception):
    """An input that cannot be used; the text says why."""


def fixtures():
    """Every ok_ fixture, run as tests/fixtures does, with all rules."""
    for file in sorted((FIXTURES / "checks").glob("*/ok_*.c*")):
        head = dict.fromkeys(("args", "options", "models"), "")
        for key, value in re.findall(r"^// (args|options|models): (.*)$", file.read_text(), re.M):
            head[key] += " " + value
        yield Unit("fixtures", ROOT, file, ROOT,
                   flags=(f"-I{FIXTURES / 'mock-headers'}",
                          "-std=gnu11" if file.suffix == ".c" else "-std=c++20",
                          *shlex.split(head["args"])),
                   options=tuple(o for o in shlex.split(head["options"]) if not o.startswith("--checks")),
                   models=tuple(FIXTURES / "models" / name for name in head["models"].split()))


def demo(build):
    """The order desk, with the compile commands that CMake writes to `build`."""
    project = FIXTURES / "projects/orderdesk"
    done = subprocess.run(["cmake", "-G", "Ninja", "-S", project, "-B", build,
                           "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SourceError(f"the demo project cannot be configured:\n{done.stderr}")
    yield from database(build, "orderdesk", project)


def database(path, name=None, root=None, only="*"):
    """The units of a compilation database, each file once."""
    path = pathlib.Path(path).resolve()
    path = path / "compile_commands.json" if path.is_dir() else path
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: {error}") from None
    seen = set()
    for entry in entries:
        directory = pathlib.Path(entry["directory"])
        file = (directory / entry["file"]).resolve()
        if file in seen or not file.is_file() or not fnmatch.fnmatch(str(file), f"*{only}"):
            continue
        seen.add(file)
        command = entry.get("arguments") or shlex.split(entry["command"])
        yield Unit(name or path.parent.name, root or top(file.parent), file, directory,
                   command=tuple(command))


def folder(path, flags, only="*", models=(), name=None):
    """Every source below a folder, all with the same flags."""
    path = pathlib.Path(path).resolve()
    if not path.exists():
        raise SourceError(f"{path}: no such file or folder")
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    directory = path.parent if path.is_file() else path
    for file in files:
        if file.suffix in SUFFIXES and file.is_file() and fnmatch.fnmatch(str(file), f"*{only}"):
            yield Unit(name or directory.name, top(directory), file, directory,
                       flags=tuple(flags), models=tuple(models))


def checkouts(path, repositories, only="*"):
    """The units of tests/precision/repositories.json, with its flags."""
    loader = importlib.machinery.SourceFileLoader("precision", str(ROOT / "tests/precision/run"))
    precision = importlib.util.module_from_spec(importlib.util.spec_from_loader("precision", loader))
    loader.exec_module(precision)
    known = {entry["repository"]: entry for entry in precision.read_repositories(precision.HERE)}
    for name in repositories:
        found = [entry for repository, entry in known.items() if name in repository]
        if len(found) != 1:
            raise SourceError(f"{name}: {len(found)} repositories of tests/precision/repositories.json "
                              "are called like that")
        try:
            checkout = precision.find_checkout(pathlib.Path(path).resolve(), found[0])
        except precision.Failure as failure:
            raise SourceError(str(failure)) from None
        if not checkout:
            raise SourceError(f"{path}: no checkout of {found[0]['repository']}")
        for unit in found[0]["units"]:
            if fnmatch.fnmatch(unit, f"*{only}"):
                yield Unit(found[0]["repository"], checkout, checkout / unit, checkout,
                           flags=tuple(precision.flags_of(found[0], checkout, unit)))


def top(path):
    """The git checkout that a folder is in, or the folder."""
    return next((p for p in (path, *path.parents) if (p / ".git").exists()), path)


def model_files(unit):
    """The model files that connlint uses for the unit."""
    yield from FAMILIES
    for place in unit.file.parents:
        config = place / ".connlint.yaml"
        if config.is_file():
            names = (yaml.safe_load(config.read_text(encoding="utf-8")) or {}).get("models") or []
            yield from (place / name for name in names)
            break
        if place == unit.root:
            break
    yield from unit.models
