// The formats of services, to the byte: checkstyle, github, gitlab, json, junit.
#include "TestReport.h"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

using namespace connlint;
using namespace connlint::test;
using nlohmann::json;

namespace {
const char *const Formats[] = {"checkstyle", "github", "gitlab", "html", "json", "junit"};

/// One leak with a way to it, one warning, one unit that failed.
Report sample() {
  Report R;
  R.Tool.Version = "0.1.0";
  R.SourceRoot = "/w";
  R.UnitsAnalysed = 2;
  Finding Leak = finding({"/w/src/a.cpp", 3, 13, 19}, "'c' <x> is not released");
  Leak.Path = {{StepKind::Acquire, {"/w/src/a.cpp", 2, 15, 19}, "'c' is acquired here", 0},
               {StepKind::Exit, {"/w/src/a.cpp", 3, 13, 19}, "left here", 0}};
  Leak.Related = {{{"/w/src/a.cpp", 2, 15, 19}, "'c' is acquired here"}};
  Finding Raw = finding({"/w/my,b:.c", 1, 1, 5}, "100% raw", "connlint-raw-connect");
  Raw.Trust = Confidence::Possible;
  R.Findings = {Leak, Raw};
  canonicalize(R.Findings);
  R.Failures = {{"/w/bad.c", "'x.h' file not found"}};
  R.Sites = {{{"/w/src/a.cpp", 2, 15, 19}, AcquireClass::Wrapper, "load", "libpq", "open"}};
  return R;
}

std::string sampleAs(std::string_view Format) {
  SourceCache S =
      sources({{"/w/src/a.cpp",
                "int f() {\n  PGconn *c = open();\n  /* \xF0\x9F\x98\x80 */ return 1;\n}\n"},
               {"/w/my,b:.c", "open();\n"}});
  return emitted(Format, sample(), S);
}
} // namespace

TEST(Formats, Checkstyle) {
  EXPECT_EQ(sampleAs("checkstyle"),
            R"x(<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="bad.c">
    <error line="0" severity="error" message="not analysed: &apos;x.h&apos; file not found" source="unit-not-analysed"/>
  </file>
  <file name="my,b:.c">
    <error line="1" column="1" severity="warning" message="100% raw" source="connlint-raw-connect"/>
  </file>
  <file name="src/a.cpp">
    <error line="3" column="11" severity="error" message="&apos;c&apos; &lt;x&gt; is not released; src/a.cpp:2:15: &apos;c&apos; is acquired here" source="connlint-connection-leak"/>
  </file>
</checkstyle>
)x");
}

TEST(Formats, Github) {
  EXPECT_EQ(sampleAs("github"),
            "::warning file=my%2Cb%3A.c,line=1,endLine=1,col=1,endColumn=5,"
            "title=connlint-raw-connect::100%25 raw\n"
            "::error file=src/a.cpp,line=3,endLine=3,col=11,endColumn=17,"
            "title=connlint-connection-leak::'c' <x> is not released%0A"
            "src/a.cpp:2:15: 'c' is acquired here%0Asrc/a.cpp:3:11: left here\n"
            "::error file=bad.c,title=unit-not-analysed::not analysed: 'x.h' file not found\n");
}

TEST(Formats, Gitlab) {
  EXPECT_EQ(sampleAs("gitlab"),
            R"x([
{"description":"100% raw","check_name":"connlint-raw-connect","fingerprint":"b32606057a8dad7d","severity":"minor","location":{"path":"my,b:.c","lines":{"begin":1}}},
{"description":"'c' <x> is not released; src/a.cpp:2:15: 'c' is acquired here","check_name":"connlint-connection-leak","fingerprint":"71dd14af4ddece7c","severity":"major","location":{"path":"src/a.cpp","lines":{"begin":3}}},
{"description":"not analysed: 'x.h' file not found","check_name":"unit-not-analysed","fingerprint":"f07338906e161d63","severity":"major","location":{"path":"bad.c","lines":{"begin":1}}}
]
)x");
}

TEST(Formats, Json) {
  EXPECT_EQ(sampleAs("json"),
            R"x({
"format": 1,
"tool": {"name":"connlint","version":"0.1.0"},
"sourceRoot": "/w",
"units": {"analysed":2,"failed":1,"skipped":0},
"failures": [
{"file":"bad.c","reason":"'x.h' file not found"}
],
"inputErrors": [],
"findings": [
{"rule":"connlint-raw-connect","level":"warning","file":"my,b:.c","line":1,"column":1,"endColumn":5,"message":"100% raw","confidence":"possible","function":"load","family":"libpq","api":"PQconnectdb","fingerprint":"b32606057a8dad7d","related":[],"path":[]},
{"rule":"connlint-connection-leak","level":"error","file":"src/a.cpp","line":3,"column":13,"endColumn":19,"message":"'c' <x> is not released","confidence":"definite","function":"load","family":"libpq","api":"PQconnectdb","fingerprint":"71dd14af4ddece7c","related":[{"file":"src/a.cpp","line":2,"column":15,"endColumn":19,"message":"'c' is acquired here"}],"path":[{"kind":"acquire","depth":0,"file":"src/a.cpp","line":2,"column":15,"endColumn":19,"message":"'c' is acquired here"},{"kind":"exit","depth":0,"file":"src/a.cpp","line":3,"column":13,"endColumn":19,"message":"left here"}]}
],
"sites": [
{"class":"wrapper","file":"src/a.cpp","line":2,"column":15,"function":"load","family":"libpq","api":"open"}
]
}
)x");
}

TEST(Formats, Junit) {
  EXPECT_EQ(sampleAs("junit"),
            R"x(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="connlint" tests="3" failures="2" errors="1" time="0">
  <testsuite name="connlint" tests="1" failures="0" errors="1" skipped="0" time="0">
    <testcase classname="connlint" name="analyse bad.c" time="0">
      <error type="unit-not-analysed" message="&apos;x.h&apos; file not found">bad.c: not analysed: &apos;x.h&apos; file not found
</error>
    </testcase>
  </testsuite>
  <testsuite name="my,b:.c" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase classname="my,b:.c" name="connlint-raw-connect in load #1 (PQconnectdb)" time="0">
      <failure type="connlint-raw-connect" message="100% raw">my,b:.c:1:1: warning: 100% raw
</failure>
    </testcase>
  </testsuite>
  <testsuite name="src/a.cpp" tests="1" failures="1" errors="0" skipped="0" time="0">
    <testcase classname="src/a.cpp" name="connlint-connection-leak in load #1 (PQconnectdb)" time="0">
      <failure type="connlint-connection-leak" message="&apos;c&apos; &lt;x&gt; is not released">src/a.cpp:3:11: error: &apos;c&apos; &lt;x&gt; is not released
src/a.cpp:2:15: &apos;c&apos; is acquired here
src/a.cpp:3:11: left here
</failure>
    </testcase>
  </testsuite>
</testsuites>
)x");
}

TEST(Formats, CleanRunIsNotEmpty) {
  SourceCache S = sources({});
  EXPECT_EQ(emitted("gitlab", Report(), S), "[]\n");
  EXPECT_NE(emitted("junit", Report(), S).find("name=\"all units analysed\""), std::string::npos);
  EXPECT_EQ(json::parse(emitted("json", Report(), S)).at("findings"), json::array());
  EXPECT_EQ(emitted("github", Report(), S), "");
}

TEST(Formats, PasswordsAndBrokenBytesStayOut) {
  SourceCache S = sources({{"/w/a.c", "\xE4\x01 f();\n"}});
  Report R;
  R.SourceRoot = "/w";
  R.Findings = {finding({"/w/a.c", 1, 4, 5}, "password=hunter2 \x1b \xE4 \xEF\xBF\xBE")};
  R.Failures = {{"/w/\xE4.c", "cannot connect to postgres://me:hunter2@host"}};
  for (const char *Format : Formats) {
    std::string Text = emitted(Format, R, S);
    EXPECT_EQ(Text.find("hunter2"), std::string::npos) << Format;
    EXPECT_EQ(Text.find('\x1b'), std::string::npos) << Format;
    EXPECT_EQ(Text.find('\xE4'), std::string::npos) << Format;
  }
}

TEST(Formats, FingerprintsFollowTheCodeThatMoves) {
  SourceCache S = sources({});
  Report R;
  R.SourceRoot = "/w";
  R.Findings = {finding({"/w/a.c", 3, 4, 5}, "m")};
  auto Fingerprint = [&] {
    return json::parse(emitted("gitlab", R, S)).at(0).at("fingerprint").get<std::string>();
  };
  std::string Before = Fingerprint();
  R.Findings[0].Place.Line = 300;
  EXPECT_EQ(Fingerprint(), Before);
  EXPECT_EQ(Before.size(), 16u);
  R.Findings[0].FunctionUsr = "c:@F@other";
  EXPECT_NE(Fingerprint(), Before);
}
