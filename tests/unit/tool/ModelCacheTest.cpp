// ModelCacheTest.cpp - a model is made once, and again when one of its files has changed.
#include "ModelCache.h"
#include "UsageError.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include <chrono>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace connlint {
namespace {

namespace fs = std::filesystem;

std::string releasedBy(const std::string &Function) {
  return "family: shop\nresources:\n  basket: {kind: result, types: [basket_s]}\n"
         "functions:\n  - {name: " +
         Function + ", release: {resource: basket, arg: 0}}\n";
}

class ModelCache : public testing::Test {
protected:
  void SetUp() override {
    llvm::SmallString<128> Name;
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("connlint-models", Name));
    Folder = Name.str().str();
    File = Folder / "shop.yaml";
    write("basket_put");
    // So that the clock of the file system has moved on when a test writes again.
    fs::last_write_time(File, fs::last_write_time(File) - std::chrono::hours(1));
  }
  void TearDown() override { fs::remove_all(Folder); }

  void write(const std::string &Release) { std::ofstream(File) << releasedBy(Release); }

  fs::path Folder, File;
};

TEST_F(ModelCache, WithoutFilesThereAreTheFamilies) {
  EXPECT_TRUE(modelFromFiles({})->find("PQfinish"));
  EXPECT_EQ(modelFromFiles({}), modelFromFiles({}));
}

TEST_F(ModelCache, IsKeptAsLongAsTheFilesAre) {
  auto First = modelFromFiles({File});
  EXPECT_TRUE(First->find("basket_put"));
  EXPECT_TRUE(First->find("PQfinish"));
  EXPECT_EQ(modelFromFiles({File}), First);
  EXPECT_NE(modelFromFiles({}), First);
}

TEST_F(ModelCache, AnotherTimeOfModificationIsEnough) {
  auto First = modelFromFiles({File});
  write("basket_get"); // Of the same size.
  auto Second = modelFromFiles({File});
  EXPECT_TRUE(Second->find("basket_get"));
  EXPECT_FALSE(Second->find("basket_put"));
  EXPECT_TRUE(First->find("basket_put")) << "who has the old one keeps it";
}

TEST_F(ModelCache, AnotherSizeIsEnough) {
  auto Time = fs::last_write_time(File);
  modelFromFiles({File});
  write("basket_free");
  fs::last_write_time(File, Time);
  EXPECT_TRUE(modelFromFiles({File})->find("basket_free"));
}

TEST_F(ModelCache, AnotherFileOfTheNameIsEnough) {
  auto Time = fs::last_write_time(File);
  modelFromFiles({File});
  fs::rename(File, Folder / "old.yaml");
  write("basket_get");
  fs::last_write_time(File, Time);
  EXPECT_TRUE(modelFromFiles({File})->find("basket_get"));
}

TEST_F(ModelCache, MistakesAreToldEachTimeAndGoWhenTheyAreRepaired) {
  modelFromFiles({File});
  std::ofstream(File) << "famly: shop\n";
  for (int Times = 0; Times != 2; ++Times)
    EXPECT_THROW(modelFromFiles({File}), LocatedError);
  fs::remove(File);
  EXPECT_THROW(modelFromFiles({File}), LocatedError);
  write("basket_get");
  EXPECT_TRUE(modelFromFiles({File})->find("basket_get"));
}

} // namespace
} // namespace connlint
