"""A test in a folder of its own, which is gone when the test is over."""
import pathlib
import tempfile
import unittest


class FolderTest(unittest.TestCase):
    """The folder is self.root, by its real path."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="connlint-test-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()

    def write(self, name, content):
        """Writes text or bytes to a file below the folder; returns its path."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content)
        return path
