// Nested calls that pass the handle on to its release.
#include <libpq-fe.h>

void touch(const char *dsn) { PQfinish(PQconnectdb(dsn)); }

PGconn *hand_on(const char *dsn) { return PQconnectdb(dsn); }
