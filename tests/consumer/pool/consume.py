"""Uses connpool as others do: installed with find_package, with pkg-config, from its sources with
FetchContent, and from the Debian package. Each time the quick start is built and run. No LLVM is
needed for any of it.

    python3 tests/consumer/pool/consume.py SOURCE BUILD CXX
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

source, build, compiler = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
quickstart = source / "pool/examples/quickstart.cpp"
here = source / "tests/consumer/pool"


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def try_program(program, folder, **more):
    database = folder / (program.name + ".db")
    printed = run(program, database, **more)
    row = "" if "_c" in program.name else "1 Ada\n"
    if not printed.startswith(row) or '"status":"ok"' not in printed:
        sys.exit(f"{program} printed:\n{printed}")


def built(folder, name):
    return next(path for path in folder.rglob(name) if path.is_file())


def configure(folder, *options):
    launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
    run("cmake", "-G", "Ninja", "-S", here, "-B", folder, f"-DCMAKE_CXX_COMPILER={compiler}",
        f"-DEXAMPLES={quickstart.parent}", *launcher, *options)
    run("cmake", "--build", folder, "-j", "2")
    for name in ("quickstart", "quickstart_shared", "quickstart_c", "quickstart_c_shared"):
        try_program(built(folder, name), folder)


def try_adapters(folder):
    printed = run(built(folder, "watching"), folder / "watching.db")
    for line in ("[info] connpool: pool 'orders': opened", 'db_client_connection_pool_name="orders"'):
        if line not in printed:
            sys.exit(f"watching printed no {line}:\n{printed}")


def readme_quotes_the_program():
    blocks = re.findall(r"```cpp\n(.*?)```", (source / "README.md").read_text(encoding="utf-8"), re.S)
    text = quickstart.read_text(encoding="utf-8")
    if not any(block in text for block in blocks):
        sys.exit("README.md does not quote pool/examples/quickstart.cpp")


def try_pkg_config(prefix, folder):
    """The files say by themselves where they were put."""
    places = {"PKG_CONFIG_PATH": next(prefix.rglob("pkgconfig")), "PATH": "/usr/bin:/bin"}
    flags = run("pkg-config", "--cflags", "--libs", "connpool-sqlite", "connpool", env=places).split()
    folder.mkdir()
    program = folder / "with_pkg_config"
    run(compiler, "-std=c++20", quickstart, "-o", program, *flags)
    library_folder = next(flag[2:] for flag in flags if flag.startswith("-L"))
    try_program(program, folder, env={"LD_LIBRARY_PATH": library_folder})


def try_package(folder):
    run("cpack", "-G", "DEB", "-D", "CPACK_COMPONENTS_ALL=connpool", "-B", folder, cwd=build)
    package = next(folder.glob("libconnpool-dev_*.deb"))
    run("lintian", "--fail-on", "error", "--allow-root", package)
    depends = run("dpkg-deb", "--field", package, "Depends")
    for library in ("libc6", "libpq5", "libmariadb3", "libsqlite3-0"):
        if library not in depends:
            sys.exit(f"the package does not depend on {library}, but on {depends}")
    root = folder / "root"
    run("dpkg-deb", "-x", package, root)
    try_pkg_config(root / "usr", folder / "package")


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    readme_quotes_the_program()
    prefix = folder / "prefix"
    run("cmake", "--install", build, "--component", "connpool", "--prefix", prefix)
    configure(folder / "find_package", f"-DCMAKE_PREFIX_PATH={prefix}")
    try_adapters(folder / "find_package")
    configure(folder / "fetch_content", f"-DCONNPOOL_SOURCE={source}")
    try_pkg_config(prefix, folder / "pkg_config")
    try_package(folder / "deb")
