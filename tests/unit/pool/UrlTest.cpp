// UrlTest.cpp - database URLs.
#include "connpool/url.h"
#include <gtest/gtest.h>

namespace connpool::test {
namespace {

TEST(Urls, HaveParts) {
  const Url url =
      parse_url("mysql://us%40er:p%3Aw%2F@db.example:3307/or%20ders?socket=%2Ftmp%2Fs&x");
  EXPECT_EQ(url.scheme, "mysql");
  EXPECT_EQ(url.user, "us@er");
  EXPECT_EQ(url.password, "p:w/");
  EXPECT_EQ(url.host, "db.example");
  EXPECT_EQ(url.port, 3307u);
  EXPECT_EQ(url.path, "or ders");
  ASSERT_EQ(url.query.size(), 2u);
  EXPECT_EQ(url.query[0], (std::pair<std::string, std::string>("socket", "/tmp/s")));
  EXPECT_EQ(url.query[1].first, "x");
}

TEST(Urls, MayLackMostParts) {
  const Url url = parse_url("sqlite:///tmp.db");
  EXPECT_EQ(url.host, "");
  EXPECT_EQ(url.port, 0u);
  EXPECT_EQ(url.path, "tmp.db");
  EXPECT_EQ(parse_url("mysql://[::1]:33/").host, "::1");
  EXPECT_EQ(parse_url("mysql://[::1]:33/").port, 33u);
}

TEST(Urls, PasswordsMayContainAnAtSign) {
  const Url url = parse_url("mysql://user:p@ss@host/db");
  EXPECT_EQ(url.password, "p@ss");
  EXPECT_EQ(url.host, "host");
}

TEST(Urls, MalformedOnesAreRefusedWithoutQuotingThem) {
  for (const char *bad : {"", "secret", "://secret", "mysql://u:secret%zz@h/", "mysql://h:secret/",
                          "mysql://h:99999/", "mysql://[::1/", "mysql://u:secret%4"}) {
    try {
      parse_url(bad);
      ADD_FAILURE() << bad;
    } catch (const std::invalid_argument &error) {
      EXPECT_EQ(std::string(error.what()).find("secret"), std::string::npos);
    }
  }
}

TEST(Urls, AreRedactedForMessages) {
  EXPECT_EQ(redacted("mysql://user:p@ss@host/db?a=b"), "mysql://user:***@host/db?a=b");
  EXPECT_EQ(redacted("mysql://user@host:33/db"), "mysql://user@host:33/db");
  EXPECT_EQ(redacted("mysql://host:33/db"), "mysql://host:33/db");
  EXPECT_EQ(redacted("host=x dbname=y"), "host=x dbname=y");
}

} // namespace
} // namespace connpool::test
