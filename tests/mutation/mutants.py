"""What can be broken in a file: releases that can be left out, owners that can be made raw.

Releases are found where connlint's own facts see a call that the model calls a release, so
comments, macros and unused code do not matter. A mutant has as many lines as its original.
"""

import dataclasses
import functools
import re

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclasses.dataclass(frozen=True)
class Mutant:
    kind: str  # "release" or "owner"
    line: int
    text: str  # of the line, without indentation
    function: str
    handle: str  # how the handle is named: local, parameter, global, member, element, call
    source: str  # the whole changed file


class Names:
    """The acquires and releases of model files."""

    def __init__(self, files):
        self.acquires, self.releases = set(), {}
        for file in files:
            for document in _documents(file):
                self._read(document or {})

    def _read(self, document):
        for entry in document.get("functions") or []:
            for name in _list(entry["name"]):
                self.releases.pop(name, None)
                if "acquire" in entry:
                    self.acquires.add(name)
                if "release" in entry:
                    self.releases[name] = _list(entry["release"])
        if pool := document.get("pool"):
            first = 1 if pool.get("key") == 0 else 0
            for each in map(_named, _list(pool["acquire"])):
                self.acquires.add(each["name"])
            for each in map(_named, _list(pool["release"])):
                self.releases[each["name"]] = [{"arg": first, **each}]


@functools.cache
def _documents(file):
    return list(yaml.load_all(file.read_text(encoding="utf-8"), Loader=LOADER))


def _list(value):
    return value if isinstance(value, list) else [value]


def _named(value):
    return value if isinstance(value, dict) else {"name": value}


STRING = r'"((?:[^"\\]|\\.)*)"'
PLACE = re.compile(rf"  place {STRING} (\d+) (\d+) ")
VARIABLE = re.compile(rf"  variable (\w+) {STRING}")
CONSTANT = re.compile(r"    (%\d+) = const(?: n (-?\d+))? @")
CALL = re.compile(rf"    (?:%\d+ = )?call .*?{STRING}(?: {STRING})? \((.*?)\).* @(\d+)$")


@dataclasses.dataclass
class _Function:
    name: str
    line: int
    places: list = dataclasses.field(default_factory=list)
    variables: dict = dataclasses.field(default_factory=dict)
    constants: dict = dataclasses.field(default_factory=dict)


def calls(facts, file):
    """(function, name, arguments, line, column) of each call in `file`, from --dump=facts."""
    function = None
    for row in facts.splitlines():
        if m := re.match(rf"function {STRING} {STRING} {STRING} (\d+)", row):
            function = _Function(m[1], int(m[4]))
        elif m := PLACE.match(row):
            function.places.append((m[1], int(m[2]), int(m[3])))
        elif m := VARIABLE.match(row):
            function.variables.setdefault(m[2], m[1])
        elif m := CONSTANT.match(row):
            function.constants[m[1]] = int(m[2] or 0)
        elif m := CALL.match(row):
            place = function.places[int(m[4])] if int(m[4]) < len(function.places) else ("", 0, 0)
            if place[0] == file:
                yield function, m[1], m[3].split(", "), place[1], place[2]


def masked(text):
    """The text with comments and literals blanked, of the same length."""
    pattern = r'//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    blank = lambda m: re.sub(r"[^\n]", " ", m[0]) if m[0][0] == "/" else '"' * len(m[0])
    return re.sub(pattern, blank, text, flags=re.S)


def closing(code, opening):
    """The place after the bracket that closes the one at `opening`, or -1."""
    depth = 0
    for at in range(opening, len(code)):
        depth += (code[at] in "([{") - (code[at] in ")]}")
        if depth == 0:
            return at + 1
    return -1


def arguments(code, text, opening, end):
    """The texts of the arguments between two brackets."""
    found, depth, start = [], 0, opening + 1
    for at in range(opening + 1, end):
        if depth == 0 and code[at] in ",)}":
            found.append(text[start:at].strip())
            start = at + 1
        depth += (code[at] in "([{") - (code[at] in ")]}")
    return found


def releases(text, facts, file, names):
    """(mutants, how many releases macros hide)."""
    code, starts, found, hidden = masked(text), _starts(text), {}, set()
    for function, name, registers, line, column in calls(facts, file):
        if name not in names.releases or name in names.acquires:
            continue
        effect = _effect(names.releases[name], registers, function.constants)
        if effect is None:
            continue
        at = starts[line - 1] + column - 1
        call = re.compile(rf"(?:[\w.:\s]|->)*?\b{re.escape(name.split('::')[-1])}\s*\(").match(code, at)
        end = closing(code, call.end() - 1) if call else -1
        if end < 0:
            hidden.add((line, column))
            continue
        args = arguments(code, text, call.end() - 1, end)
        handle = effect.get("arg", 0)
        kind = _handle(args[handle], function) if isinstance(handle, int) and handle < len(args) else "object"
        found[at] = Mutant("release", line, _line(text, line), function.name, kind,
                           text[:at] + _without(code, text, at, call.end() - 1, end) + text[end:])
    return list(found.values()), len(hidden)


def _effect(effects, registers, constants):
    """The release that happens with these arguments, or None."""
    for effect in effects:
        when = effect.get("when")
        if not when:
            return effect
        value = constants.get(registers[when["arg"]].split()[0]) if when["arg"] < len(registers) else None
        if value == when["is"]:
            return effect
    return None


def _without(code, text, start, opening, end):
    """What stands for a call that is left out. Arguments that call something stay."""
    before = re.sub(r"\(\s*void\s*\)\s*$", "", code[:start]).rstrip()
    statement = (before[-1:] in set(";{}:)") or re.search(r"\b(else|do)$", before)) and \
        code[end:].lstrip()[:1] == ";"
    if "(" in code[opening + 1:end]:
        kept = text[opening:end]
        return f"(void){kept}" if statement else f"({kept}, 0)"
    return ("(void)0" if statement else "(0)") + "\n" * text.count("\n", start, end)


def _handle(argument, function):
    argument = re.sub(r"^(\((?:const\s+)?(?:struct\s+)?\w+\s*\**\)|[&*\s(])*", "", argument).rstrip(") ")
    if re.fullmatch(r"\w+", argument):
        return function.variables.get(argument, "global")
    for kind, sign in (("call", "("), ("element", "["), ("member", "->"), ("member", ".")):
        if sign in argument:
            return kind
    return "other"


def _starts(text):
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _line(text, number):
    return text.split("\n")[number - 1].strip()


KEYWORDS = ("class", "struct", "union", "enum", "namespace", "return", "new", "else")
OWNER = re.compile(r"(?<![\w:.])(?:const\s+)?(auto|[A-Za-z_][\w:]*(?:<[^;(){}=]*>)?)\s+(\w+)\s*"
                   r"(?:=\s*[A-Za-z_][\w:]*(?:<[^;(){}=]*>)?\s*)?(?=[({])")


def owners(text, facts, file, acquires):
    """Variables that own what an acquire returned, turned into pointers that nobody releases."""
    code, starts, found = masked(text), _starts(text), []
    sites = {starts[line - 1] + column - 1: function.name
             for function, name, _, line, column in calls(facts, file) if name in acquires}
    for match in OWNER.finditer(code):
        end = closing(code, match.end())
        inside = [at for at in sites if match.end() < at < end]
        if end < 0 or not inside or code[end:].lstrip()[:1] != ";" or match[1] in KEYWORDS:
            continue
        name = match[2]
        value = arguments(code, text, match.end(), end)[0]
        stop = _block_end(code, end)
        rest = re.sub(rf"\b{name}\s*\.\s*(?:get|release)\s*\(\s*\)", name, text[end:stop])
        line = text.count("\n", 0, match.start()) + 1
        lost = text.count("\n", match.start(), end) - value.count("\n")
        found.append(Mutant("owner", line, _line(text, line), sites[inside[0]],
                            "local", text[:match.start()] + f"auto *{name} = {value}" + "\n" * lost +
                            rest + text[stop:]))
    return found


def _block_end(code, at):
    depth = 0
    for place in range(at, len(code)):
        depth += (code[place] == "{") - (code[place] == "}")
        if depth < 0:
            return place
    return len(code)
