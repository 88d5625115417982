// Tests of a pool beside other tests: most of the unit connects on purpose.
#include <soci/soci.h>

void pool(soci::connection_pool &Own) { soci::session(Own) << "SELECT 1"; }

void first() { soci::session("sqlite3", ":memory:") << "SELECT 1"; }

void second() { soci::session("sqlite3", ":memory:") << "SELECT 2"; }
