"""What one unit tells about the functions that another one calls."""
import re
import unittest

from project import API, LEAK_RULE, ProjectTest

CALLER = API + """
int order_load(PGconn *conn, int id);
int shop(int id) {
  PGconn *conn = PQconnectdb("dbname=shop");
  if (!conn)
    return 1;
  return order_load(conn, id);
}
"""
USES = API + """
int PQsocket(const PGconn *conn);
int order_load(PGconn *conn, int id) { return PQsocket(conn) + id; }
"""
TAKES = API + """
int order_load(PGconn *conn, int id) { PQfinish(conn); return id; }
"""
HANDS_ON = API + """
int order_read(PGconn *conn, int id);
int order_load(PGconn *conn, int id) { return order_read(conn, id); }
"""

STOPS = API + """
void give_up(const char *why, ...);
int shop(int id) {
  PGconn *conn = PQconnectdb("dbname=shop");
  if (id < 0) {
    give_up("no such shop: %d", id);
    return 1;
  }
  PQfinish(conn);
  return 0;
}
"""
DEAD_END = """
void abort(void);
static void leave(void) { abort(); }
void give_up(const char *why, ...) { leave(); }
"""


WRAPPERS = API + """
typedef struct pg_result PGresult;
PGresult *PQexec(PGconn *conn, const char *query);
void PQclear(PGresult *res);
int PQresultStatus(const PGresult *res);
void *malloc(unsigned long size);
void free(void *block);
struct store { PGconn *conn; };
PGconn *db_open(const char *name) { return PQconnectdb(name); }
void db_close(PGconn *conn) { if (conn) PQfinish(conn); }
int db_run(PGconn *conn, const char *sql) {
  PGresult *res = PQexec(conn, sql);
  int ok = PQresultStatus(res) == 1;
  PQclear(res);
  return ok ? 0 : -1;
}
struct store *store_open(void) {
  struct store *s = malloc(sizeof *s);
  if (s && !(s->conn = PQconnectdb("dbname=shop"))) {
    free(s);
    return 0;
  }
  return s;
}
void store_close(struct store *s) { PQfinish(s->conn); free(s); }
"""
# Nothing in it speaks of a client library.
STORE_USER = """
struct store;
struct store *store_open(void);
void store_close(struct store *s);
int shop(int id) {
  struct store *s = store_open();
  if (!s)
    return 1;
  if (id < 0)
    return 2;
  store_close(s);
  return 0;
}
"""
HANDLE_USER = API + """
PGconn *db_open(const char *name);
void db_close(PGconn *conn);
int db_run(PGconn *conn, const char *sql);
int shop(int id) {
  PGconn *conn = db_open("dbname=shop");
  if (!conn)
    return 1;
  BODY
  db_close(conn);
  return 0;
}
"""


class Units(ProjectTest):
    def rules(self, *options, **files):
        names = []
        for name, text in files.items():
            suffix = "cpp" if re.search(r"::|\w &\w+\)", text) else "c"
            self.write(f"{name}.{suffix}", text)
            names.append((f"{name}.{suffix}", f"cc -c {name}.{suffix}"))
        self.database(*names)
        return self.check(*options).rules

    def test_ACalleeThatOnlyUsesTheHandleIsNoReceiver(self):
        self.assertEqual(self.rules(caller=CALLER), [])
        self.assertEqual(self.rules(caller=CALLER, callee=USES), [LEAK_RULE])
        self.assertEqual(self.rules("-j2", callee=USES, caller=CALLER), [LEAK_RULE])
        self.assertEqual(self.check("caller.c").rules, [])

    def test_ACalleeThatReleasesItIs(self):
        self.assertEqual(self.rules(caller=CALLER, callee=TAKES), [])
        self.assertEqual(self.rules(caller=CALLER, callee=USES, other=TAKES), [])

    def test_WhatTheCalleeCallsCounts(self):
        read = USES.replace("order_load", "order_read")
        self.assertEqual(self.rules(caller=CALLER, callee=HANDS_ON), [])
        self.assertEqual(self.rules(caller=CALLER, callee=HANDS_ON, last=read), [LEAK_RULE])
        self.assertEqual(self.rules(caller=CALLER, callee=HANDS_ON,
                                    last=TAKES.replace("order_load", "order_read")), [])

    def test_AFunctionOfTheSameNameThatNobodyElseSeesDoesNotCount(self):
        self.assertEqual(self.rules(caller=CALLER, callee=USES.replace("int order_load", "static int order_load")), [])

    def test_AMethodStandsForAllMethodsOfItsName(self):
        orders = "struct Orders { virtual int load(PGconn *conn); };\n"
        caller = API + orders + """
int shop(Orders &orders) {
  PGconn *conn = PQconnectdb("dbname=shop");
  if (!conn)
    return 1;
  return orders.load(conn);
}
"""
        uses = API + orders + "int Orders::load(PGconn *conn) { return conn != 0; }\n"
        takes = API + orders.replace("Orders", "Late") + \
            "int Late::load(PGconn *conn) { PQfinish(conn); return 0; }\n"
        self.assertEqual(self.rules(caller=caller, callee=uses), [LEAK_RULE])
        self.assertEqual(self.rules(caller=caller, callee=uses, late=takes), [])

    def test_ACommentSuppressesIt(self):
        caller = CALLER.replace("id);\n}", "id); // NOLINT(connlint-connection-leak)\n}")
        self.assertEqual(self.rules(caller=caller, callee=USES), [])

    def test_AWrapperOfAnotherUnitAcquires(self):
        self.assertEqual(self.rules(caller=HANDLE_USER, wrappers=WRAPPERS), [])
        early = HANDLE_USER.replace("BODY", "if (id < 0)\n    return 2;")
        self.assertEqual(self.rules(caller=early), [])
        self.assertEqual(self.rules(caller=early, wrappers=WRAPPERS), [LEAK_RULE])
        self.assertEqual(self.rules("-j2", wrappers=WRAPPERS, caller=early), [LEAK_RULE])
        twice = HANDLE_USER.replace("BODY", "db_close(conn);")
        self.assertEqual(self.rules(caller=twice, wrappers=WRAPPERS), ["connlint-double-release"])

    def test_WhatAnotherUnitRunsIsATransaction(self):
        begin = HANDLE_USER.replace("BODY", 'if (db_run(conn, "BEGIN") == 0 && id > 0)\n    db_run(conn, "COMMIT");')
        users = begin.replace('PGconn *conn = db_open("dbname=shop");', "").replace("int id", "PGconn *conn, int id").replace("  db_close(conn);\n", "")
        self.assertEqual(self.rules(caller=users, wrappers=WRAPPERS), ["connlint-transaction-not-finished"])
        done = users.replace("&& id > 0", "")
        self.assertEqual(self.rules(caller=done, wrappers=WRAPPERS), [])

    def test_AUnitThatKnowsNoClientLibraryIsLookedAt(self):
        self.assertEqual(self.rules(caller=STORE_USER), [])
        self.assertEqual(self.rules(caller=STORE_USER, wrappers=WRAPPERS), [LEAK_RULE])
        releases = STORE_USER.replace("    return 2;", "    id = 0;")
        self.assertEqual(self.rules(caller=releases, wrappers=WRAPPERS), [])

    def test_WrappersOfWrappersAreKnownToo(self):
        outer = "struct store;\nstruct store *store_open(void);\n" \
                "struct store *shop_open(void) { return store_open(); }\n"
        caller = STORE_USER.replace("store_open", "shop_open")
        self.assertEqual(self.rules(caller=caller, wrappers=WRAPPERS), [])
        self.assertEqual(self.rules(caller=caller, outer=outer, wrappers=WRAPPERS), [LEAK_RULE])

    def test_AChainOfUnitsIsFollowedToItsEnd(self):
        chain = {f"unit{n}": f"struct store;\nstruct store *open{n - 1}(void);\n"
                             f"struct store *open{n}(void) {{ return open{n - 1}(); }}\n" for n in range(1, 9)}
        chain["unit1"] = chain["unit1"].replace("open0", "store_open")
        caller = STORE_USER.replace("store_open", "open8")
        self.assertEqual(self.rules(caller=caller, wrappers=WRAPPERS, **chain), [LEAK_RULE])
        chain["unit2"] = "int unit2;\n"
        self.assertEqual(self.rules(caller=caller, wrappers=WRAPPERS, **chain), [])

    def test_UnitsThatCallEachOtherLearnFromEachOther(self):
        inner = "struct store;\nstruct store *store_open(void);\nint shop(int id);\n" \
                "struct store *inner_open(int id) { if (id > 9) shop(id - 9); return store_open(); }\n"
        caller = STORE_USER.replace("store_open(void)", "inner_open(int id)").replace("store_open()", "inner_open(id)")
        self.assertEqual(self.rules(caller=caller, wrappers=WRAPPERS, inner=inner), [LEAK_RULE])

    def test_TwoProgramsMayHaveDifferentFunctionsOfOneName(self):
        other = API + "struct store { PGconn *conn; } only;\n" \
                      "struct store *store_open(void) { only.conn = PQconnectdb(\"dbname=shop\"); return &only; }\n"
        self.assertEqual(self.rules(caller=STORE_USER, wrappers=WRAPPERS, other=other), [])

    def test_AMethodOfAnotherUnitThatNobodyOverridesIsKnown(self):
        header = API + "struct Shop { Shop(); ~Shop(); PGconn *conn; VIRTUAL PGconn *take(); };\n"
        body = header + """
Shop::Shop() : conn(PQconnectdb("dbname=shop")) {}
Shop::~Shop() { if (conn) PQfinish(conn); }
PGconn *Shop::take() { PGconn *taken = conn; conn = nullptr; return taken; }
"""
        caller = header + "int f(Shop &shop) { return shop.take() != nullptr; }\n" \
                          "int g() { Shop shop; return shop.conn != nullptr; }\n" \
                          "int h() { return (new Shop)->conn != nullptr; }\n"
        def rules(virtual):
            return self.rules(caller=caller.replace("VIRTUAL ", virtual), body=body.replace("VIRTUAL ", virtual))
        self.assertEqual(rules(""), [LEAK_RULE])
        self.assertEqual(rules("virtual "), [LEAK_RULE])

    def test_AGetterOfAnotherUnitGivesWhatItsObjectHas(self):
        header = API + """
int PQsocket(const PGconn *conn);
class Shop {
public:
  Shop();
  ~Shop();
  PGconn *get() const;
  PGconn *take();
private:
  PGconn *conn;
};
"""
        body = header + """
Shop::Shop() : conn(PQconnectdb("dbname=shop")) {}
Shop::~Shop() { PQfinish(conn); }
PGconn *Shop::get() const { return conn; }
PGconn *Shop::take() { PGconn *taken = conn; conn = nullptr; return taken; }
"""
        def rules(caller):
            return self.rules(caller=header + "// ::\n" + caller, body=body)
        self.assertEqual(rules("int f() { Shop shop; return PQsocket(shop.get()); }"), [])
        self.assertEqual(rules("int f() { return PQsocket(Shop().take()); }"), [LEAK_RULE])
        self.assertEqual(rules("void f() { Shop shop; PQfinish(shop.get()); }"), ["connlint-double-release"])

    def test_NothingGoesOnBehindAFunctionThatNeverReturns(self):
        self.assertEqual(self.rules(caller=STOPS), [LEAK_RULE])
        self.assertEqual(self.rules(caller=STOPS, callee=DEAD_END), [])
        self.assertEqual(self.rules("-j2", callee=DEAD_END, caller=STOPS, other=CALLER), [])

    def test_OneThatMayReturnIsNoDeadEnd(self):
        returns = DEAD_END.replace("{ leave(); }", "{ if (why) leave(); }")
        self.assertEqual(self.rules(caller=STOPS, callee=returns), [LEAK_RULE])
        early = DEAD_END.replace("{ leave(); }", "{ if (why) return; leave(); }")
        self.assertEqual(self.rules(caller=STOPS, callee=early), [LEAK_RULE])

    def test_AnotherProgramMayHaveOneOfTheSameNameThatReturns(self):
        logs = "int puts(const char *s);\nvoid give_up(const char *why, ...) { puts(why); }\n"
        self.assertEqual(self.rules(caller=STOPS, callee=DEAD_END, other=logs), [LEAK_RULE])
        self.assertEqual(self.rules(caller=STOPS, callee=DEAD_END.replace("void give_up", "static void give_up")), [LEAK_RULE])


if __name__ == "__main__":
    unittest.main()
