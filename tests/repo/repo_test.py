"""The repository tests itself: what a reviewer would have to look for by hand.

    python3 tests/repo/repo_test.py [Class[.method]]
"""

import pathlib
import re
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECTIONS = [
    "Why it matters", "Reported", "Not reported", "Write instead",
    "How it decides", "Limits", "Options", "Suppressing",
]


def read(path):
    return path.read_text(encoding="utf-8")


def rules():
    """(class, id) of every rule, in the order of Rules.def."""
    rows = re.findall(r'^RULE\((\w+), "([\w-]+)"', read(ROOT / "checks/finding/Rules.def"), re.M)
    return [(name, "connlint-" + suffix) for name, suffix in rows]


def sources(*folders):
    """Our C++ files below the folders, without build trees."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                yield path


def without_comments(text):
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    return re.sub(r"//[^\n]*", " ", text)


class Rules(unittest.TestCase):
    """What belongs to a rule is there, and nothing is left over."""

    def test_there_are_rules_and_they_are_sorted(self):
        ids = [id for _, id in rules()]
        self.assertGreaterEqual(len(ids), 10)
        self.assertEqual(ids, sorted(ids), "Rules.def is sorted by id")

    def test_each_has_a_page_with_all_sections_in_order(self):
        for _, id in rules():
            with self.subTest(id):
                page = ROOT / "docs/checks" / f"{id}.md"
                self.assertTrue(page.is_file(), f"{page} is missing")
                text = read(page)
                self.assertTrue(text.startswith(f"# {id}\n\nReports "))
                self.assertEqual(re.findall(r"^## (.*)$", text, re.M), SECTIONS)

    def test_each_page_shows_what_is_reported_and_what_is_not(self):
        for _, id in rules():
            with self.subTest(id):
                parts = re.split(r"^## ", read(ROOT / "docs/checks" / f"{id}.md"), flags=re.M)
                by_name = {part.split("\n", 1)[0]: part for part in parts[1:]}
                self.assertIn(f"[{id}]", by_name["Reported"])
                self.assertRegex(by_name["Not reported"], r"(?m)^```c(pp)?$")
                self.assertNotIn("// want", by_name["Not reported"])
                self.assertNotIn("// want", by_name["Write instead"])

    def test_each_has_fixtures_in_pairs(self):
        for _, id in rules():
            with self.subTest(id):
                names = {path.stem for path in (ROOT / "test-fixtures/checks" / id).glob("*.c*")}
                leaks = {name[5:] for name in names if name.startswith("leak_")}
                oks = {name[3:] for name in names if name.startswith("ok_")}
                self.assertTrue(leaks, "no leak_ fixture")
                self.assertEqual(leaks - oks, set(), "leak_ without its ok_")

    def test_fixtures_say_what_their_names_promise(self):
        for path in sorted((ROOT / "test-fixtures/checks").glob("*/*.c*")):
            with self.subTest(str(path.relative_to(ROOT))):
                text = read(path)
                kind = path.stem.split("_")[0]
                self.assertIn(kind, ("leak", "ok", "limit"))
                self.assertTrue(text.startswith("// "), "a fixture starts with its idea")
                if kind == "leak":
                    self.assertIn(f"[{path.parent.name}]", text)
                else:
                    self.assertNotRegex(text, r"// *want")
                self.assertEqual(kind == "limit", "// miss:" in text)
                self.assertLessEqual(text.count("\n"), 90, "one idea per fixture")

    def test_nothing_is_left_over(self):
        ids = {id for _, id in rules()}
        folders = {path.name for path in (ROOT / "test-fixtures/checks").iterdir()}
        pages = {path.stem for path in (ROOT / "docs/checks").glob("*.md")}
        self.assertEqual(folders, ids)
        self.assertEqual(pages, ids)

    def test_the_changelog_and_the_readme_name_each(self):
        for document in ("CHANGELOG.md", "README.md"):
            text = read(ROOT / document)
            for _, id in rules():
                with self.subTest(document, id=id):
                    self.assertIn(id.removeprefix("connlint-"), text)


class Layout(unittest.TestCase):
    """Who may include whom, and where API names may stand (docs/architecture.md)."""

    ALLOWED = {
        "finding": set(),
        "model": set(),
        "facts": {"model", "finding"},
        "flow": {"facts", "model", "finding"},
        "summary": {"flow", "facts", "model", "finding"},
        "rules": {"flow", "facts", "model", "finding", "summary"},
    }
    # The only places of the analysis that may see Clang.
    CLANG = re.compile(r"^checks/(facts/|tidy/|Analysis\.)")

    def includes(self, path):
        return re.findall(r'^#include [<"]([^>"]+)[>"]', read(path), re.M)

    def test_folders_of_checks_include_only_what_they_may(self):
        for path in sources("checks"):
            folder = path.parent.name
            if folder not in self.ALLOWED:
                continue
            for include in self.includes(path):
                other = include.split("/")[0]
                if "/" in include and other in self.ALLOWED and other != folder:
                    with self.subTest(str(path.relative_to(ROOT)), include=include):
                        self.assertIn(other, self.ALLOWED[folder])

    def test_the_output_knows_findings_only(self):
        for path in sources("tool/output"):
            for include in self.includes(path):
                other = include.split("/")[0]
                with self.subTest(str(path.relative_to(ROOT)), include=include):
                    self.assertNotIn(other, set(self.ALLOWED) - {"finding"} | {"clang"})

    def test_only_the_facts_see_clang(self):
        for path in sources("checks"):
            if self.CLANG.match(str(path.relative_to(ROOT))):
                continue
            for include in self.includes(path):
                with self.subTest(str(path.relative_to(ROOT)), include=include):
                    self.assertFalse(include.startswith("clang/"))

    def test_no_rule_includes_another_rule(self):
        names = {name for name, _ in rules()}
        for path in sources("checks/rules"):
            for include in self.includes(path):
                stem = pathlib.PurePosixPath(include).stem
                with self.subTest(str(path.relative_to(ROOT)), include=include):
                    self.assertFalse(stem in names and stem != path.stem)

    def test_api_names_stand_in_families_only(self):
        name = re.compile(r"\b(PQ[a-z]\w+|mysql_\w+|sqlite3_\w+|SQL[A-Z][a-z]\w+|redis[A-Z]\w+)\b")
        # The model explains itself with names in messages; nobody else may know one.
        for path in sources(*(f"checks/{folder}" for folder in ("facts", "flow", "summary", "rules"))):
            found = name.findall(without_comments(read(path)))
            with self.subTest(str(path.relative_to(ROOT))):
                self.assertEqual(found, [])

    def test_each_source_says_what_it_is_for(self):
        for path in sources("checks", "tool", "pool"):
            with self.subTest(str(path.relative_to(ROOT))):
                self.assertTrue(read(path).startswith(f"// {path.name} - "))

    def test_the_pool_knows_databases_in_its_drivers_only(self):
        vendor = re.compile(r"^(libpq-fe|mysql|mariadb|sqlite3)")
        for path in sources("pool"):
            if path.parent.name in ("drivers", "bench", "dropin"):
                continue
            for include in self.includes(path):
                with self.subTest(str(path.relative_to(ROOT)), include=include):
                    self.assertIsNone(vendor.match(include))
                    self.assertNotIn(include.split("/")[0], set(self.ALLOWED) | {"clang", "llvm"})


class Tree(unittest.TestCase):
    """Things that must hold for the whole tree."""

    def test_the_tests_that_the_pool_names_exist(self):
        tests = "".join(read(path) for path in sources("tests"))
        for suite, name in re.findall(r"`(\w+)\.(\w+)`", read(ROOT / "docs/pool/proofs.md")):
            with self.subTest(f"{suite}.{name}"):
                self.assertRegex(tests, rf"TEST(_F|_P)?\({suite},\s+{name}\)")

    def tracked(self):
        out = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
        if out.returncode != 0:
            self.skipTest("not a git checkout")
        return [ROOT / name for name in out.stdout.split("\0") if name]

    def test_no_machine_paths_and_no_registry_hosts(self):
        folders = "|".join(["work", "farm", "root", "home"])
        hosts = "|".join([r"deb\.debian" + r"\.org", "registry" + r"\.npmjs"])
        bad = re.compile(rf"(^|[^A-Za-z0-9_.])/({folders})/|{hosts}", re.M)
        for path in self.tracked():
            try:
                text = read(path)
            except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
                continue
            with self.subTest(str(path.relative_to(ROOT))):
                self.assertIsNone(bad.search(text))

    def test_addresses_that_are_not_known_yet_stand_in_one_place(self):
        stand_in = "example" + ".org"
        users = {str(path.relative_to(ROOT)) for path in self.tracked()
                 if path.suffix not in (".py", ".png") and path.is_file() and stand_in in path.read_text(errors="replace")}
        self.assertEqual({name for name in users if not name.startswith("tests/")}, {"CMakeLists.txt"})

    def test_scripts_can_be_run(self):
        for path in [p for p in sorted((ROOT / "scripts").iterdir()) if p.is_file()] + [ROOT / ".ci/run"]:
            with self.subTest(path.name):
                self.assertTrue(path.stat().st_mode & 0o111)
                self.assertTrue(read(path).startswith("#!/usr/bin/env "))

    def test_the_packages_of_the_demo_have_what_it_configures_with(self):
        """On a machine with everything it would not be noticed that `scripts/setup tool` leaves one out."""
        tool = re.search(r"^tool=\((.*?)^\)", read(ROOT / "scripts/setup"), re.M | re.S)[1]
        packages = set(re.sub(r"#.*", "", tool).split())
        major = re.search(r'CONNLINT_LLVM_MAJOR "?(\d+)', read(ROOT / "CMakeLists.txt"))[1]
        needed = [f"/usr/lib/llvm-{major}/lib/cmake/{name.lower()}/{name}Config.cmake" for name in ("LLVM", "Clang")]
        demo = read(ROOT / "test-fixtures/projects/orderdesk/CMakeLists.txt")
        modules = re.findall(r"pkg_check_modules\(\w+ REQUIRED IMPORTED_TARGET (\S+)\)", demo)
        self.assertTrue(modules)
        for module in modules:
            folder = subprocess.run(["pkg-config", "--variable=pcfiledir", module],
                                    capture_output=True, text=True, check=True).stdout.strip()
            needed.append(f"{folder}/{module}.pc")
        for file in needed:
            with self.subTest(file):
                owner = subprocess.run(["dpkg-query", "-S", file], capture_output=True, text=True, check=True).stdout
                self.assertIn(re.split("[:,]", owner)[0], packages)

    def test_the_readme_names_the_scripts(self):
        text = read(ROOT / "README.md")
        for script in ("scripts/demo", "scripts/test", "scripts/setup"):
            self.assertIn(script, text)

    def test_the_changelog_has_this_version(self):
        version = re.search(r"VERSION (\d+\.\d+\.\d+)", read(ROOT / "CMakeLists.txt"))[1]
        text = read(ROOT / "CHANGELOG.md")
        self.assertIn("## [Unreleased]", text)
        self.assertIn(version, text)

    def test_links_in_the_documents_lead_somewhere(self):
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"),
                     *(ROOT / "test-fixtures").glob("*.md")]:
            prose = re.sub(r"^```.*?^```$", "", read(page), flags=re.M | re.S)
            for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", prose):
                if re.match(r"[a-z]+:", link):
                    continue
                with self.subTest(str(page.relative_to(ROOT)), link=link):
                    self.assertTrue((page.parent / link).exists())


if __name__ == "__main__":
    unittest.main()
