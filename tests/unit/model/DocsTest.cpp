// DocsTest.cpp - every YAML block of docs/models.md is a model that loads.
#include "ModelTest.h"
#include <fstream>
#include <iterator>

namespace connlint {
namespace {

TEST(ModelDocs, ShowModelsThatLoad) {
  std::ifstream In(CONNLINT_MODEL_DOCS);
  std::string Page{std::istreambuf_iterator<char>(In), {}};
  constexpr std::string_view Fence = "```yaml\n";
  ResourceModel Model = builtins();
  size_t Blocks = 0;
  for (size_t At = Page.find(Fence); At != std::string::npos; At = Page.find(Fence, At)) {
    At += Fence.size();
    std::string Block = Page.substr(At, Page.find("```", At) - At);
    EXPECT_EQ(errorsOf(Block, &Model), "") << Block;
    ++Blocks;
  }
  EXPECT_GE(Blocks, 3U);
}

} // namespace
} // namespace connlint
