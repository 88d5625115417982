// AnnotationsTest.cpp - what an annotation says, together with the declaration it stands at.
#include "model/Annotations.h"
#include "ModelTest.h"

namespace connlint {
namespace {

const AnnotatedType Int{};
const AnnotatedType Link{{"Link", "link_"}, 1};
const AnnotatedType Conn{{"PGconn", "pg_conn"}, 1};
const AnnotatedType ConnOut{{"PGconn", "pg_conn"}, 2};
const AnnotatedType Pool{{"Pool"}, 1};

Annotation note(std::string Text, std::optional<unsigned> Parameter = {}) {
  Annotation A;
  A.Text = "connlint: " + Text;
  A.Parameter = Parameter;
  A.File = "orders.h";
  A.Line = 7;
  A.Column = 3;
  A.TextLine = 8;
  A.TextColumn = 101;
  A.TextOffset = 10; // Column 101 is the first character of Text.
  return A;
}

AnnotatedFunction function(AnnotatedType Result, std::vector<AnnotatedType> Parameters,
                           std::vector<Annotation> Annotations, std::string Name = "f") {
  AnnotatedFunction F;
  F.Name = std::move(Name);
  F.Result = std::move(Result);
  F.Parameters = std::move(Parameters);
  F.Annotations = std::move(Annotations);
  return F;
}

std::string errorsOfAll(const std::vector<AnnotatedFunction> &Functions, ResourceModel &Model) {
  std::string Out;
  for (const ModelError &E : addAnnotations(Model, Functions))
    Out += E.File + ":" + std::to_string(E.Line) + ":" + std::to_string(E.Column) + ": " +
           E.Message + "\n";
  return Out;
}

ResourceModel with(const std::vector<AnnotatedFunction> &Functions) {
  ResourceModel Model = builtins();
  EXPECT_EQ(errorsOfAll(Functions, Model), "");
  return Model;
}

std::string errorOf(AnnotatedFunction F) {
  ResourceModel Model = builtins();
  std::string Errors = errorsOfAll({std::move(F)}, Model);
  EXPECT_FALSE(Model.find("f"));
  return Errors;
}

TEST(Annotations, AreThoseThatStartWithOurName) {
  EXPECT_TRUE(isAnnotation("connlint: acquire"));
  EXPECT_TRUE(isAnnotation(" connlint:acquire"));
  EXPECT_TRUE(isAnnotation("connlint acquire")); // To be told what is missing.
  EXPECT_FALSE(isAnnotation("connlint-ignore"));
  EXPECT_FALSE(isAnnotation("lock: acquire"));
  EXPECT_FALSE(isAnnotation(""));
}

TEST(Annotations, TakeTheResourceFromTheType) {
  ResourceModel M = with({function(Conn, {Int}, {note("acquire")})});
  const FunctionModel *F = M.find("f");
  ASSERT_TRUE(F && F->Acquires.size() == 1);
  EXPECT_TRUE(F->IsAnnotated);
  EXPECT_EQ(F->Family, "libpq");
  EXPECT_EQ(nameOf(M, F->Acquires[0].Resource), "libpq.connection");
  EXPECT_EQ(F->Acquires[0].At.Kind, HandlePlace::Return);
}

TEST(Annotations, FindTheOnlyPlaceThereIs) {
  ResourceModel M = with({function(Int, {Int, ConnOut}, {note("{acquire: {success: 0}}")}, "open"),
                          function(Int, {Pool, Conn}, {note("release")}, "close")});
  EXPECT_EQ(M.find("open")->Acquires.at(0).At, (HandlePlace{HandlePlace::Out, 1}));
  EXPECT_EQ(M.find("close")->Releases.at(0).Arg, 1U);
}

TEST(Annotations, AtAParameterMeanIt) {
  ResourceModel M =
      with({function(Int, {ConnOut, ConnOut}, {note("{acquire: {success: 0}}", 1)}, "open"),
            function(Int, {Conn, Conn}, {note("release", 1), note("takes", 0)}, "close"),
            function(Int, {Int, Conn}, {note("{status: {ok: nonzero}}", 1)}, "ok"),
            function(Int, {Int, Conn, Int}, {note("{sql: {text: 2, ok: 0}}", 1)}, "run"),
            function(Int, {ConnOut}, {note("release", 0)}, "freep")});
  EXPECT_EQ(M.find("open")->Acquires.at(0).At, (HandlePlace{HandlePlace::Out, 1}));
  EXPECT_EQ(M.find("close")->Releases.at(0).Arg, 1U);
  EXPECT_EQ(M.find("close")->Takes, std::vector<unsigned>{0});
  EXPECT_EQ(M.find("ok")->Status->Arg, 1U);
  EXPECT_EQ(M.find("run")->Sql->ConnectionArg, 1U);
  EXPECT_TRUE(M.find("freep")->Releases.at(0).ThroughPointer);
}

TEST(Annotations, LendAConnectionAsALease) {
  ResourceModel M = with({function(Int, {Pool, Conn}, {note("release: lease")}, "put"),
                          function(Conn, {Pool}, {note("{acquire: lease}")}, "get")});
  const ResourceType &Lease = M.resources()[M.find("get")->Acquires.at(0).Resource];
  EXPECT_EQ(Lease.Family, "libpq");
  EXPECT_EQ(Lease.Kind, ResourceKind::Lease);
  EXPECT_EQ(Lease.ReleaseName, "put");
  EXPECT_EQ(M.find("put")->Releases.at(0).Resource, M.find("get")->Acquires.at(0).Resource);
  EXPECT_EQ(nameOf(M, *M.resourceOfType("PGconn")), "libpq.connection");
}

TEST(Annotations, MayNameTheFamilyOfAPool) {
  ResourceModel M = with({function(Conn, {Pool}, {note("{family: orders, acquire: lease}")}, "get"),
                          function(Int, {Conn}, {note("release: orders.lease")}, "put")});
  EXPECT_EQ(nameOf(M, M.find("get")->Acquires.at(0).Resource), "orders.lease");
  EXPECT_EQ(M.find("put")->Releases.at(0).Resource, M.find("get")->Acquires.at(0).Resource);
}

TEST(Annotations, MakeAResourceOfATypeOfOnesOwn) {
  // The release stands first and does not say which: resources that are named go first.
  ResourceModel M =
      with({function(Int, {Link}, {note("release")}, "hang_up"),
            function(Link, {}, {note("{acquire: {resource: connection, raw: true}}")}, "dial")});
  EXPECT_EQ(nameOf(M, M.find("dial")->Acquires.at(0).Resource), "Link.connection");
  EXPECT_EQ(M.find("hang_up")->Releases.at(0).Resource, M.find("dial")->Acquires.at(0).Resource);
  EXPECT_TRUE(M.resourceOfType("link_"));
}

TEST(Annotations, OfOneFunctionAreOneEntry) {
  ResourceModel M = with({function(Conn, {Conn, Conn},
                                   {note("acquire"), note("release", 0), note("release", 1),
                                    note("acquire"), note("pure: false")})});
  EXPECT_EQ(M.find("f")->Acquires.size(), 1U); // The header and the definition say the same.
  EXPECT_EQ(M.find("f")->Releases.size(), 2U);
}

TEST(Annotations, KnowTheObjectOfAMethod) {
  AnnotatedFunction Get = function(Conn, {}, {note("{acquire: {resource: lease, source: this}}")});
  EXPECT_EQ(errorOf(Get), "orders.h:8:101: 'this' is the object of a method, but 'f' is none\n");
  Get.IsMethod = true;
  EXPECT_EQ(with({Get}).find("f")->Acquires.at(0).Source, std::vector<unsigned>{ThisArgument});
}

TEST(Annotations, WinOverWhatIsThere) {
  ResourceModel M = with({function(Conn, {Int}, {note("pure")}, "PQconnectdb")});
  EXPECT_TRUE(M.find("PQconnectdb")->Acquires.empty());
}

TEST(Annotations, OfOthersSayNothingAboutOtherTypes) {
  auto Other = [](Annotation A) {
    A.Optional = true;
    return A;
  };
  ResourceModel M = with(
      {function(Link, {}, {Other(note("acquire"))}, "unknown"),
       function(Int, {Conn}, {Other(note("release", 0))}, "known"),
       function(Int, {Conn}, {Other(note("takes", 0))}, "PQfinish"),
       function(Int, {Conn}, {Other(note("release", 0)), note("tolerates-unchecked", 0)}, "both")});
  EXPECT_FALSE(M.find("unknown"));
  EXPECT_EQ(M.find("known")->Releases.size(), 1U);
  EXPECT_EQ(M.find("PQfinish")->Releases.size(), 1U);
  EXPECT_TRUE(M.find("both")->Releases.empty());
}

TEST(Annotations, AreNotBlamedForTypesThatAreMissing) {
  AnnotatedFunction F = function(Int, {Int}, {note("acquire"), note("release", 0)});
  F.TypesKnown = false;
  ResourceModel Model = builtins();
  EXPECT_EQ(errorsOfAll({F}, Model), "");
  EXPECT_FALSE(Model.find("f"));
}

TEST(Annotations, MistakesHaveTheirPlaceInTheSource) {
  auto ErrorOf = [](std::string Text, std::optional<unsigned> Parameter = {}) {
    return errorOf(function(Conn, {Conn, Int}, {note(std::move(Text), Parameter)}));
  };
  EXPECT_EQ(ErrorOf("{acuire: lease}"),
            "orders.h:8:102: unknown key 'acuire' in function; did you mean 'acquire'?\n");
  EXPECT_EQ(ErrorOf("releases", 0),
            "orders.h:8:101: unknown key 'releases' in function; did you mean 'release'?\n");
  EXPECT_EQ(
      ErrorOf("{acquire: {resource: libpq.conection}}"),
      "orders.h:8:122: unknown resource 'libpq.conection'; did you mean 'libpq.connection'?\n");
  EXPECT_EQ(ErrorOf("acquire: statement"),
            "orders.h:8:110: 'PGconn' is a libpq.connection, and there is no 'libpq.statement'; "
            "for a resource of your own add 'family: NAME'\n");
  EXPECT_EQ(ErrorOf("{release: {arg: 7}}"),
            "orders.h:8:117: there is no argument 7: 'f' has 2 parameters, counted from 0\n");
  EXPECT_EQ(ErrorOf("{takes: 9}"),
            "orders.h:8:101: there is no argument 9: 'f' has 2 parameters, counted from 0\n");
  EXPECT_EQ(ErrorOf("{release: {arg: 0}}", 0),
            "orders.h:8:117: 'arg' is the parameter that the annotation stands at; remove it, or "
            "annotate the function\n");
  EXPECT_EQ(ErrorOf("{takes: 1}", 0),
            "orders.h:8:109: 'takes' means the parameter that the annotation stands at; write it "
            "without a number, or annotate the function\n");
  EXPECT_EQ(ErrorOf("pure", 0),
            "orders.h:8:101: 'pure' is about the whole call; annotate the function\n");
  EXPECT_EQ(ErrorOf("{name: g, acquire: lease}"),
            "orders.h:8:102: 'name' is the function that the annotation stands at; remove it\n");
  EXPECT_EQ(ErrorOf("[acquire]"), "orders.h:8:101: an annotation is one word or one mapping, such "
                                  "as {acquire: lease}\n");
  EXPECT_NE(ErrorOf("{acquire: lease").find("orders.h:8:1"), std::string::npos);
  EXPECT_NE(ErrorOf("{acquire: lease}}").find("this is not YAML"), std::string::npos);
  EXPECT_NE(ErrorOf("release: {null-ok: maybe}", 1).find("'resource: libpq.connection'"),
            std::string::npos); // int has no resource.
}

TEST(Annotations, MistakesBeforeTheirTextStandAtTheAttribute) {
  Annotation Empty = note("");
  EXPECT_NE(errorOf(function(Conn, {}, {Empty})).find("orders.h:7:3: the annotation says nothing"),
            std::string::npos);
  Annotation NoColon = note("");
  NoColon.Text = "connlint acquire";
  EXPECT_EQ(errorOf(function(Conn, {}, {NoColon})),
            "orders.h:7:3: a colon is missing; write \"connlint: ...\"\n");
  EXPECT_EQ(errorOf(function(Conn, {}, {note("acquire")}, "")),
            "orders.h:8:101: a connlint annotation belongs to a function or a parameter\n");
  EXPECT_NE(errorOf(function(Conn, {}, {note(std::string(5000, 'x'))})).find("longer than 4096"),
            std::string::npos);
}

TEST(Annotations, AskWhichOneIsMeant) {
  EXPECT_NE(errorOf(function(Int, {Conn, Conn}, {note("release")})).find("write 'arg: N'"),
            std::string::npos);
  EXPECT_NE(errorOf(function(Int, {ConnOut, ConnOut}, {note("acquire")})).find("'at: out N'"),
            std::string::npos);
  EXPECT_NE(errorOf(function(Int, {Conn}, {note("{sql: {text: 0}}", 0), note("{sql: {text: 0}}")}))
                .find("'sql' stands in another annotation"),
            std::string::npos);
}

TEST(Annotations, OneMistakeLeavesOtherFunctionsAlone) {
  ResourceModel Model = builtins();
  std::string Errors = errorsOfAll(
      {function(Conn, {}, {note("acuire")}, "bad"), function(Conn, {}, {note("acquire")}, "good")},
      Model);
  EXPECT_NE(Errors, "");
  EXPECT_FALSE(Model.find("bad"));
  EXPECT_TRUE(Model.find("good"));
}

} // namespace
} // namespace connlint
