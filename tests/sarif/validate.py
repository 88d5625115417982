#!/usr/bin/env python3
"""Validates a SARIF file: by the SARIF 2.1.0 schema, then by the rules of the SARIF multitool.

Usage: validate.py [--tools DIR] [--self-test] FILE

The multitool is an npm package pinned in package-lock.json next to this script. It is installed
into DIR (default: next to this script) the first time. Exit: 0 valid, 1 not valid, 2 usage or a
broken tool, 77 skipped because the tool cannot be had; 2 instead of 77 if the environment has
CONNLINT_REQUIRE_SARIF_VALIDATOR.
"""
import argparse
import copy
import json
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LOCK_FILES = ("package.json", "package-lock.json", ".npmrc")
INSTALL_SECONDS = 300
VALIDATE_SECONDS = 120


class Unavailable(Exception):
    """The validator cannot be installed here."""


def package_dir(tools):
    name = {"linux": "linux", "darwin": "darwin"}.get(sys.platform)
    if name is None:
        raise Unavailable(f"no multitool for {sys.platform}")
    return tools / "node_modules" / "@microsoft" / f"sarif-multitool-{name}"


def install(tools):
    """Returns the folder of the installed package, which holds the program and the schema."""
    package = package_dir(tools)
    stamp = tools / "node_modules" / ".connlint-lock"
    lock = (HERE / "package-lock.json").read_text()
    program = package / "Sarif.Multitool"
    if not (program.exists() and stamp.exists() and stamp.read_text() == lock):
        if shutil.which("npm") is None:
            raise Unavailable("npm is not installed")
        tools.mkdir(parents=True, exist_ok=True)
        if tools != HERE:
            for name in LOCK_FILES:
                shutil.copyfile(HERE / name, tools / name)
        try:
            run = subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=tools, text=True,
                                 capture_output=True, timeout=INSTALL_SECONDS, check=False)
        except subprocess.TimeoutExpired as error:
            raise Unavailable(f"npm ci took longer than {INSTALL_SECONDS} s") from error
        if run.returncode != 0:
            raise Unavailable("npm ci failed: " + run.stderr.strip()[-500:])
        stamp.write_text(lock)
    # npm does not run the package's install script, which would have done this.
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return package


def schema_errors(package, log):
    """Messages of the JSON schema, or None when python3-jsonschema is missing."""
    try:
        import jsonschema
    except ImportError:
        return None
    schema = json.loads((package / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    # Formats such as date-time are left to the multitool: not every jsonschema checks them.
    validator = jsonschema.validators.validator_for(schema)(schema)
    return [f"schema: /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
            for error in validator.iter_errors(log)]


def multitool_results(package, file):
    """Messages of level error and warning. The exit status of the program is 0 whatever it
    finds, so its output file is what counts."""
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder) / "validation.sarif"
        environment = dict(os.environ, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1")
        run = subprocess.run(
            [package / "Sarif.Multitool", "validate", "--rule-kind", "Sarif;Ghas",
             "-o", output, file],
            text=True, capture_output=True, timeout=VALIDATE_SECONDS, env=environment, check=False)
        if not output.exists():
            raise RuntimeError("the multitool wrote nothing: " + (run.stdout + run.stderr)[-800:])
        log = json.loads(output.read_text(encoding="utf-8-sig"))
    found = []
    for sarif_run in log["runs"]:
        levels = {rule["id"]: rule.get("defaultConfiguration", {}).get("level", "warning")
                  for rule in sarif_run["tool"]["driver"].get("rules", [])}
        for result in sarif_run.get("results", []):
            if result.get("kind", "fail") != "fail":
                continue
            rule = result.get("ruleId") or result.get("rule", {}).get("id", "?")
            level = result.get("level") or levels.get(rule.split("/")[0], "warning")
            if level in ("error", "warning"):
                found.append(f"multitool: {level} {rule}: {text_of(result, sarif_run)}")
        for invocation in sarif_run.get("invocations", []):
            for kind in ("toolExecutionNotifications", "toolConfigurationNotifications"):
                for notification in invocation.get(kind, []):
                    if notification.get("level", "warning") == "error":
                        text = notification.get("message", {}).get("text", "")
                        found.append(f"multitool: failed: {text[:300]}")
    return found


def text_of(result, sarif_run):
    message = result.get("message", {})
    if "text" in message:
        return message["text"][:300]
    arguments = message.get("arguments", [])
    place = arguments[0] if arguments else ""
    for rule in sarif_run["tool"]["driver"].get("rules", []):
        template = rule.get("messageStrings", {}).get(message.get("id"), {}).get("text")
        if template and result.get("ruleId", "").startswith(rule["id"]):
            for index, argument in enumerate(arguments):
                template = template.replace("{%d}" % index, argument)
            return template[:300]
    return f"{message.get('id', '')} {place}"


def problems(package, file):
    log = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
    schema = schema_errors(package, log)
    if schema is None:
        print("note: python3-jsonschema is not installed, the schema is left to the multitool")
    return (schema or []) + multitool_results(package, file)


def broken_variants(log):
    """(what is wrong, who must see it, log): one for the schema, one for the multitool."""
    schema = copy.deepcopy(log)
    schema["runs"][0]["results"][0]["level"] = "severe"
    yield "a level that does not exist", "schema", schema
    rules = copy.deepcopy(log)
    rules["runs"][0]["results"][0]["ruleIndex"] = 10_000
    yield "an index of a rule that does not exist", "multitool", rules


def self_test(package, file):
    log = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
    known, missed = set(problems(package, file)), 0
    with tempfile.TemporaryDirectory() as folder:
        broken = pathlib.Path(folder) / "broken.sarif"
        for what, who, variant in broken_variants(log):
            broken.write_text(json.dumps(variant), encoding="utf-8")
            new = set(problems(package, broken)) - known
            seen = any(problem.startswith(who) for problem in new)
            print(f"{what}: {'seen' if seen else 'NOT seen'} by the {who}")
            missed += not seen
    return 1 if missed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tools", type=pathlib.Path, default=HERE)
    parser.add_argument("--self-test", action="store_true",
                        help="check that damaged copies of FILE are rejected")
    parser.add_argument("file", type=pathlib.Path)
    arguments = parser.parse_args()
    try:
        package = install(arguments.tools.resolve())
    except Unavailable as error:
        required = bool(os.environ.get("CONNLINT_REQUIRE_SARIF_VALIDATOR"))
        print(f"{'error' if required else 'skipped'}: {error}")
        return 2 if required else 77
    try:
        if arguments.self_test:
            return self_test(package, arguments.file)
        found = problems(package, arguments.file)
    except (OSError, ValueError, RuntimeError, subprocess.TimeoutExpired) as error:
        print(f"error: {error}")
        return 2
    for line in found:
        print(line)
    print(f"{arguments.file.name}: {len(found)} errors and warnings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
