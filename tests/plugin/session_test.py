"""connlint-clangd as an editor talks to it: open, diagnostics, edit, quick fix, random edits.

    CONNLINT_CLANGD=… python3 session_test.py [-v]
"""
import os
import random
import unittest

import lsp
import shells


def ours(diagnostics):
    return [d for d in diagnostics if str(d.get("code", "")).startswith("connlint-")]


class Session(shells.FolderTest):
    def setUp(self):
        super().setUp()
        self.file = self.write("load.c", shells.LEAK)
        self.write("compile_flags.txt", f"-I{shells.FIXTURES / 'mock-headers'}\n")

    def start(self, *args):
        server = lsp.Server(os.environ["CONNLINT_CLANGD"], self.root, args)
        self.addCleanup(server.close)
        return server

    def rules(self, server, file=None):
        return [d["code"] for d in ours(server.wait(file or self.file))]

    def test_a_finding_is_shown_without_any_configuration(self):
        server = self.start()
        server.open(self.file)
        [finding] = ours(server.wait(self.file))
        self.assertEqual(finding["code"], "connlint-connection-leak")
        self.assertEqual(finding["source"], "clang-tidy")
        self.assertEqual(finding["range"]["start"], {"line": 5, "character": 4})
        steps = [(r["location"]["range"]["start"]["line"], r["message"])
                 for r in finding["relatedInformation"]]
        self.assertIn((3, "Connection acquired by PQconnectdb"), steps)

    def test_it_goes_when_the_text_is_repaired_and_comes_back(self):
        server = self.start()
        server.open(self.file)
        self.assertEqual(self.rules(server), ["connlint-connection-leak"])
        server.change(self.file, shells.LEAK.replace("if (quick)", "if (quick) PQfinish(conn);\n  if (quick)"))
        self.assertEqual(self.rules(server), [])
        server.change(self.file, shells.LEAK)
        self.assertEqual(self.rules(server), ["connlint-connection-leak"])

    def test_comments_in_the_unsaved_text_count(self):
        server = self.start()
        server.open(self.file)
        server.wait(self.file)
        for line in ("return 0;", "PQconnectdb(dsn);"):
            server.change(self.file, shells.LEAK.replace(line, line + " // NOLINT(connlint-connection-leak)"))
            self.assertEqual(self.rules(server), [], line)

    def test_the_projects_own_checks_stay_and_ours_join_them(self):
        self.write(".clang-tidy", "Checks: '-*,bugprone-suspicious-semicolon'\n")
        server = self.start()
        server.open(self.file, shells.LEAK.replace("if (quick)", "if (quick);\n  if (quick)"))
        codes = sorted(str(d.get("code")) for d in server.wait(self.file))
        self.assertIn("bugprone-suspicious-semicolon", codes)
        self.assertIn("connlint-connection-leak", codes)

    def test_whoever_names_our_checks_decides(self):
        self.write(".clang-tidy", "Checks: '-*,connlint-result-leak'\n")
        server = self.start()
        server.open(self.file)
        self.assertEqual(self.rules(server), [])

    def test_connlint_yaml_counts_and_a_mistake_in_it_is_shown(self):
        self.write(".connlint.yaml", "checks: [-connlint-connection-leak]\n")
        server = self.start()
        server.open(self.file)
        self.assertEqual(self.rules(server), [])
        self.write(".connlint.yaml", "cheks: []\n")
        server.change(self.file, shells.LEAK + "\n")
        [mistake] = ours(server.wait(self.file))
        self.assertIn("unknown key 'cheks'", mistake["message"])
        self.assertEqual(mistake["severity"], 1)

    def test_an_edit_of_a_model_file_is_seen(self):
        model = (shells.FIXTURES / "models/dbpool.yaml").read_text()
        self.write(".connlint.yaml", "models: [pool.yaml]\n")
        self.write("pool.yaml", model)
        text = '#include "dbpool.h"\nint f(dbpool *p) {\n  return dbpool_acquire(p) != 0;\n}\n'
        server = self.start()
        server.open(self.file, text)
        self.assertEqual(self.rules(server), ["connlint-connection-leak"])
        for number, (change, rules) in enumerate([
                (model.replace("dbpool_acquire", "dbpool_acquirE"), []),  # of the same size
                (model, ["connlint-connection-leak"]),
                (model.replace("- dbpool_acquire", ""), [])]):
            self.write("pool.yaml", change)
            server.change(self.file, text + "\n" * (number + 1))
            self.assertEqual(self.rules(server), rules)
        self.write("pool.yaml", "famly: x\n")
        server.change(self.file, text)
        [mistake] = ours(server.wait(self.file))
        self.assertIn("pool.yaml:1:1", mistake["message"])

    def test_quick_fixes_of_others_work_and_ours_ask_for_none(self):
        server = self.start()
        server.open(self.file, shells.LEAK.replace("PQfinish(conn);", "PQfinish(conn)"))
        diagnostics = server.wait(self.file)
        uri = self.file.as_uri()

        def fixes(diagnostic):
            return server.request("textDocument/codeAction", {
                "textDocument": {"uri": uri}, "range": diagnostic["range"],
                "context": {"diagnostics": [diagnostic], "only": ["quickfix"]}})

        [missing] = [d for d in diagnostics if "expected ';'" in d["message"].lower()]
        [fix] = fixes(missing)
        [edit] = fix["edit"]["changes"][uri]
        self.assertEqual(edit["newText"], ";")
        [leak] = ours(diagnostics)
        self.assertEqual(fixes(leak), [])

    def test_two_hundred_random_edits(self):
        server = self.start()
        server.open(self.file)
        server.wait(self.file)
        dice = random.Random(20261121)
        text = shells.LEAK
        pieces = ["{", "}", ";", "(", "return 0;\n", "if (quick)\n", "PQfinish(conn);\n", '"', "#if 1\n",
                  "PGconn *other = PQconnectdb(dsn);\n", "/*", "*/", "goto out;\n", "out:", "for (;;)\n",
                  "struct s { PGconn *c; } *p;\n", "PQexec(conn, \"BEGIN\");\n", "\u00e4", "\\\n"]
        for step in range(200):
            at = dice.randrange(len(text) + 1)
            if dice.random() < 0.5 and len(text) > 20:
                text = text[:at] + text[at + dice.randrange(1, 12):]
            else:
                text = text[:at] + dice.choice(pieces) + text[at:]
            if dice.random() < 0.05:
                text = shells.LEAK
            server.change(self.file, text)
            if step % 10 == 0:  # the others pile up, as when somebody types
                server.wait(self.file)
        server.change(self.file, shells.LEAK)
        self.assertEqual(self.rules(server), ["connlint-connection-leak"])
        self.assertEqual(server.close(), 0)


if __name__ == "__main__":
    unittest.main()
