// ModelLoaderTest.cpp - what each key of the format puts into the model.
#include "ModelTest.h"
#include "model/ModelWords.h"

namespace connlint {
namespace {

constexpr std::string_view Resources = "family: acme\n"
                                       "headers: acme.h\n"
                                       "resources:\n"
                                       "  link: {kind: connection, types: [Link, link_s], "
                                       "check: status, error-field: err, format-releases: \"%z\"}\n"
                                       "  rows: {kind: result, types: Rows}\n"
                                       "functions:\n";

ResourceModel withFunctions(std::string_view Functions) {
  return modelOf(std::string(Resources) + std::string(Functions));
}

TEST(ModelLoader, ReadsResources) {
  ResourceModel M = withFunctions("  - {name: link_free, release: {resource: link, arg: 0}}\n");
  ASSERT_EQ(M.resources().size(), 2U);
  const ResourceType &Link = M.resources()[0];
  EXPECT_EQ(Link.Family, "acme");
  EXPECT_EQ(Link.Name, "link");
  EXPECT_EQ(Link.Kind, ResourceKind::Connection);
  EXPECT_EQ(Link.Check, RequiredCheck::Status);
  EXPECT_EQ(Link.TypeNames, (std::vector<std::string>{"Link", "link_s"}));
  EXPECT_EQ(Link.ErrorField, "err");
  EXPECT_EQ(Link.FormatReleases, "%z");
  EXPECT_EQ(Link.ReleaseName, "link_free");
  EXPECT_EQ(M.resources()[1].Check, RequiredCheck::Null) << "the default";
  EXPECT_EQ(M.resourceOfType("link_s"), 0U);
  EXPECT_EQ(M.resourceOfType("Rows"), 1U);
  EXPECT_EQ(M.resourceOfType("nothing"), std::nullopt);
  EXPECT_EQ(M.headers().at("acme"), std::vector<std::string>{"acme.h"});
}

TEST(ModelLoader, ReadsAcquires) {
  ResourceModel M = withFunctions(
      "  - name: [link_open, acme::open]\n"
      "    acquire:\n"
      "      - {resource: link, at: out 1, success: [0, 2..3], on-failure: must-release,\n"
      "         raw: true, source: [0, this], when: {arg: 2, is: -1}}\n"
      "      - {resource: rows, at: arg 3, if-null: 4, freed-with: 1}\n");
  const FunctionModel *F = M.find("link_open");
  ASSERT_TRUE(F && M.find("acme::open"));
  EXPECT_EQ(F->Family, "acme");
  ASSERT_EQ(F->Acquires.size(), 2U);
  AcquireEffect Link;
  Link.Resource = 0;
  Link.At = {HandlePlace::Out, 1};
  Link.Success = {{{0, 0}, {2, 3}}};
  Link.OnFailure = AcquireEffect::Failure::MustRelease;
  Link.Raw = true;
  Link.Source = {0, ThisArgument};
  Link.Condition = ArgumentIs{2, -1};
  EXPECT_EQ(F->Acquires[0], Link);
  AcquireEffect Rows;
  Rows.Resource = 1;
  Rows.At = {HandlePlace::Argument, 3};
  Rows.IfArgumentNull = true;
  Rows.NullArgument = 4;
  Rows.FreedWith = 1;
  EXPECT_EQ(F->Acquires[1], Rows);
}

TEST(ModelLoader, ReadsReleasesAndConnects) {
  ResourceModel M = withFunctions(
      "  - name: a\n"
      "    release: {resource: link, arg: this, null-ok: false, through-pointer: true,\n"
      "              success: 0, when: {arg: 1, is: 1}}\n"
      "  - name: b\n"
      "    connect: {resource: link, arg: 0, success: nonnegative, raw: false, source: 1}\n"
      "  - {name: c, releases-children: 0}\n"
      "  - {name: d, lists-children: 1}\n");
  ReleaseEffect R;
  R.Arg = ThisArgument;
  R.NullOk = false;
  R.ThroughPointer = true;
  R.Success = *parseCodes("0");
  R.Condition = ArgumentIs{1, 1};
  EXPECT_EQ(M.find("a")->Releases, std::vector<ReleaseEffect>{R});
  ConnectEffect C;
  C.Success = *parseCodes("nonnegative");
  C.Raw = false;
  C.Source = {1};
  EXPECT_EQ(M.find("b")->Connects, std::vector<ConnectEffect>{C});
  EXPECT_EQ(M.find("c")->ReleasesChildren, 0U);
  EXPECT_EQ(M.find("d")->ListsChildren, 1U);
}

TEST(ModelLoader, ReadsTheOtherEffects) {
  ResourceModel M = withFunctions("  - {name: s, status: {resource: rows, arg: 1, ok: [0, 1]}}\n"
                                  "  - {name: t, sql: {connection: 0, text: 1, ok: 0}}\n"
                                  "  - {name: u, sql: {connection: 2, action: rollback}}\n"
                                  "  - {name: v, returns-argument: 1, takes: [0, 2]}\n"
                                  "  - {name: w, returns-derived: 0, tolerates-unchecked: 0}\n"
                                  "  - {name: x, memory: allocate-zeroed}\n"
                                  "  - {name: y, noreturn: true}\n"
                                  "  - {name: z, noreturn: {arg: 0, codes: nonzero}}\n"
                                  "  - {name: p, pure: true}\n"
                                  "  - {name: q, blocking: waits for a lock}\n");
  EXPECT_EQ(M.find("s")->Status, (StatusEffect{1, 1, {{{0, 1}}}}));
  EXPECT_EQ(M.find("t")->Sql, (SqlEffect{0, 1, SqlAction::None, {{{0, 0}}}}));
  EXPECT_EQ(M.find("u")->Sql, (SqlEffect{2, std::nullopt, SqlAction::Rollback, {}}));
  EXPECT_EQ(M.find("v")->ReturnsArgument, 1U);
  EXPECT_EQ(M.find("v")->Takes, (std::vector<unsigned>{0, 2}));
  EXPECT_EQ(M.find("w")->ReturnsDerived, 0U);
  EXPECT_EQ(M.find("w")->ToleratesUnchecked, std::vector<unsigned>{0});
  EXPECT_EQ(M.find("x")->Memory, MemoryEffect::AllocateZeroed);
  EXPECT_TRUE(M.find("y")->NoReturn);
  EXPECT_FALSE(M.find("z")->NoReturn);
  EXPECT_EQ(M.find("z")->NoReturnIf, std::pair(0U, *parseCodes("nonzero")));
  EXPECT_TRUE(M.find("p")->Pure);
  EXPECT_EQ(M.find("q")->Blocking, "waits for a lock");
  EXPECT_EQ(M.find("nothing"), nullptr);
}

TEST(ModelLoader, TakesWhatIsAddedLater) {
  ResourceModel M = withFunctions("  - {name: f, blocking: sleeps}\n");
  EXPECT_EQ(errorsOf("family: other\nfunctions:\n  - {name: f, pure: true}\n", &M), "");
  EXPECT_EQ(M.find("f")->Family, "other");
  EXPECT_EQ(M.find("f")->Blocking, "");
  EXPECT_TRUE(M.find("f")->Pure);
}

TEST(ModelLoader, FindsResourcesOfOtherFamiliesAndLaterDocuments) {
  ResourceModel M = modelOf("family: a\n"
                            "functions:\n"
                            "  - {name: f, acquire: {resource: b.thing}}\n"
                            "---\n"
                            "family: b\n"
                            "resources: {thing: {kind: buffer}}\n");
  EXPECT_EQ(nameOf(M, M.find("f")->Acquires[0].Resource), "b.thing");
  EXPECT_EQ(errorsOf("family: c\nfunctions: [{name: g, release: {resource: b.thing, arg: 0}}]", &M),
            "");
}

TEST(ModelLoader, KeepsTheFirstOfEqualResources) {
  std::string_view Text = "family: a\nresources: {r: {kind: buffer, types: T}}\n"
                          "functions: [{name: f, release: {resource: r, arg: 0}}]\n";
  ResourceModel M = modelOf(Text);
  EXPECT_EQ(errorsOf(Text, &M), "");
  EXPECT_EQ(M.resources().size(), 1U);
}

TEST(ModelLoader, GivesATypeToTheConnectionRatherThanTheLease) {
  for (std::string_view Order :
       {"{lease: {kind: lease, types: T}, link: {kind: connection, types: T}}",
        "{link: {kind: connection, types: T}, lease: {kind: lease, wraps: link}}"}) {
    ResourceModel M = modelOf("family: a\nresources: " + std::string(Order) + "\n");
    ASSERT_TRUE(M.resourceOfType("T"));
    EXPECT_EQ(nameOf(M, *M.resourceOfType("T")), "a.link");
  }
}

TEST(ModelLoader, CollectsWhereRawConnectsAreAllowed) {
  ResourceModel M = modelOf("allow-raw-in: [\"src/pool/*\", acme::Pool]\n---\n"
                            "family: a\nallow-raw-in: acme::Pool\n");
  EXPECT_EQ(M.rawAllowedIn(), (std::vector<std::string>{"src/pool/*", "acme::Pool"}));
}

TEST(ModelLoader, KnowsClassesThatThrow) {
  ResourceModel M = modelOf("throws: [acme::Session, acme::io]\n");
  EXPECT_TRUE(M.throws("acme::Session::begin"));
  EXPECT_TRUE(M.throws("acme::io::File::read"));
  EXPECT_FALSE(M.throws("acme::Sessions::begin"));
  EXPECT_FALSE(M.throws("acme::Session"));
  EXPECT_FALSE(M.throws("begin"));
}

TEST(ModelLoader, TellsOverloadsApart) {
  ResourceModel M = withFunctions("  - {name: 'acme::Pool::get(int, const char *)', pure: true}\n");
  EXPECT_EQ(M.find("acme::Pool::get"), nullptr);
  ASSERT_TRUE(M.findOverload("acme::Pool::get", "(int, const char *)"));
  EXPECT_EQ(M.findOverload("acme::Pool::get", "()"), nullptr);
  EXPECT_EQ(M.findOverload("acme::Pool::put", "(int, const char *)"), nullptr);
}

TEST(ModelLoader, KnowsObjectsThatAreHandles) {
  ResourceModel M =
      modelOf("family: a\nresources: {s: {kind: connection, check: none}}\nfunctions:\n"
              "  - {name: a::S::~S, release: {resource: s, arg: this, through-pointer: true}}\n"
              "  - {name: a::P::~P, release: {resource: s, arg: this}}\n");
  EXPECT_TRUE(M.isHandleClass("a::S"));
  EXPECT_FALSE(M.isHandleClass("a::P"));
  EXPECT_FALSE(M.isHandleClass("S"));
}

TEST(ModelLoader, GivesEachModelItsOwnFingerprint) {
  ResourceModel A = withFunctions("  - {name: f, status: {arg: 0, ok: 0}}\n");
  ResourceModel B = withFunctions("  - {name: f, status: {arg: 0, ok: 1}}\n");
  EXPECT_EQ(A.fingerprint(), ResourceModel(A).fingerprint());
  EXPECT_NE(A.fingerprint(), B.fingerprint());
  EXPECT_EQ(A.fingerprint().size(), 32U);
}

} // namespace
} // namespace connlint
