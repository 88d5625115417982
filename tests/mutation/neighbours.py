"""Which other units of a project tell connlint what the functions that a unit calls do."""

import collections
import re

import mutants as breaking

FUNCTION = re.compile(rf"^function {breaking.STRING}", re.M)
CALL = re.compile(rf"^    (?:%\d+ = )?call [^\"]*{breaking.STRING} \(", re.M)  # No USR: of another unit.


class Neighbours:
    def __init__(self, facts):
        """facts: {unit: text of --dump=facts}"""
        self.definitions, self.calls = collections.defaultdict(set), {}
        for unit, text in facts.items():
            self.calls[unit] = set(CALL.findall(text))
            for name in FUNCTION.findall(text):
                self.definitions[unit.input, name].add(unit)

    def of(self, unit):
        """The units that define what it calls, and what that calls, without the unit itself."""
        found, todo = {unit}, [unit]
        while todo:
            for name in self.calls[todo.pop()]:
                new = self.definitions[unit.input, name] - found
                found |= new
                todo += new
        return tuple(sorted(found - {unit}, key=lambda each: each.shown))
