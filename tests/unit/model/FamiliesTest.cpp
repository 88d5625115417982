// FamiliesTest.cpp - the built-in families load, agree with the vendors' headers, and say
// what the analysis relies on.
#include "ModelTest.h"
#include "model/ModelWords.h"
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

namespace connlint {
namespace {

TEST(Families, LoadEachWithoutTheOthers) {
  EXPECT_GE(builtinModels().size(), 7U);
  for (const BuiltinModel &Builtin : builtinModels()) {
    EXPECT_EQ(errorsOf(Builtin.Text), "") << Builtin.Name;
    EXPECT_NE(Builtin.Text.find("family: " + std::string(Builtin.Name) + "\n"),
              std::string_view::npos)
        << "a file is named for its family";
  }
}

TEST(Families, NameEachFunctionOnce) {
  size_t Sum = 0;
  for (const BuiltinModel &Builtin : builtinModels())
    Sum += modelOf(Builtin.Text).functions().size();
  EXPECT_EQ(builtins().functions().size(), Sum);
}

TEST(Families, ReleaseWhatTheyAcquire) {
  std::set<unsigned> Acquired, Released;
  for (const auto &[Name, F] : builtins().functions()) {
    for (const AcquireEffect &A : F.Acquires)
      Acquired.insert(A.Resource);
    for (const ReleaseEffect &R : F.Releases)
      Released.insert(R.Resource);
  }
  for (unsigned I = 0; I != builtins().resources().size(); ++I) {
    EXPECT_TRUE(Acquired.contains(I)) << nameOf(builtins(), I);
    EXPECT_TRUE(Released.contains(I)) << nameOf(builtins(), I);
    EXPECT_NE(builtins().find(builtins().resources()[I].ReleaseName), nullptr)
        << nameOf(builtins(), I);
  }
}

struct Vendor {
  std::string_view Family, IncludeDir;
  /// Files below IncludeDir, or folders.
  std::vector<std::string_view> Paths;
  /// Functions of newer versions or of the other vendor, which this header may lack.
  std::set<std::string_view> MayBeMissing;
};

const Vendor Vendors[] = {
    {"libpq",
     CONNLINT_HEADERS_LIBPQ,
     {"libpq-fe.h"},
     {// 16
      "PQconnectionUsedGSSAPI",
      // 17
      "PQcancelCreate", "PQcancelErrorMessage", "PQcancelFinish", "PQchangePassword",
      "PQclosePortal", "PQclosePrepared", "PQsocketPoll",
      // 18
      "PQfullProtocolVersion", "PQservice"}},
    {"mysql",
     CONNLINT_HEADERS_MYSQL,
     {"."},
     {// before 5.0
      "mysql_connect",
      // MySQL only
      "mysql_binlog_close", "mysql_binlog_open", "mysql_free_result_nonblocking",
      "mysql_real_connect_dns_srv", "mysql_real_connect_nonblocking",
      "mysql_real_query_nonblocking", "mysql_set_local_infile_default",
      "mysql_store_result_nonblocking",
      // MariaDB only, where the header is MySQL's
      "mariadb_free_rpl_event", "mariadb_rpl_close", "mariadb_rpl_fetch", "mariadb_rpl_init_ex",
      "mariadb_stmt_fetch_fields"}},
    {"sqlite",
     CONNLINT_HEADERS_SQLITE,
     {"sqlite3.h"},
     {// 3.52
      "sqlite3_str_free"}},
    {"odbc", CONNLINT_HEADERS_ODBC, {"sql.h", "sqlext.h", "sqlucode.h"}, {}},
    {"hiredis",
     CONNLINT_HEADERS_HIREDIS,
     {"hiredis"},
     {// 1.0
      "redisConnectWithOptions", "redisAsyncConnectWithOptions", "redisCreateSSLContext",
      "redisFreeSSLContext", "redisPollAttach",
      // 1.1
      "redisLibhvAttach", "redisLibsdeventAttach"}},
    {"connector-cpp",
     CONNLINT_HEADERS_CONNECTORCPP,
     {"cppconn", "mysql_connection.h", "mysql_driver.h"},
     {// MariaDB's
      "sql::DriverManager::getConnection", "sql::Connection::prepareCall",
      "sql::CallableStatement::~CallableStatement", "sql::Statement::getGeneratedKeys"}},
    {"libpqxx",
     CONNLINT_HEADERS_LIBPQXX,
     {"pqxx"},
     {// 7
      "pqxx::connection::close", "pqxx::connection::release_raw_connection"}},
    {"soci", CONNLINT_HEADERS_SOCI, {"soci"}, {}},
    {"poco-data", CONNLINT_HEADERS_POCODATA, {"Poco/Data"}, {}},
    {"sqlitecpp",
     CONNLINT_HEADERS_SQLITECPP,
     {"SQLiteCpp"},
     {// sqlite_modern_cpp's
      "sqlite::database::database", "sqlite::database::~database"}},
    {"connpool", CONNLINT_HEADERS_CONNPOOL, {"connpool"}, {}},
    {"qt-sql", CONNLINT_HEADERS_QTSQL, {"qsqldatabase.h"}, {}},
};

std::set<std::string, std::less<>> identifiersOf(const Vendor &V) {
  std::set<std::string, std::less<>> Words;
  auto Add = [&](const std::filesystem::path &File) {
    std::ifstream In(File);
    std::string Text{std::istreambuf_iterator<char>(In), {}};
    std::string Word;
    for (char C : Text + ' ') {
      if (std::isalnum(static_cast<unsigned char>(C)) || C == '_')
        Word += C;
      else if (!Word.empty())
        Words.insert(std::exchange(Word, {}));
    }
  };
  for (std::string_view Path : V.Paths) {
    std::filesystem::path Full = std::filesystem::path(V.IncludeDir) / Path;
    if (!std::filesystem::is_directory(Full)) {
      Add(Full);
      continue;
    }
    for (const auto &Entry : std::filesystem::recursive_directory_iterator(Full))
      if (std::string Kind = Entry.path().extension();
          Kind == ".h" || Kind == ".hxx" || Kind == ".hpp")
        Add(Entry.path());
  }
  return Words;
}

/// "sql", "Connection", "Connection" of "sql::Connection::~Connection(int)"; "operator" of "operator*".
std::vector<std::string_view> partsOf(std::string_view Name) {
  std::vector<std::string_view> Parts;
  Name = Name.substr(0, Name.find_first_of("(*-"));
  while (!Name.empty()) {
    size_t End = Name.find("::");
    std::string_view Part = Name.substr(0, End);
    Parts.push_back(Part.starts_with('~') ? Part.substr(1) : Part);
    Name = End == Name.npos ? std::string_view() : Name.substr(End + 2);
  }
  return Parts;
}

class VendorHeader : public testing::TestWithParam<Vendor> {};

TEST_P(VendorHeader, DeclaresEveryFunctionOfTheFamily) {
  const Vendor &V = GetParam();
  if (V.IncludeDir.empty())
    GTEST_SKIP() << "the headers of " << V.Family << " are not installed";
  std::set<std::string, std::less<>> Known = identifiersOf(V);
  for (const auto &[Name, F] : builtins().functions())
    if (F.Family == V.Family && !V.MayBeMissing.contains(Name)) {
      for (std::string_view Part : partsOf(Name))
        EXPECT_TRUE(Known.contains(Part)) << Name;
    }
  for (std::string_view Name : V.MayBeMissing)
    EXPECT_TRUE(builtins().find(Name)) << Name << " need not be listed here";
}

INSTANTIATE_TEST_SUITE_P(Each, VendorHeader, testing::ValuesIn(Vendors), [](const auto &Info) {
  std::string Name(Info.param.Family);
  std::ranges::replace(Name, '-', '_');
  return Name;
});

TEST(Families, KnowFailedConnectsThatHandOutAHandle) {
  for (std::string_view Name :
       {"PQconnectdb", "PQsetdbLogin", "sqlite3_open", "sqlite3_open_v2", "redisConnect"}) {
    const FunctionModel *F = builtins().find(Name);
    ASSERT_TRUE(F && F->Acquires.size() == 1) << Name;
    EXPECT_EQ(F->Acquires[0].OnFailure, AcquireEffect::Failure::MustRelease) << Name;
    EXPECT_TRUE(F->Acquires[0].Raw) << Name;
  }
}

TEST(Families, AcquireAMysqlHandleOnlyForANullArgument) {
  const FunctionModel *Init = builtins().find("mysql_init");
  ASSERT_TRUE(Init && Init->Acquires.size() == 1);
  EXPECT_TRUE(Init->Acquires[0].IfArgumentNull);
  EXPECT_EQ(Init->Acquires[0].NullArgument, 0U);
  EXPECT_FALSE(Init->Acquires[0].Raw);
  EXPECT_EQ(Init->ReturnsArgument, 0U);
  const FunctionModel *Connect = builtins().find("mysql_real_connect");
  ASSERT_TRUE(Connect && Connect->Connects.size() == 1);
  EXPECT_EQ(Connect->Connects[0].Source, (std::vector<unsigned>{1, 4}));
  EXPECT_TRUE(Connect->Connects[0].Success.empty());
}

TEST(Families, AcquireOdbcHandlesByType) {
  const FunctionModel *F = builtins().find("SQLAllocHandle");
  ASSERT_TRUE(F && F->Acquires.size() == 4);
  EXPECT_EQ(F->Acquires[1].Condition, (ArgumentIs{0, 2}));
  EXPECT_EQ(nameOf(builtins(), F->Acquires[1].Resource), "odbc.connection");
  EXPECT_EQ(F->Acquires[2].FreedWith, 1U);
  EXPECT_EQ(builtins().find("SQLDisconnect")->ReleasesChildren, 0U);
}

TEST(Families, SetSqliteMessagesOnFailure) {
  const FunctionModel *F = builtins().find("sqlite3_exec");
  ASSERT_TRUE(F && F->Acquires.size() == 1);
  EXPECT_EQ(F->Acquires[0].Success, *parseCodes("nonzero"));
  EXPECT_EQ(F->Sql->Ok, *parseCodes("0"));
  EXPECT_EQ(builtins().find("sqlite3_close")->Releases.at(0).Success, *parseCodes("0"));
  EXPECT_EQ(builtins().find("sqlite3_close_v2")->Releases.at(0).Success, *parseCodes("0"));
}

TEST(Families, MarkWaitsButNoQueries) {
  for (std::string_view Name : {"sleep", "std::mutex::lock", "std::lock_guard::lock_guard",
                                "getaddrinfo", "pthread_join", "curl_easy_perform"}) {
    ASSERT_TRUE(builtins().find(Name)) << Name;
    EXPECT_NE(builtins().find(Name)->Blocking, "") << Name;
  }
  for (std::string_view Name : {"PQexec", "PQgetResult", "mysql_query", "sqlite3_exec"})
    EXPECT_EQ(builtins().find(Name)->Blocking, "") << Name;
}

} // namespace
} // namespace connlint
