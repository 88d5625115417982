// CommandSanitizerTest.cpp - what a command looks like when it reaches Clang.
#include "CommandSanitizer.h"
#include "CompilerProbe.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace connlint {
namespace {

using Words = std::vector<std::string>;

CleanCommand clean(Words Args, const std::string &File = "/src/a.cpp",
                   SanitizeOptions Options = {}) {
  Options.Probe = false;
  return sanitizeCommand({File, "/src", std::move(Args)}, Options);
}

/// The flags between our own head and the file.
Words kept(Words Args, const std::string &File = "/src/a.cpp") {
  Words All = clean(std::move(Args), File).Args;
  auto Begin = std::find(All.begin(), All.end(), "-fsyntax-only") + 1;
  return {Begin, All.end() - 1};
}

bool has(const Words &List, const std::string &Word) {
  return std::find(List.begin(), List.end(), Word) != List.end();
}

TEST(CommandSanitizer, KeepsWhatShapesTheAst) {
  Words Flags = {"-I",
                 "inc",
                 "-Dx=1",
                 "-UY",
                 "-isystem",
                 "sys",
                 "-std=c++20",
                 "-m32",
                 "-pthread",
                 "-fno-exceptions",
                 "-fshort-enums",
                 "-O2",
                 "--sysroot=/s",
                 "-funsigned-char"};
  Words Args = {"g++"};
  Args.insert(Args.end(), Flags.begin(), Flags.end());
  Args.insert(Args.end(), {"-c", "a.cpp", "-o", "a.o"});
  EXPECT_EQ(kept(Args), Flags);
}

TEST(CommandSanitizer, DropsOutputsWarningsAndLinking) {
  EXPECT_EQ(
      kept({"gcc",        "-c",     "-o",      "x.o",         "-MD",          "-MF",
            "x.d",        "-MT",    "x",       "-Wall",       "-Werror",      "-pedantic-errors",
            "-Wl,-z,now", "-lpq",   "-shared", "-save-temps", "-ftime-trace", "-fsanitize=address",
            "-v",         "other.c"},
           "/src/a.c"),
      Words{});
}

TEST(CommandSanitizer, DropsUnknownFlagsAndNamesThem) {
  CleanCommand C = clean({"g++", "-fconserve-stack", "-mfoo=bar", "-DX"});
  EXPECT_EQ(C.Dropped, (Words{"-fconserve-stack", "-mfoo=bar"}));
  EXPECT_TRUE(has(C.Args, "-DX"));
}

TEST(CommandSanitizer, KeepsSpellingWithSeparateValues) {
  EXPECT_EQ(kept({"cc", "-D", "A", "-I", "-", "-x", "c++", "-idirafter", "d"}, "/src/a.c"),
            (Words{"-D", "A", "-I", "-", "-x", "c++", "-idirafter", "d"}));
}

TEST(CommandSanitizer, FlagWithoutItsValueAtTheEndIsHarmless) {
  EXPECT_EQ(kept({"cc", "-DX", "-I"}, "/src/a.c"), Words{"-DX"});
  EXPECT_EQ(kept({"cc"}, "/src/a.c"), Words{});
  EXPECT_EQ(kept({}, "/src/a.c"), Words{});
}

TEST(CommandSanitizer, StandardOfAnotherLanguageIsDropped) {
  EXPECT_EQ(kept({"cc", "-std=c++17"}, "/src/a.c"), Words{});
  EXPECT_EQ(kept({"g++", "-std=c++17"}, "/src/a.c"), Words{"-std=c++17"});
  EXPECT_EQ(kept({"g++", "-std=c11"}), Words{});
  EXPECT_EQ(kept({"cc", "-x", "c++", "-std=c++11"}, "/src/a.c"),
            (Words{"-x", "c++", "-std=c++11"}));
}

TEST(CommandSanitizer, StandardOfTheFutureBecomesTheNewestWeKnow) {
  EXPECT_EQ(kept({"g++", "-std=gnu++35"}), Words{"-std=gnu++2c"});
  EXPECT_EQ(kept({"gcc", "-std=c35"}, "/src/a.c"), Words{"-std=c2y"});
}

TEST(CommandSanitizer, IncludePassesByTheDriver) {
  EXPECT_EQ(kept({"g++", "-include", "pch.h"}), (Words{"-Xclang", "-include", "-Xclang", "pch.h"}));
  EXPECT_EQ(kept({"g++", "-Xclang", "-include-pch", "-Xclang", "none.pch", "-Xclang", "-DX"}),
            (Words{"-Xclang", "-DX"}));
}

TEST(CommandSanitizer, ModuleFlagsAreRemembered) {
  CleanCommand C = clean({"g++", "-fmodules-ts", "-fmodule-mapper=x", "-fdeps-format=p1689r5"});
  EXPECT_TRUE(C.DroppedModules);
  EXPECT_TRUE(C.Dropped.empty());
}

TEST(CommandSanitizer, ExtraArgsSurroundTheOthers) {
  SanitizeOptions Options;
  Options.ExtraArgsBefore = {"-DFIRST"};
  Options.ExtraArgs = {"-DLAST"};
  Words All = clean({"g++", "-DX"}, "/src/a.cpp", Options).Args;
  auto At = [&](const char *Word) { return std::find(All.begin(), All.end(), Word); };
  EXPECT_LT(At("-DFIRST"), At("-DX"));
  EXPECT_LT(At("-DX"), At("-DLAST"));
}

TEST(CommandSanitizer, TargetComesFromTheCompilersName) {
  Words Args = {"aarch64-linux-gnu-g++", "-mcpu=cortex-a53"};
  SanitizeOptions Options;
  Words All = clean(Args).Args;
  EXPECT_TRUE(has(All, "--target=aarch64-linux-gnu"));
  EXPECT_TRUE(has(All, "--driver-mode=g++"));
  EXPECT_TRUE(has(All, "-mcpu=cortex-a53"));
  Options.Machine = SanitizeOptions::KeepTarget;
  All = clean(Args, "/src/a.cpp", Options).Args;
  EXPECT_TRUE(has(All, "--target=aarch64-linux-gnu"));
  EXPECT_FALSE(has(All, "-mcpu=cortex-a53"));
  Options.Machine = SanitizeOptions::KeepNone;
  EXPECT_FALSE(has(clean(Args, "/src/a.cpp", Options).Args, "--target=aarch64-linux-gnu"));
}

TEST(CommandSanitizer, FileIsTheLastWord) {
  EXPECT_EQ(clean({"g++", "-c", "../src/a.cpp"}).Args.back(), "/src/a.cpp");
}

TEST(CompilerProbe, ReadsFoldersWithoutGccsOwnHeaders) {
  ProbeResult R = parseProbeOutput("Target: arm-linux-gnueabihf\n"
                                   "#include \"...\" search starts here:\n"
                                   "#include <...> search starts here:\n"
                                   " /x/lib/gcc/arm/12/../../../../include/c++/12\n"
                                   " /x/lib/gcc/arm/12/include\n"
                                   " /x/lib/gcc/arm/12/include-fixed\n"
                                   " /x/arm/include\n"
                                   "End of search list.\n /not/this\n");
  EXPECT_EQ(R.Target, "arm-linux-gnueabihf");
  EXPECT_EQ(R.Includes, (Words{"/x/include/c++/12", "/x/arm/include"}));
}

} // namespace
} // namespace connlint
