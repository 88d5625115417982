// ModelErrorsTest.cpp - every mistake is reported at its place, all of them in one run.
#include "ModelTest.h"

namespace connlint {
namespace {

TEST(ModelErrors, FormatsLikeACompiler) {
  ModelError E{"my.yaml", 3, 7, "unknown key 'x'"};
  EXPECT_EQ(E.format(), "my.yaml:3:7: error: unknown key 'x'");
}

TEST(ModelErrors, ReportsAllOfThemInTheOrderOfTheText) {
  EXPECT_EQ(errorsOf("family: x\n"
                     "resources:\n"
                     "  conn: {kind: conection, types: [X], cheek: none}\n"
                     "functions:\n"
                     "  - name: a\n"
                     "    aquire: {resource: conn}\n"
                     "  - name: b\n"
                     "    release: {resource: con, arg: 64}\n"
                     "frob: 1\n"),
            "3:16: kind cannot be 'conection'; did you mean 'connection'?\n"
            "3:39: unknown key 'cheek' in resource; did you mean 'check'?\n"
            "6:5: unknown key 'aquire' in function; did you mean 'acquire'?\n"
            "8:25: unknown resource 'con'; did you mean 'conn'?\n"
            "8:35: arg is out of range: arguments count from 0 to 63\n"
            "9:1: unknown key 'frob' in model; choose one of: family, headers, throws, "
            "resources, functions, pool, allow-raw-in\n");
}

TEST(ModelErrors, LeaveTheModelUnchanged) {
  ResourceModel Model = modelOf("family: a\nresources:\n  r: {kind: result}\n");
  ResourceModel Before = Model;
  EXPECT_NE(errorsOf("family: b\nresources:\n  s: {kind: result}\n"
                     "allow-raw-in: x\n"
                     "functions:\n  - {name: f, release: {resource: s, arg: 0}}\n"
                     "  - {name: g, pure: perhaps}\n",
                     &Model),
            "");
  EXPECT_EQ(Model, Before);
}

struct Mistake {
  std::string_view Text, Error;
};

void PrintTo(const Mistake &M, std::ostream *Out) { *Out << M.Error; }

class ModelMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ModelMistake, IsReported) {
  std::string Text = "family: f\nresources:\n  r: {kind: result}\nfunctions:\n";
  Text += GetParam().Text;
  EXPECT_EQ(errorsOf(Text), std::string(GetParam().Error) + "\n");
}

constexpr Mistake Mistakes[] = {
    {"  - {name: g, acquire: 5}", "5:24: acquire must be a mapping, such as {resource: ...}"},
    {"  - {name: g, acquire: []}", "5:24: empty list; remove it or give at least one entry"},
    {"  - {name: g, acquire: {at: return}}", "5:24: acquire needs the key 'resource'"},
    {"  - {name: g, release: {resource: r}}", "5:24: release needs the key 'arg'"},
    {"  - {name: g, release: {resource: r, arg: one}}",
     "5:43: arg must be an argument number, counted from 0, or 'this'; not 'one'"},
    {"  - {name: g, release: {resource: r, arg: -1}}",
     "5:43: arg is out of range: arguments count from 0 to 63"},
    {"  - {name: g, release: {resource: r, arg: 99999999999999999999}}",
     "5:43: arg is out of range: arguments count from 0 to 63"},
    {"  - {name: g, acquire: {resource: r, at: out}}",
     "5:42: at must be 'return', 'out N' (stored behind argument N) or 'arg N' (argument N "
     "itself)"},
    {"  - {name: g, acquire: {resource: r, success: 0}}",
     "5:47: success is about a returned code, but this call returns the handle; use 'at: "
     "out "
     "N' or remove success"},
    {"  - {name: g, acquire: {resource: r, on-failure: unchanged}}",
     "5:50: 'unchanged' is for 'at: out N' only"},
    {"  - {name: g, acquire: {resource: r, at: out 1, success: good}}",
     "5:58: success must be a number, a range such as 1..5, or nonnegative, positive, "
     "negative, nonpositive, nonzero; not 'good'"},
    {"  - {name: g, status: {arg: 0, ok: [nonzero, 0]}}",
     "5:36: ok holds every number; leave some out"},
    {"  - {name: g, acquire: [{resource: r}, {resource: r, raw: true}]}",
     "5:40: two acquires leave a handle at the same place; give each its own 'at' or a "
     "'when'"},
    {"  - {name: g, release: [{resource: r, arg: 0}, {resource: r, arg: 0}]}",
     "5:48: the same argument is released twice; remove one or add a 'when'"},
    {"  - {name: g, release: {resource: r, arg: 0}, takes: 0}",
     "5:54: an argument is released and taken; keep one of the two"},
    {"  - {name: g, acquire: {resource: r}, returns-argument: 0}",
     "5:57: the call returns a new handle, so not its argument; a handle that is new only "
     "for a null argument needs 'if-null' in acquire"},
    {"  - {name: g, acquire: {resource: r}, returns-derived: 0}",
     "5:56: the call returns a new handle, so not a derived one"},
    {"  - {name: g, returns-argument: 1, returns-derived: 0}",
     "5:53: returns-derived contradicts returns-argument"},
    {"  - {name: g, acquire: {resource: r}, memory: allocate}",
     "5:47: the call returns a handle, so not plain memory"},
    {"  - {name: g, pure: true, blocking: sleeps}",
     "5:21: pure contradicts the other effects; a pure call has none"},
    {"  - {name: g, noreturn: true, returns-argument: 0}",
     "5:25: noreturn contradicts what the call hands out"},
    {"  - {name: g, no-wait: {arg: 0}}",
     "5:24: no-wait is an exception to 'blocking', which is not there"},
    {"  - {name: g, blocking: sleeps, no-wait: {arg: 0, bits: WNOHANG}}",
     "5:57: 'bits' must be a number: flags, any of which says not to wait"},
    {"  - {name: g, noreturn: 1}", "5:25: noreturn must be true or false, not '1'"},
    {"  - {name: g, noreturn: {arg: 0}}", "5:25: noreturn needs the key 'codes'"},
    {"  - {name: g, sql: {connection: 0}}",
     "5:20: sql needs either 'text' (the argument with the statement) or 'action' (begin, "
     "commit, rollback)"},
    {"  - {name: g, sql: {connection: 0, action: begn}}",
     "5:44: action cannot be 'begn'; did you mean 'begin'?"},
    {"  - {name: g, memory: frob}",
     "5:23: memory cannot be 'frob'; choose one of: allocate, "
     "allocate-zeroed, allocate-or-throw, allocate-zeroed-or-throw, reallocate, free, zero, copy"},
    {"  - {name: g, release: {resource: r, arg: 0, when: {arg: 1, is: DBC}}}",
     "5:65: 'is' must be a number: the value of the constant"},
    {"  - {name: g, takes: [1, 1]}", "5:26: argument 1 is listed twice; remove one"},
    {"  - {name: g, blocking: ''}", "5:25: blocking must not be empty"},
    {"  - {name: g, blocking: [sleeps]}", "5:25: blocking must be one word or text, but is a list"},
    {"  - {name: g, blocking: }", "5:25: blocking must be one word or text, but is missing"},
    {"  - {pure: true}", "5:5: function needs the key 'name'"},
    {"  - {name: 'g(int)'}",
     "5:12: a function is named without arguments, such as PQexec or acme::Pool::get"},
    {"  - {name: [g, h]}\n  - name: h",
     "6:11: function 'h' has an entry already, at line 5; put all effects into one entry"},
    {"  - {name: g, name: h}", "5:15: duplicate key 'name'; remove one of the two"},
    {"  - just text", "5:5: function must be a mapping, such as {name: ...}"},
    {"  - {name: &a g}", "5:15: anchors are not supported; write the value out"},
    {"  - {name: !!str g}", "5:18: tags are not supported; remove '!!str'"},
    {"  - name: [g, h", "5:15: this is not YAML: could not find closing ]"},
};

// By number: CTest takes the names of parameters as names of tests.
INSTANTIATE_TEST_SUITE_P(Each, ModelMistake, testing::ValuesIn(Mistakes),
                         [](const auto &Info) { return "Mistake" + std::to_string(Info.index); });

TEST(ModelErrors, InFamiliesAndResources) {
  EXPECT_EQ(errorsOf("functions: []\n"), "1:1: model needs the key 'family'\n");
  EXPECT_EQ(errorsOf("family: a.b\n"),
            "1:9: a family is named with letters, digits, '-' and '_': 'libpq'\n");
  EXPECT_EQ(errorsOf("family: a\nresources: {r.s: {kind: result}}\n"),
            "2:13: a resource is named with letters, digits, '-', '_' and spaces, as messages "
            "say it: 'result'\n");
  EXPECT_EQ(errorsOf("family: a\nfunctions: {f: 1}\n"),
            "2:12: functions must be a list of entries: '- name: ...'\n");
  EXPECT_EQ(errorsOf("family: a\nresources: {r: {kind: result}}\n---\n"
                     "family: a\nresources: {r: {kind: buffer}}\n"),
            "5:13: resource 'a.r' is already declared differently; rename this one\n");
}

TEST(ModelErrors, InTextsThatAreNoModel) {
  EXPECT_EQ(errorsOf(""), "1:1: the file is empty; a model starts with 'family: NAME'\n");
  EXPECT_EQ(errorsOf("# nothing\n"),
            "1:1: the file is empty; a model starts with 'family: NAME'\n");
  EXPECT_EQ(errorsOf(std::string_view("family: a\0b", 11)),
            "1:1: the file contains a null byte; is it a text file in UTF-8?\n");
  EXPECT_EQ(errorsOf(std::string(2 << 20, 'a')), "1:1: the file is larger than 1 MiB; split it\n");
  EXPECT_EQ(errorsOf("family: x\n\tfoo: y\n").find("2:1: this is not YAML: "), 0U);
  EXPECT_EQ(errorsOf("family: " + std::string(100000, '[')),
            "1:25: nested too deeply; a model needs at most 16 levels\n");
}

TEST(ModelErrors, SayWhyAFileCannotBeRead) {
  ResourceModel Model;
  std::vector<ModelError> Errors = loadModelFile(Model, "no-such-file.yaml");
  ASSERT_EQ(Errors.size(), 1U);
  EXPECT_EQ(Errors[0].Line, 0U);
  EXPECT_EQ(Errors[0].Message.find("cannot read the file: "), 0U);
  EXPECT_EQ(loadModelFile(Model, CONNLINT_MODEL_FIXTURES).size(), 1U) << "a directory";
}

} // namespace
} // namespace connlint
