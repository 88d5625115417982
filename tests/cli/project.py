"""A throw-away project, and a way to run connlint in it.

CONNLINT names the program. Tests look at exit codes, at rule ids in SARIF, and at the few
words of stderr that users act on.
"""
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from folder import FolderTest  # noqa: E402

CONNLINT = os.environ["CONNLINT"]
SANITIZED = bool(os.environ.get("CONNLINT_SANITIZE"))

API = """
#ifdef __cplusplus
extern "C" {
#endif
typedef struct pg_conn PGconn;
extern PGconn *PQconnectdb(const char *conninfo);
extern void PQfinish(PGconn *conn);
#ifdef __cplusplus
}
#endif
"""
LEAK = API + """
int leak(void) {
  PGconn *conn = PQconnectdb("dbname=shop");
  if (!conn)
    return 1;
  return 0;
}
"""
CLEAN = API + """
int clean(void) {
  PGconn *conn = PQconnectdb("dbname=shop");
  if (!conn)
    return 1;
  PQfinish(conn);
  return 0;
}
"""
LEAK_RULE = "connlint-connection-leak"


class Run:
    """What one run of the program left behind."""

    def __init__(self, process, sarif):
        self.code = process.returncode
        self.out = process.stdout.decode(errors="replace")
        self.err = process.stderr.decode(errors="replace")
        self.sarif = sarif

    @property
    def rules(self):
        return [r["ruleId"] for r in self.sarif["runs"][0].get("results", [])]

    def __repr__(self):
        return f"exit {self.code}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


class ProjectTest(FolderTest):
    """A checkout, in a folder with room beside it."""

    def setUp(self):
        super().setUp()
        self.root /= "project"
        (self.root / ".git").mkdir(parents=True)

    def database(self, *entries, path="compile_commands.json"):
        """Entries are (file, command) or whole dictionaries."""
        rows = []
        for entry in entries:
            if not isinstance(entry, dict):
                file, command = entry
                key = "command" if isinstance(command, str) else "arguments"
                entry = {"directory": str(self.root), "file": file, key: command}
            rows.append(entry)
        return self.write(path, json.dumps(rows))

    def connlint(self, *args, cwd=None, env=None, timeout=600):
        process = subprocess.run([CONNLINT, *map(str, args)], cwd=cwd or self.root,
                                 capture_output=True, timeout=timeout,
                                 env={**os.environ, **(env or {})}, check=False)
        return Run(process, None)

    def check(self, *args, cwd=None, env=None):
        """connlint check with a SARIF report, read back."""
        report = self.root.parent / "report.sarif"
        report.unlink(missing_ok=True)
        run = self.connlint("check", "--report", f"sarif={report}", *args, cwd=cwd, env=env)
        if report.exists():
            run.sarif = json.loads(report.read_text())
        return run

    def assertLeak(self, run, count=1):
        self.assertEqual(run.code, 1, run)
        self.assertEqual(run.rules, [LEAK_RULE] * count, run)

    def assertUsageError(self, run, *words):
        self.assertEqual(run.code, 2, run)
        for word in words:
            self.assertIn(word, run.err)
        self.assertEqual(run.out, "")
