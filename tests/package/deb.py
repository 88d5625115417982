#!/usr/bin/env python3
"""The Debian package of the program: it builds, lintian has no errors, and what is in it works.

Usage: deb.py BUILD-FOLDER WORK-FOLDER
"""
import pathlib
import re
import shutil
import subprocess
import sys

LEAK = """typedef struct pg_conn PGconn;
extern PGconn *PQconnectdb(const char *conninfo);
int leak(void) { PGconn *conn = PQconnectdb("dbname=shop"); return conn != 0; }
"""


def run(*command, code=0, **options):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False,
                          timeout=300, **options)
    if code is not None and done.returncode != code:
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def try_other_packages(work, root):
    """The modules and clangd, where they were built: each passes lintian and does its work."""
    packages = sorted(work.glob("connlint-*.deb"))
    for package in packages:
        print(package.name, package.stat().st_size, "bytes")
        print(run("lintian", "--fail-on", "error", "--allow-root", package))
        run("dpkg-deb", "-x", package, root)
    modules, servers = list(root.rglob("connlint-tidy-*.so")), list(root.glob("usr/bin/connlint-clangd"))
    if len(modules) + len(servers) != len(packages):
        sys.exit(f"{len(packages)} packages, but only {modules} and {servers} in them")
    for module in modules:
        tidy = "clang-tidy-" + re.search(r"-(\d+)\.so", module.name)[1]
        if "[connlint-connection-leak]" not in run(tidy, f"--load={module}", "--checks=-*,connlint-*",
                                                   work / "a.c", "--"):
            sys.exit(f"{module.name} finds nothing")
    # clangd --check tells errors only.
    (work / ".clang-tidy").write_text("CheckOptions: {connlint-connection-leak.Level: error}\n")
    for clangd in servers:
        if "[connlint-connection-leak]" not in run(clangd, f"--check={work / 'a.c'}", code=None):
            sys.exit("connlint-clangd finds nothing")


def main():
    build, work = map(pathlib.Path, sys.argv[1:])
    for tool in ("cpack", "dpkg-deb", "lintian"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is missing; scripts/setup installs it")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    config = build / "CPackConfig.cmake"
    components = re.search(r'set\(CPACK_COMPONENTS_ALL "([^"]*)"\)', config.read_text())[1].split(";")
    components.remove("connpool")  # has tests of its own
    run("cpack", "-G", "DEB", "-D", f"CPACK_COMPONENTS_ALL={';'.join(components)}", "-B", work, "--config", config,
        cwd=build)
    (package,) = work.glob("connlint_*.deb")
    control = run("dpkg-deb", "--info", package)
    print(package.name, package.stat().st_size, "bytes")
    for need in (r"libllvm\d+", r"libclang-cpp\d+", r"libstdc\+\+6", r"libc6"):
        if not re.search(rf"Depends:.*{need}", control):
            sys.exit(f"the package does not depend on {need}:\n{control}")

    lint = run("lintian", "--fail-on", "error", "--allow-root", package)
    print(lint)

    root = work / "root"
    run("dpkg-deb", "-x", package, root)
    program = root / "usr/bin/connlint"
    (work / "a.c").write_text(LEAK)
    output = run(program, "check", work / "a.c", "--", code=1)
    if "[connlint-connection-leak]" not in output:
        sys.exit(f"the installed program finds nothing:\n{output}")
    for file in ("man/man1/connlint.1.gz", "bash-completion/completions/connlint",
                 "zsh/vendor-completions/_connlint", "fish/vendor_completions.d/connlint.fish",
                 "doc/connlint/copyright", "connlint/connlint-config.schema.json"):
        if not (root / "usr/share" / file).is_file():
            sys.exit(f"{file} is not in the package")

    # A project that finds the package where it lies.
    project = work / "project"
    project.mkdir()
    (project / "a.c").write_text(LEAK)
    (project / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.20)\nproject(p C)\nfind_package(connlint REQUIRED)\n"
        "add_library(a a.c)\nconnlint_add_lint(a)\n")
    run("cmake", "-S", project, "-B", project / "build", "-G", "Ninja",
        f"-DCMAKE_PREFIX_PATH={root}/usr")
    if "[connlint-connection-leak]" not in run("ninja", "-C", project / "build", "lint", code=1):
        sys.exit("connlint_add_lint of the installed package does not lint")
    try_other_packages(work, root)
    print("installed program, man page, completion and CMake package work")


if __name__ == "__main__":
    main()
