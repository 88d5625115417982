"""What one unit tells about the functions that another one calls."""
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


class Units(ProjectTest):
    def rules(self, *options, **files):
        names = []
        for name, text in files.items():
            suffix = "cpp" if "struct " in text.replace(API, "") else "c"
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
        orders = "struct Orders { int load(PGconn *conn); };\n"
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
