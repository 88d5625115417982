// DocsTests.cpp - the C and C++ blocks of the documentation pages named on the command line,
// run like fixtures: docs and behaviour cannot drift apart.
#include "FixtureRunner.h"
#include <fstream>
#include <gtest/gtest.h>

namespace fs = std::filesystem;
using namespace connlint::test;

namespace {

class BlockTest : public testing::Test {
public:
  BlockTest(fs::path Page, CodeBlock Block, fs::path Folder)
      : Page(std::move(Page)), Block(std::move(Block)), Folder(std::move(Folder)) {}

  void TestBody() override {
    fs::path File = Folder / (Page.stem().string() + "-" + std::to_string(Block.Line) +
                              (Block.Language == "c" ? ".c" : ".cpp"));
    std::ofstream(File) << Block.Text;
    for (const std::string &Difference : checkInput(File, Block.Line))
      ADD_FAILURE() << Page.string() << ": " << Difference;
  }

private:
  fs::path Page;
  CodeBlock Block;
  fs::path Folder;
};

} // namespace

int main(int Argc, char **Argv) {
  testing::InitGoogleTest(&Argc, Argv);
  if (Argc < 3) {
    fprintf(stderr, "usage: %s FOLDER PAGE…\n", Argv[0]);
    return 2;
  }
  fs::path Folder = Argv[1];
  fs::create_directories(Folder);
  for (int I = 2; I < Argc; ++I) {
    fs::path Page = Argv[I];
    for (const CodeBlock &Block : codeBlocks(readFile(Page))) {
      std::string Name = "line" + std::to_string(Block.Line);
      testing::RegisterTest(
          Page.stem().c_str(), Name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
          [=]() -> testing::Test * { return new BlockTest(Page, Block, Folder); });
    }
  }
  return RUN_ALL_TESTS();
}
