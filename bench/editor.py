#!/usr/bin/env python3
"""What connlint-clangd costs an editor: against plain clangd, in the same run.

  bench/editor.py [--clangd clangd-22] [--ours BIN] [--edits N] [--rounds N] [--flags '-I...'] [--ask] [FILE]

FILE (by default one that includes Boost.Asio, <regex> and a JSON library) is opened in each server
and changed N times (20); the two take turns, in several rounds (3). Printed are medians: the time
from a change to its diagnostics, which holds a pause of clangd's own (it waits whether more is
typed), and the CPU time of a change. With --ask the outline is asked for after each change, as many
editors do: then clangd does not pause. Ratios only: machines differ and are noisy.
"""
import argparse
import json
import os
import pathlib
import statistics
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests/plugin"))
import lsp  # noqa: E402

HEAVY = """#include <postgresql/libpq-fe.h>
#include <boost/asio.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <regex>
#include <unordered_map>

struct Finish {
  void operator()(PGconn *conn) const { PQfinish(conn); }
};
using Connection = std::unique_ptr<PGconn, Finish>;

std::vector<std::string> names(const std::string &dsn) {
  Connection conn(PQconnectdb(dsn.c_str()));
  std::vector<std::string> out;
  if (PQstatus(conn.get()) != CONNECTION_OK)
    return out;
  PGresult *res = PQexec(conn.get(), "SELECT name FROM users");
  if (PQresultStatus(res) != PGRES_TUPLES_OK)
    return out;
  for (int i = 0; i < PQntuples(res); ++i)
    out.emplace_back(PQgetvalue(res, i, 0));
  PQclear(res);
  return out;
}

int serve(boost::asio::io_context &io, const std::string &dsn) {
  boost::asio::ip::tcp::acceptor acceptor(io, {boost::asio::ip::tcp::v4(), 8080});
  auto page = nlohmann::json::object();
  const std::regex word("[a-z]+");
  std::unordered_map<std::string, int> seen;
  for (const auto &name : names(dsn))
    if (std::regex_match(name, word))
      ++seen[name];
  for (const auto &[name, times] : seen)
    page[name] = times;
  std::cout << page.dump();
  return static_cast<int>(seen.size());
}
"""


def cpu_seconds(pid):
    """User and system time of all threads of the process."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def session(program, file, edits, ask):
    """Seconds of the first parse, of each change, and CPU seconds of a change; and our findings."""
    text = file.read_text()
    with lsp.Server(program, file.parent) as server:
        start = time.monotonic()
        server.open(file)
        server.wait(file)
        first = time.monotonic() - start
        # The index of the headers is made in the background once the first diagnostics are out.
        while True:
            before = cpu_seconds(server.pid)
            time.sleep(1)
            if cpu_seconds(server.pid) - before < 0.02:
                break
        changes, before = [], cpu_seconds(server.pid)
        for number in range(edits):
            start = time.monotonic()
            server.change(file, text + f"int added_{number};\n")
            if ask:
                server.request("textDocument/documentSymbol", {"textDocument": {"uri": file.as_uri()}})
            found = server.wait(file)
            changes.append(time.monotonic() - start)
        cpu = (cpu_seconds(server.pid) - before) / edits
    return first, changes, cpu, [d["code"] for d in found if str(d.get("code")).startswith("connlint-")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=pathlib.Path)
    parser.add_argument("--clangd", default="clangd-22")
    parser.add_argument("--ours", default=HERE.parent / "build/release/bin/connlint-clangd")
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--flags", default="-std=c++20")
    parser.add_argument("--ask", action="store_true")
    args = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="connlint-editor-") as folder:
        file = args.file and args.file.resolve()
        if not file:
            file = pathlib.Path(folder).resolve() / "heavy.cpp"
            file.write_text(HEAVY)
            database = [{"directory": str(file.parent), "file": str(file),
                         "arguments": ["c++", *args.flags.split(), "-c", str(file)]}]
            file.with_name("compile_commands.json").write_text(json.dumps(database))
        programs = [str(args.clangd), str(args.ours)]
        firsts, changes, cpu = ({p: [] for p in programs} for _ in range(3))
        for _ in range(args.rounds):
            for program in programs:
                first, each, used, found = session(program, file, args.edits, args.ask)
                firsts[program].append(first)
                changes[program] += each
                cpu[program].append(used)
    print(f"{file.name}: {args.rounds} rounds of {args.edits} changes; findings: {' '.join(found) or 'none'}")
    print(f"{'seconds, median':28}{'clangd':>10}{'ours':>10}{'ratio':>8}")
    for title, table in (("first diagnostics", firsts), ("diagnostics after a change", changes),
                         ("CPU time of a change", cpu)):
        plain, ours = (statistics.median(table[p]) for p in programs)
        print(f"{title:28}{plain:10.3f}{ours:10.3f}{ours / plain:8.2f}")


if __name__ == "__main__":
    main()
