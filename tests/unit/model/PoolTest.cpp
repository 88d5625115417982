// PoolTest.cpp - the short form for a pool of one's own.
#include "ModelTest.h"
#include "model/ModelWords.h"

namespace connlint {
namespace {

ResourceModel withPool(std::string_view Pool) {
  ResourceModel M = builtins();
  EXPECT_EQ(errorsOf("family: acme\npool: " + std::string(Pool) + "\n", &M), "");
  return M;
}

TEST(Pool, LendsALeaseThatIsAConnection) {
  ResourceModel M = withPool("{acquire: acme_get, release: acme_put, handle: libpq.connection}");
  const FunctionModel *Get = M.find("acme_get");
  ASSERT_TRUE(Get && Get->Acquires.size() == 1);
  const ResourceType &Lease = M.resources()[Get->Acquires[0].Resource];
  EXPECT_EQ(Lease.Family, "acme");
  EXPECT_EQ(Lease.Kind, ResourceKind::Lease);
  EXPECT_EQ(Lease.Check, RequiredCheck::Null);
  EXPECT_EQ(Lease.ReleaseName, "acme_put");
  EXPECT_EQ(Lease.TypeNames, M.resources()[*M.resourceOfType("PGconn")].TypeNames);
  EXPECT_EQ(nameOf(M, *M.resourceOfType("PGconn")), "libpq.connection");
  EXPECT_EQ(M.find("acme_put")->Releases.at(0).Arg, 0U);
}

TEST(Pool, TakesTheHandleBehindTheKey) {
  ResourceModel M = withPool("{acquire: [g, h], release: [p, {name: q, arg: 2}], "
                             "handle: mysql.connection, key: 0}");
  EXPECT_EQ(M.find("g")->Acquires.at(0).Source, std::vector<unsigned>{0});
  EXPECT_EQ(M.find("h")->Acquires.at(0).Source, std::vector<unsigned>{0});
  EXPECT_EQ(M.find("p")->Releases.at(0).Arg, 1U);
  EXPECT_EQ(M.find("q")->Releases.at(0).Arg, 2U);
}

TEST(Pool, MayBeAClass) {
  ResourceModel M = withPool("{acquire: acme::Pool::get, release: acme::Pool::put, "
                             "handle: sqlite.connection, key: this, name: borrowed handle}");
  EXPECT_EQ(M.find("acme::Pool::get")->Acquires.at(0).Source, std::vector<unsigned>{ThisArgument});
  EXPECT_EQ(M.find("acme::Pool::put")->Releases.at(0).Arg, 0U);
  EXPECT_EQ(nameOf(M, M.find("acme::Pool::put")->Releases[0].Resource), "acme.borrowed handle");
}

TEST(Pool, ReportsItsMistakes) {
  ResourceModel M = builtins();
  EXPECT_EQ(errorsOf("family: acme\npool: {acquire: g, handle: libpq.conection, key: -1}\n", &M),
            "2:7: pool needs the key 'release'\n"
            "2:28: unknown resource 'libpq.conection'; did you mean 'libpq.connection'?\n"
            "2:50: key is out of range: arguments count from 0 to 63\n");
  EXPECT_EQ(errorsOf("family: acme\npool: [{acquire: g, release: p, handle: libpq.connection},\n"
                     "       {acquire: h, release: q, handle: mysql.connection}]\n",
                     &M),
            "3:8: resource 'acme.lease' is already declared differently; give the pool another "
            "'name'\n");
}

TEST(Pool, OfTheLabelledCasesLoads) {
  ResourceModel M = builtins();
  for (const ModelError &E :
       loadModelFile(M, std::string(CONNLINT_MODEL_FIXTURES) + "/dbpool.yaml"))
    ADD_FAILURE() << E.format();
  const FunctionModel *Try = M.find("dbpool_try_acquire");
  ASSERT_TRUE(Try && M.find("dbpool_acquire") && M.find("dbpool_release"));
  EXPECT_EQ(Try->Acquires.at(0).At, (HandlePlace{HandlePlace::Out, 1}));
  EXPECT_EQ(Try->Acquires[0].Success, *parseCodes("0"));
  EXPECT_EQ(Try->Acquires[0].OnFailure, AcquireEffect::Failure::Unchanged);
  EXPECT_EQ(Try->Acquires[0].Source, std::vector<unsigned>{0});
  EXPECT_EQ(M.find("dbpool_release")->Releases.at(0).Arg, 1U);
  EXPECT_EQ(builtins().find("dbpool_acquire"), nullptr);
}

} // namespace
} // namespace connlint
