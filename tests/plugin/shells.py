"""The three ways to run the analysis - connlint check, clang-tidy, connlint-clangd - on one
project, and their answers in one form.

An answer maps a finding (file, line, column, rule, message) to its notes, each
(file, line, column, message), in the order in which they are shown; `broken` names the files
that do not compile.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import urllib.parse

import lsp

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "test-fixtures"
sys.path.insert(0, str(ROOT / "tests/support"))
from folder import FolderTest  # noqa: E402, F401: for the tests

# One connection-leak, at line 6.
LEAK = """#include "libpq-fe.h"

int load(const char *dsn, int quick) {
  PGconn *conn = PQconnectdb(dsn);
  if (quick)
    return 0;
  PQfinish(conn);
  return 1;
}
"""

_PLACE = re.compile(r"^(?P<file>[^\s:][^:]*):(?P<line>\d+):(?P<column>\d+): "
                    r"(?P<level>error|warning|note|remark): (?P<message>.*)$")
_RULE = re.compile(r"^(?P<message>.*) \[(?P<rule>connlint-[a-z-]+)(?:,-warnings-as-errors)?\]$")


class Answer(dict):
    def __init__(self, *args):
        super().__init__(*args)
        self.broken = set()


def make_project(root):
    """Copies every fixture of checks/ into a project of its own settings; returns the files."""
    shutil.copytree(FIXTURES / "mock-headers", root / "include")
    shutil.copytree(FIXTURES / "models", root / "models")
    files = []
    for source in sorted((FIXTURES / "checks").glob("*/*.c*")):
        text = source.read_text()
        file = root / source.parent.name / source.stem / source.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        headers = dict(re.findall(r"^// (args|options|models|exit): *(.*)$", text, re.M))
        if "options" in headers:
            raise ValueError(f"{source}: options of the command line mean nothing to an editor")
        if "models" in headers:
            models = [f"../../models/{name}" for name in headers["models"].split()]
            (file.parent / ".connlint.yaml").write_text(f"models: {json.dumps(models)}\n")
        files.append((file, headers.get("args", "").split()))
    write_database(root, files)
    return [file for file, _ in files]


def write_database(root, files):
    rows = []
    for file, flags in files:
        compiler, standard = ("cc", "gnu11") if file.suffix == ".c" else ("c++", "c++20")
        rows.append({"directory": str(root), "file": str(file),
                     "arguments": [compiler, f"-std={standard}", f"-I{root / 'include'}",
                                   *flags, "-c", str(file)]})
    (root / "compile_commands.json").write_text(json.dumps(rows))


def parse_text(text, root):
    """The findings in Clang's text form; what other checks and the compiler say is left out."""
    answer = Answer()
    notes = None
    for line in text.splitlines():
        place = _PLACE.match(line)
        if not place:
            continue
        where = (os.path.relpath(root / place["file"], root), int(place["line"]), int(place["column"]))
        if place["level"] == "note":
            if notes is not None:
                notes.append((*where, place["message"]))
            continue
        if place["message"].endswith("[clang-diagnostic-error]"):
            answer.broken.add(where[0])
        named = _RULE.match(place["message"])
        notes = None
        if named:
            notes = answer.setdefault((*where, named["rule"], named["message"]), [])
    return answer


def connlint(program, root, files=()):
    """connlint check on the project, each unit alone. The run must have analysed every unit."""
    run = subprocess.run([program, "check", "-p", root, "--source-root", root, "--no-link", "--exit-zero", *files],
                         cwd=root, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise RuntimeError(f"connlint ended with {run.returncode}: {run.stderr}")
    return parse_text(run.stdout, root)


def clang_tidy(program, module, root, files, checks="-*,connlint-*", extra=()):
    run = subprocess.run([program, f"--load={module}", f"--checks={checks}", "-p", root,
                          "--header-filter=.*", "--quiet", *extra, *files],
                         cwd=root, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):  # 1: some unit has errors
        raise RuntimeError(f"clang-tidy ended with {run.returncode}: {run.stderr}")
    return parse_text(run.stdout, root)


def capitalised(answer):
    """The answer with messages in clangd's way: it starts them in upper case."""
    return {(*key[:-1], _upper(key[-1])): [(*note[:-1], _upper(note[-1])) for note in notes]
            for key, notes in answer.items()}


def _upper(message):
    return message[:1].upper() + message[1:]


def clangd(program, root, files, args=()):
    """What an editor shows."""
    answer = Answer()
    with lsp.Server(program, root, args) as server:
        for start in range(0, len(files), 4):  # it works on several at a time
            opened = files[start:start + 4]
            for file in opened:
                server.open(file)
            for file in opened:
                for d in server.wait(file):
                    _add_diagnostic(answer, d, file, root)
                server.close_file(file)
    return answer


def _add_diagnostic(answer, d, file, root):
    where = _place(file.as_uri(), d["range"], root)
    if d.get("source") == "clang" and d["severity"] == 1:
        answer.broken.add(where[0])
    if str(d.get("code", "")).startswith("connlint-"):
        answer[(*where, d["code"], d["message"])] = [
            (*_place(r["location"]["uri"], r["location"]["range"], root), r["message"])
            for r in d.get("relatedInformation", [])]


def _place(uri, where, root):
    path = urllib.parse.unquote(urllib.parse.urlparse(uri).path)
    return os.path.relpath(path, root), where["start"]["line"] + 1, where["start"]["character"] + 1
