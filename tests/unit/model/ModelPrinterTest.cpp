// ModelPrinterTest.cpp - what is printed reads back to an equal model.
#include "ModelTest.h"

namespace connlint {
namespace {

void expectRoundTrip(const ResourceModel &Model) {
  ResourceModel Again;
  std::string Text = printModel(Model);
  ASSERT_EQ(errorsOf(Text, &Again), "") << Text;
  EXPECT_EQ(Again, Model);
  EXPECT_EQ(printModel(Again), Text);
}

TEST(ModelPrinter, PrintsTheBuiltinFamilies) { expectRoundTrip(builtins()); }

TEST(ModelPrinter, PrintsOneEntryInFull) {
  EXPECT_EQ(printModel(modelOf("family: a\n"
                               "headers: [a.h]\n"
                               "resources: {r: {kind: connection, types: T}}\n"
                               "functions:\n"
                               "  - name: f\n"
                               "    acquire: {resource: r, at: out 1, success: 0, source: 0}\n"
                               "    blocking: waits for a lock\n")),
            "---\n"
            "family: a\n"
            "headers: [a.h]\n"
            "resources:\n"
            "  r: {kind: connection, types: [T], check: null}\n"
            "functions:\n"
            "  - name: f\n"
            "    acquire: [{resource: r, at: out 1, success: [0], source: [0]}]\n"
            "    blocking: \"waits for a lock\"\n");
}

TEST(ModelPrinter, PrintsEveryEffect) {
  expectRoundTrip(
      modelOf("family: a-b\n"
              "resources:\n"
              "  my link: {kind: connection, types: [T], check: none, error-field: e, "
              "format-releases: \"%q\", released-by: z}\n"
              "  t: {kind: transaction}\n"
              "functions:\n"
              "  - name: [\"acme::P<int>::operator->\", 'x\"y\\z']\n"
              "    acquire: [{resource: my link, at: out this, success: [-5..-3, 7..],\n"
              "               on-failure: unchanged, raw: true, source: [0, this], if-null: 2,\n"
              "               freed-with: 3, when: {arg: 4, is: -6}}]\n"
              "    release: {resource: t, arg: 1, null-ok: false, through-pointer: true,\n"
              "              success: nonzero, when: {arg: 2, is: 3}}\n"
              "    connect: {resource: my link, arg: 0, success: ..-1, raw: false, source: 1}\n"
              "    status: {resource: t, arg: 5, ok: [1, 3]}\n"
              "    sql: {connection: 0, action: begin, ok: positive}\n"
              "    returns-argument: 1\n"
              "    takes: [4]\n"
              "    tolerates-unchecked: [0, 1]\n"
              "    releases-children: 0\n"
              "    lists-children: 1\n"
              "    memory: zero\n"
              "    noreturn: {arg: 0, codes: 2..3}\n"
              "    returns: [0, 100..]\n"
              "    blocking: \"say: 'it' #waits\"\n"
              "    no-wait: {arg: 1, bits: 64, behind: true}\n"
              "allow-raw-in: [\"a*/**\", \"b\\\\c\", é]\n"));
}

TEST(ModelPrinter, KeepsTheOrderOfResources) {
  expectRoundTrip(modelOf("family: b\nresources: {r: {kind: buffer}}\n"
                          "functions: [{name: f, release: {resource: a.s, arg: 0}}]\n---\n"
                          "family: a\nresources: {s: {kind: result}}\n---\n"
                          "family: b\nresources: {q: {kind: lease, wraps: r}}\n---\n"
                          "family: nothing\nheaders: [n.h]\n"));
}

TEST(ModelPrinter, PrintsAnEmptyModelAsNothing) { EXPECT_EQ(printModel({}), ""); }

} // namespace
} // namespace connlint
