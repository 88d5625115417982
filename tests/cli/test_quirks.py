"""Compile commands as build systems really write them: every one must parse cleanly."""
import os
import unittest

from project import LEAK, ProjectTest

CXX = LEAK.replace("int leak(void)", "int leak()")


class Quirks(ProjectTest):
    def assertParses(self, command, file="a.cpp", source=CXX, clean=True):
        self.write(file, source)
        self.database((file, command))
        run = self.check("--checks=connection-leak")
        self.assertLeak(run)
        self.assertIn("1 unit analysed", run.err)
        if clean:
            self.assertNotIn("with errors", run.err)
        return run

    def test_Launchers(self):
        for command in ["ccache g++ -c a.cpp", "sccache g++ -c a.cpp",
                        "distcc g++ -c a.cpp", "icecc g++ -c a.cpp",
                        "/usr/bin/ccache /usr/bin/g++ -c a.cpp",
                        "env CCACHE_DIR=/x Y=z ccache g++ -c a.cpp",
                        "ccache distcc clang++ -c a.cpp", "nice -n 5 g++ -c a.cpp",
                        "cmake -E env X=y g++ -c a.cpp", "ccache X=y g++-12 -c a.cpp",
                        "libtool --tag=CXX --mode=compile g++ -c a.cpp",
                        "/opt/tools/wrap.sh g++ -c a.cpp", "/opt/strange/compiler -c a.cpp",
                        "/usr/lib/ccache/c++ -c a.cpp"]:
            with self.subTest(command=command):
                self.assertParses(command)

    def test_FlagsOfOtherCompilers(self):
        for flags in ["-fno-semantic-interposition -fconserve-stack -fno-tree-vectorize",
                      "-fplugin=/x/annobin.so -fplugin-arg-annobin-x=y -fanalyzer",
                      "-mno-fused-madd -mpreferred-stack-boundary=4 -mtune=generic-bad",
                      "-march=not-a-cpu -mabi=weird", "-static-libasan -fsanitize=address",
                      "-Werror -Wall -Wextra -Wno-maybe-uninitialized -Wlogical-op",
                      "-pedantic-errors -Werror=unused-result -Wfatal-errors",
                      "-fmax-errors=1 -fconcepts-ts -fdiagnostics-color=always",
                      "-fprofile-generate -ftest-coverage --coverage -flto=auto",
                      "-fdump-tree-all -fverbose-asm -save-temps=obj -ftime-trace",
                      "-std=gnu++99x", "-std=c++31", "-std=c11", "-specs=/none.specs",
                      "--param=max-inline-insns=400 -finline-limit=300",
                      "-fipa-pta -fgraphite-identity -fvtable-verify=std",
                      "-Wp,-MD,a.d -Wp,-DX=1 -Wa,--noexecstack -Wl,-z,now",
                      "-mllvm -no-such-option -Xclang -load -Xclang /none.so",
                      "-resource-dir /nowhere", "-target x86_64-unknown-linux-gnu"]:
            with self.subTest(flags=flags):
                self.assertParses(f"g++ {flags} -c a.cpp")

    def test_HeadersForClangWriteBlocksInC(self):
        source = "typedef void (^block_t)(void);\nstatic inline void run(block_t *b) { (*b)(); }\n"
        self.assertParses("gcc -c a.c", file="a.c", source=source + LEAK)

    def test_FlagsOfOtherCompilersInC(self):
        source = "int f(x) int x; { return undeclared(x); }\n" + LEAK
        source += "long n(char *p) { int *q = p; implicit = 0; int i = p; return q + i; }\n"
        self.write("a.c", source.replace("implicit = 0;", ""))
        for flags in ["-std=gnu11 -Werror", "-std=c17 -pedantic-errors", "-std=c++17",
                      "-std=gnu99 -Werror=implicit-function-declaration", "-std=gnu23x"]:
            with self.subTest(flags=flags):
                self.database(("a.c", f"gcc {flags} -c a.c"))
                run = self.check("--checks=connection-leak")
                self.assertLeak(run)

    def test_ImplicitFunctionsInCAreNoErrors(self):
        run = self.assertParses("gcc -std=gnu17 -Werror -c a.c", "a.c",
                                LEAK + "int g(char *p) { int i = p; return undeclared(i); }\n")
        self.assertNotIn("with errors", run.err)

    def test_DroppedFlagsAreToldOnlyWhenVerbose(self):
        run = self.assertParses("g++ -fconserve-stack -c a.cpp")
        self.assertNotIn("-fconserve-stack", run.err)
        self.assertIn("-fconserve-stack", self.check("-v").err)

    def test_ResponseFiles(self):
        self.write("inc/x.h", "#define HAVE_X 1\n")
        self.write("inner.rsp", "-DINNER '-DTEXT=\"a b\"'")
        self.write("flags.rsp", "-Iinc\n@inner.rsp\n")
        source = '#include "x.h"\n#if defined(INNER) && HAVE_X\n' + CXX + "#endif\n"
        self.assertParses("g++ @flags.rsp -c a.cpp", source=source)
        self.assertParses("nvcc --options-file flags.rsp -c a.cpp", source=source)

    def test_MissingResponseFilesAreDroppedWithOneNote(self):
        self.write("a.cpp", CXX)
        self.write("b.cpp", CXX.replace("leak(", "leak2("))
        self.database(("a.cpp", "g++ @none.modmap -c a.cpp"),
                      ("b.cpp", "g++ @none.modmap -c b.cpp"))
        run = self.check("--checks=connection-leak")
        self.assertLeak(run, 2)
        self.assertEqual(run.err.count("none.modmap"), 1)

    def test_ResponseFileThatNamesItself(self):
        self.write("loop.rsp", "@loop.rsp -DX")
        self.assertIn("names itself", self.assertParses("g++ @loop.rsp -c a.cpp").err)

    def test_ModuleFlags(self):
        flags = "-std=c++20 -fmodules-ts -fmodule-mapper=a.map -fdeps-format=p1689r5"
        run = self.assertParses(f"g++ {flags} -c a.cpp")
        self.assertNotIn("modules", run.err)
        self.assertParses("clang++ -std=c++20 -fmodules -fprebuilt-module-path=/x "
                          "-fmodule-file=m=/x/m.pcm @a.modmap -c a.cpp")
        run = self.assertParses(f"g++ {flags} -c a.cpp", source="import shop;\n" + CXX,
                                clean=False)
        self.assertIn("modules are not supported", run.err)

    def test_PrecompiledHeadersOfOtherCompilers(self):
        self.write("pch.h", "#define FROM_PCH 1\n")
        self.write("pch.h.gch", b"gpch\x00garbage")
        self.write("pch.h.pch", b"CPCHgarbage")
        source = "#if FROM_PCH\n" + CXX + "#endif\n"
        for flags in ["-include pch.h -Winvalid-pch", "-include-pch pch.h.pch",
                      "-Xclang -include-pch -Xclang pch.h.pch -Xclang -include -Xclang pch.h",
                      "-fpch-instantiate-templates -include pch.h"]:
            with self.subTest(flags=flags):
                self.assertParses(f"g++ {flags} -c a.cpp", source=source)

    def test_NothingIsWritten(self):
        before = None
        for flags in ["-o out.o -MD -MF out.d -MT x -MP", "-save-temps -E", "-S -M",
                      "-ftime-trace", "--serialize-diagnostics out.dia", "-MJ out.json",
                      "-emit-llvm -gsplit-dwarf", "-Wp,-MD,out.d"]:
            with self.subTest(flags=flags):
                self.assertParses(f"clang++ {flags} -c a.cpp")
                after = sorted(os.listdir(self.root))
                before = before or after
                self.assertEqual(after, before)

    def test_SeveralInputsAndLinkerFlags(self):
        self.write("other.cpp", "")
        self.assertParses("g++ a.cpp other.cpp x.o -lpq -L/lib -Wl,-rpath,/x -o prog")

    def test_DriverModeOfTheCompilerCounts(self):
        source = LEAK + "class OnlyInCxx {};\n"
        self.assertParses("g++ -c a.c", "a.c", source)
        self.assertParses("x86_64-linux-gnu-g++ -c a.c", "a.c", source)
        self.assertParses("gcc -x c++ -c a.c", "a.c", source)
        self.assertParses("clang-cl /c /EHsc /W4 /std:c++20 /Foa.obj a.cpp")

    def test_HeaderWithFlags(self):
        self.write("h.h", "class OnlyInCxx {};\n" + LEAK)
        self.assertLeak(self.check("h.h", "--checks=connection-leak", "--", "-std=c++20"))
        self.write("c.h", "int class;\n" + LEAK)
        self.assertLeak(self.check("c.h", "--checks=connection-leak", "--", "-std=c17"))

    def test_NvccFlags(self):
        self.write("inc/x.h", "")
        self.assertParses("nvcc -forward-unknown-to-host-compiler -isystem=inc "
                          "--expt-relaxed-constexpr -gencode arch=compute_80,code=sm_80 "
                          "-Xcompiler=-fPIC -c a.cpp", source='#include <x.h>\n' + CXX)

    def fakeCompiler(self, name, target):
        include = self.root / "cross/include"
        self.write("cross/include/only_there.h", "#define THERE 1\n")
        script = self.write(f"bin/{name}", "#!/bin/sh\n"
                            f"echo run >> {self.root}/calls.txt\n"
                            f"echo 'Target: {target}' >&2\n"
                            "echo '#include <...> search starts here:' >&2\n"
                            f"echo ' {include}' >&2\necho 'End of search list.' >&2\n")
        script.chmod(0o755)
        return script

    def test_CrossCompilerIsAskedOnceForItsHeaders(self):
        compiler = self.fakeCompiler("aarch64-linux-gnu-g++", "aarch64-linux-gnu")
        guard = "#include <only_there.h>\n#if THERE && defined(__aarch64__)\n"
        self.write("a.cpp", guard + CXX + "#endif\n")
        self.write("b.cpp", guard + CXX.replace("leak(", "leak2(") + "#endif\n")
        self.database(("a.cpp", f"{compiler} -mabi=lp64 -c a.cpp"),
                      ("b.cpp", f"ccache {compiler} -mabi=lp64 -c b.cpp"))
        run = self.check("--checks=connection-leak", "-j1")
        self.assertLeak(run, 2)
        self.assertNotIn("with errors", run.err)
        self.assertEqual((self.root / "calls.txt").read_text(), "run\n")

    def test_CrossCompilerThatIsNotInstalled(self):
        run = self.assertParses("/none/arm-none-eabi-gcc -mcpu=cortex-m4 -mthumb -c a.cpp")
        self.assertIn("cannot ask '/none/arm-none-eabi-gcc'", run.err)

    def test_CompilerForATargetThatClangDoesNotKnow(self):
        self.assertParses("zpu-elf-g++ -mstrange -c a.cpp")

    def test_ExtraArgs(self):
        source = "#if A == 1 && B == 2\n" + CXX + "#endif\n"
        self.write("a.cpp", source)
        self.database(("a.cpp", "g++ -DB=2 -c a.cpp"))
        self.assertEqual(self.check().rules, [])
        self.assertLeak(self.check("--extra-arg=-DA=1", "--checks=connection-leak"))
        self.assertLeak(self.check("--extra-arg-before=-DA=1", "--checks=connection-leak"))


if __name__ == "__main__":
    unittest.main()
