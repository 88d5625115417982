"""The documentation as a site: it builds, every link and anchor leads somewhere, and it needs no network.

    python3 site_test.py [-v]
"""
import html.parser
import pathlib
import subprocess
import tempfile
import unittest
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Page(html.parser.HTMLParser):
    """What a page links to, what it loads, and its anchors."""

    def __init__(self, file):
        super().__init__()
        self.links, self.loads, self.anchors = [], [], {""}
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.anchors.add(attributes["id"])
        if tag == "a" and attributes.get("href"):
            self.links.append(attributes["href"])
        elif tag == "link" and attributes.get("href"):
            self.loads.append(attributes["href"])
        elif attributes.get("src"):
            self.loads.append(attributes["src"])


class Site(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="connlint-site-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.site = pathlib.Path(folder.name).resolve() / "site"
        subprocess.run([ROOT / "scripts/site", cls.site], check=True)
        # The page for "not found" is for servers: it links from their root.
        cls.pages = {f: Page(f) for f in cls.site.rglob("*.html") if f.name != "404.html"}

    def test_every_page_of_the_documentation_is_there(self):
        for source in (ROOT / "docs").rglob("*.md"):
            self.assertIn(self.site / source.relative_to(ROOT).with_suffix(".html"), self.pages)
        self.assertIn("Try it", (self.site / "index.html").read_text())

    def test_links_and_anchors_lead_somewhere(self):
        for file, page in self.pages.items():
            for link in page.links + page.loads:
                parts = urllib.parse.urlsplit(link)
                if parts.scheme in ("http", "https"):
                    continue
                with self.subTest(page=str(file.relative_to(self.site)), link=link):
                    target = (file.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else file
                    target = target / "index.html" if target.is_dir() else target
                    self.assertTrue(target.is_file())
                    if target in self.pages:
                        self.assertIn(urllib.parse.unquote(parts.fragment), self.pages[target].anchors)

    def test_pages_load_nothing_from_elsewhere(self):
        for file, page in self.pages.items():
            for link in page.loads:
                with self.subTest(page=str(file.relative_to(self.site)), link=link):
                    self.assertNotRegex(link, r"^(https?:)?//")


if __name__ == "__main__":
    unittest.main()
