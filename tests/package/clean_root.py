#!/usr/bin/env python3
"""Installs all Debian packages on a root that has nothing but Debian's base, and uses them there.

    sudo tests/package/clean_root.py BUILD-FOLDER [SOURCES]

By hand, not by ctest: it wants root, mmdebstrap and the network (apt, with SOURCES: a file of the
form of /etc/apt/sources.list.d/debian.sources, which is the default). BUILD-FOLDER is wholly built.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROGRAM = """#include <libpq-fe.h>
int leak(int quick) {
  PGconn *conn = PQconnectdb("dbname=shop");
  if (quick)
    return 0;
  PQfinish(conn);
  return 1;
}
"""
FOUND = "[connlint-connection-leak]"

# What is done in the clean root, the exit code it must have, and words of its output.
STEPS = [
    ("apt-get -q update", 0, ""),
    ("apt-get -q install -y --no-install-recommends /debs/connlint_*.deb", 0, ""),
    ("connlint --version", 0, "connlint"),
    # Neither a compiler nor libpq is installed: missing headers do not stop it.
    ("cd /shop && connlint check load.c --", 1, FOUND),
    ("apt-get -q install -y --no-install-recommends man-db && man -w connlint", 0, "man1"),
    ("apt-get -q install -y --no-install-recommends /debs/*.deb libpq-dev g++ cmake ninja-build", 0, ""),
    ("cd /shop && clang-tidy-22 --load=$(find /usr/lib -name connlint-tidy-22.so) --checks='-*,connlint-*'"
     " load.c -- -I/usr/include/postgresql", 0, FOUND),
    ("cd /shop && clang-tidy-19 --load=$(find /usr/lib -name connlint-tidy-19.so) --checks='-*,connlint-*'"
     " load.c -- -I/usr/include/postgresql", 0, FOUND),
    ("cd /shop && echo 'CheckOptions: {connlint-connection-leak.Level: error}' >.clang-tidy && echo -I/usr/include/postgresql >compile_flags.txt &&"
     " connlint-clangd --check=load.c", 3, FOUND),
    ("cd /shop && cmake -G Ninja -S . -B build && ninja -C build shop lint", 1, FOUND),
    ("apt-get -q purge -y 'connlint*' libconnpool-dev", 0, ""),
    ("find / -xdev -name '*connlint*' -not -path '/debs/*' -not -path '/var/*' -not -path '/shop/*' | grep .", 1, ""),
]
PROJECT = """cmake_minimum_required(VERSION 3.25)
project(shop C CXX)
find_package(connlint REQUIRED)
find_package(connpool REQUIRED)
add_library(shop load.c pool.cpp)
target_include_directories(shop PRIVATE /usr/include/postgresql)
target_link_libraries(shop PRIVATE connpool::connpool)
connlint_add_lint(shop)
"""
POOL = "#include <connpool/pool.h>\nvoid use(connpool::Pool &pool) { const connpool::Lease lease = pool.checkout(); }\n"


def main():
    if len(sys.argv) < 2 or os.geteuid() != 0 or not shutil.which("mmdebstrap"):
        sys.exit(f"{__doc__}\nmmdebstrap and root are needed")
    build = pathlib.Path(sys.argv[1]).resolve()
    sources = sys.argv[2] if len(sys.argv) > 2 else "/etc/apt/sources.list.d/debian.sources"
    with tempfile.TemporaryDirectory(prefix="connlint-root-") as folder:
        root = pathlib.Path(folder) / "root"
        subprocess.run(["cpack", "-G", "DEB", "-B", pathlib.Path(folder) / "debs", "--config", build / "CPackConfig.cmake"],
                       cwd=build, check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["mmdebstrap", "--variant=apt", "--quiet", "bookworm", root, sources], check=True)
        (root / "debs").mkdir()
        (root / "shop").mkdir()
        for deb in (pathlib.Path(folder) / "debs").glob("*.deb"):
            shutil.copy(deb, root / "debs")
            print(deb.name, deb.stat().st_size, "bytes")
        for name, text in (("load.c", PROGRAM), ("CMakeLists.txt", PROJECT), ("pool.cpp", POOL)):
            (root / "shop" / name).write_text(text)
        for host_file in ("/etc/resolv.conf", "/etc/hosts"):
            shutil.copy(host_file, root / host_file[1:])
        for command, code, words in STEPS:
            done = subprocess.run(["chroot", root, "sh", "-c", command], capture_output=True, text=True, check=False,
                                  env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8",
                                       "DEBIAN_FRONTEND": "noninteractive"})
            if done.returncode != code or words not in done.stdout + done.stderr:
                sys.exit(f"{command}\nexit {done.returncode}, expected {code} and '{words}'\n{done.stdout}{done.stderr}")
            print("ok:", command)


if __name__ == "__main__":
    main()
