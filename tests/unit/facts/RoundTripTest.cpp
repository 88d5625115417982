// RoundTripTest.cpp - what is printed reads back as the same facts.
#include "Lowered.h"

namespace connlint::test {
namespace {

void expectRoundTrip(const Snippet &S) {
  ASSERT_FALSE(S.all().empty());
  for (const auto *Functions : {&S.all(), &S.open()})
    for (const FunctionFacts &F : *Functions) {
      std::string Error;
      std::optional<UnitFacts> Again = readFacts(printFacts(F), Error);
      ASSERT_TRUE(Again) << Error << "\n" << printFacts(F);
      ASSERT_EQ(Again->Functions.size(), 1u);
      EXPECT_EQ(Again->Functions[0], F) << printFacts(F);
    }
}

TEST(RoundTrip, OfAConnectionThatIsCheckedAndClosed) {
  expectRoundTrip(Snippet::c(R"(
    typedef struct pg_conn PGconn; typedef struct pg_result PGresult;
    PGconn *PQconnectdb(const char *); void PQfinish(PGconn *); int PQstatus(const PGconn *);
    PGresult *PQexec(PGconn *, const char *); void PQclear(PGresult *);
    static PGconn *open_it(const char *dsn) {
      PGconn *c = PQconnectdb(dsn);
      if (PQstatus(c) != 0) { PQfinish(c); return 0; }
      return c;
    }
    int f(int tries) {
      PGconn *c = 0;
      while (!c && tries-- > 0) c = open_it("dbname=\"x\\y\"\n\t\x01");
      if (!c) return -1;
      PGresult *r = PQexec(c, "BEGIN");
      int ok = r != 0 && PQstatus(c) == 0;
      PQclear(r);
      PQfinish(c);
      return ok ? 0 : -2;
    })"));
}

TEST(RoundTrip, OfSwitchesGotosAndTables) {
  expectRoundTrip(Snippet::c(R"(
    void g(int); static int state; typedef void (*handler)(int);
    static handler table[] = {g, 0};
    long f(long x, unsigned char *p) {
      switch (x) {
      case -9223372036854775807L - 1: g(1); break;
      case 1 ... 5: g(2);
      case 7: goto out;
      default: table[x & 1]((int)x);
      }
      for (int i = 0; i < 3; ++i) { if (p[i] == 'x') continue; state |= 1 << i; }
      void *l[] = {&&out, &&more};
      goto *l[x];
    more: x = ({ long y = x * 2; y; });
    out: return x ?: state;
    })"));
}

TEST(RoundTrip, OfClassesAndTemplates) {
  expectRoundTrip(Snippet::cxx(R"(
    namespace db { struct Conn { int fd = -1; Conn(int f) : fd(f) {} ~Conn();
                   bool ok() const { return fd >= 0; } Conn &operator=(const Conn &); }; }
    template <class T> T pick(bool b, T x, T y) { return b ? x : y; }
    extern "C" void use(void *);
    int f(int n) {
      db::Conn c(n), *p = new db::Conn{2};
      const db::Conn &r = c.ok() ? c : *p;
      auto l = [&](int k) { use(p); return k; };
      try { c = r; if (n) throw n; } catch (int e) { use(&e); }
      delete p;
      return pick(r.ok(), l(1), 2);
    })"));
}

TEST(RoundTrip, OfOwnersClosuresAndExceptions) {
  expectRoundTrip(Snippet::cxx(R"(
    #include <std.h>
    struct C; C *open(); void close(C *); void use(C *); void log(const char *) noexcept;
    struct Close { void operator()(C *c) const noexcept { close(c); } };
    struct Error : std::runtime_error { Error(); };
    struct Session {
      std::unique_ptr<C, Close> conn; std::optional<int> tries; std::shared_ptr<C> shared;
      Session() try : conn(open()), shared(open(), close) { if (!conn) throw Error(); }
      catch (const std::exception &) { log("no"); }
      ~Session() { log("bye"); }
    };
    Session *f(int n) {
      std::function<void(C *)> each = [&, n](C *c) { if (n) use(c); };
      for (;;) {
        try {
          Session s;
          each(s.conn.get());
          auto other = std::move(s.conn);
          if (other == nullptr) continue;
          delete new Session;
        } catch (const Error &e) { log(e.what()); throw; }
        catch (...) { return nullptr; }
      }
    })"));
}

TEST(RoundTrip, OfBrokenCode) {
  expectRoundTrip(Snippet::c("int g(int, int); void f(int x) { g(missing, x); Missing m = x; }"));
}

TEST(RoundTrip, OfAUnit) {
  UnitFacts Unit;
  Unit.MainFile = "a.c";
  Unit.Constants = {{"h", true, "u"}, {"t", false, "v"}};
  Unit.Functions =
      Snippet::c("static int x; int f(void) { return x; } void g(void) { f(); }").all();
  Unit.Functions[0].AddressTaken = true;
  Unit.FunctionsSeen = 7;
  Unit.PrivateMembers = {{"conn", "ns::Db"}, {"stmt", "Db"}};
  Unit.WithoutAnswer = {"c:@F@g"};
  Unit.Unseen = {"c:@F@load", "c:@F@\"die\""};
  FunctionOutline Whole;
  Whole.Callees = {0, 2};
  Whole.Unseen = {0, 1};
  Whole.EndsIn = {1};
  Whole.HandsOn = {0, 1};
  Whole.MayEnd = Whole.MentionsFamily = Whole.MovesHandles = true;
  Whole.Facts = 1;
  FunctionOutline Failed;
  Failed.Name = "ns::big";
  Failed.WhyNot = "more than 5000 blocks";
  Unit.Outlines = {{}, Whole, Failed};
  std::string Error;
  std::optional<UnitFacts> Again = readFacts(printFacts(Unit), Error);
  ASSERT_TRUE(Again) << Error;
  EXPECT_EQ(*Again, Unit);
}

} // namespace
} // namespace connlint::test
