// CompilerNameTest.cpp - compilers and launchers by name.
#include "CompilerName.h"
#include <gtest/gtest.h>

namespace connlint {
namespace {

TEST(CompilerName, TakesNamesApart) {
  struct Row {
    const char *Word;
    CompilerName::KindTy Kind;
    const char *Triple;
    bool Cxx;
  };
  for (const Row &R :
       {Row{"gcc", CompilerName::Gnu, "", false},
        Row{"/usr/bin/g++-12", CompilerName::Gnu, "", true},
        Row{"c++", CompilerName::Gnu, "", true}, Row{"clang++-22.1", CompilerName::Clang, "", true},
        Row{"clang", CompilerName::Clang, "", false},
        Row{"clang-cl.exe", CompilerName::ClangCl, "", false},
        Row{"C:\\VS\\bin\\cl.exe", CompilerName::ClangCl, "", false},
        Row{"nvcc", CompilerName::Nvcc, "", true},
        Row{"arm-none-eabi-gcc-10.3.1", CompilerName::Gnu, "arm-none-eabi", false},
        Row{"/x/x86_64-w64-mingw32-g++-posix", CompilerName::Gnu, "x86_64-w64-mingw32", true},
        Row{"aarch64-linux-android21-clang++", CompilerName::Clang, "aarch64-linux-android21",
            true}}) {
    auto Name = parseCompilerName(R.Word);
    ASSERT_TRUE(Name) << R.Word;
    EXPECT_EQ(Name->Kind, R.Kind) << R.Word;
    EXPECT_EQ(Name->Triple, R.Triple) << R.Word;
    EXPECT_EQ(Name->Cxx, R.Cxx) << R.Word;
  }
  for (const char *Word :
       {"", "ccache", "a.cpp", "-cc", "gcc/a.c", "X=gcc.x", "mycompiler", "CC=/usr/bin/gcc"})
    EXPECT_FALSE(parseCompilerName(Word)) << Word;
}

TEST(CompilerName, FindsTheCompilerBehindLaunchers) {
  using Args = std::vector<std::string>;
  EXPECT_EQ(findCompiler(Args{"g++", "-c", "a.cpp"}), 0U);
  EXPECT_EQ(findCompiler(Args{"ccache", "g++", "-c"}), 1U);
  EXPECT_EQ(findCompiler(Args{"env", "-u", "A", "X=y", "ccache", "/usr/bin/c++"}), 5U);
  EXPECT_EQ(findCompiler(Args{"ccache", "X=y", "mycc", "-c"}), 2U);
  EXPECT_EQ(findCompiler(Args{"./wrap", "gcc", "-c"}), 1U);
  EXPECT_EQ(findCompiler(Args{"mycc", "-c", "a.c", "-o", "cc"}), 0U);
  EXPECT_EQ(findCompiler(Args{"ccache"}), 0U);
  EXPECT_EQ(findCompiler(Args{}), 0U);
}

} // namespace
} // namespace connlint
