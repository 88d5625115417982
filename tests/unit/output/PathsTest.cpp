// Names of files for people and for machines.
#include "output/Paths.h"
#include <filesystem>
#include <gtest/gtest.h>

using namespace connlint;

TEST(Paths, FileBelowTheDirectoryBecomesRelative) {
  EXPECT_EQ(relativeBelow("/src/app/a.cpp", "/src"), "app/a.cpp");
  EXPECT_EQ(relativeBelow("/src/app/a.cpp", "/src/"), "app/a.cpp");
  EXPECT_EQ(relativeBelow("/src/x/../app/a.cpp", "/src"), "app/a.cpp");
  EXPECT_EQ(relativeBelow("./app/a.cpp", "/src"), "app/a.cpp");
}

TEST(Paths, FileElsewhereStaysAsItIs) {
  EXPECT_EQ(relativeBelow("/srcs/a.cpp", "/src"), std::nullopt);
  EXPECT_EQ(relativeBelow("/usr/include/x.h", "/src"), std::nullopt);
  EXPECT_EQ(relativeBelow("../a.cpp", "/src"), std::nullopt);
  EXPECT_EQ(shownPath("/usr/include/x.h", "/src"), "/usr/include/x.h");
  EXPECT_EQ(shownPath("/src/a.cpp", ""), "/src/a.cpp");
}

TEST(Paths, SymbolicLinksAreResolvedWhenTheNamesDoNotFit) {
  namespace fs = std::filesystem;
  fs::path Folder = fs::path(testing::TempDir()) / "connlint-paths";
  fs::remove_all(Folder);
  fs::create_directories(Folder / "real");
  fs::create_directory_symlink(Folder / "real", Folder / "link");
  EXPECT_EQ(relativeBelow((Folder / "link/a.cpp").string(), (Folder / "real").string()), "a.cpp");
  fs::remove_all(Folder);
}

TEST(Paths, UriEncodesWhatIsNotAllowed) {
  EXPECT_EQ(percentEncodedPath("src/my file#1.cpp"), "src/my%20file%231.cpp");
  EXPECT_EQ(percentEncodedPath("100%/größe.c"), "100%25/gr%C3%B6%C3%9Fe.c");
  EXPECT_EQ(percentEncodedPath("a:b/c.cpp"), "./a:b/c.cpp");
  EXPECT_EQ(percentEncodedPath("a/b:c.cpp"), "a/b:c.cpp");
}

TEST(Paths, FileUriOfADirectoryEndsInSlash) {
  EXPECT_EQ(fileUri("/my src", true), "file:///my%20src/");
  EXPECT_EQ(fileUri("/my src/", true), "file:///my%20src/");
  EXPECT_EQ(fileUri("/a/../b.cpp", false), "file:///b.cpp");
}
