// A mode in a string is asked for twice: there is one answer.
#include <libpq-fe.h>
#include <string>

void run(const std::string &mode) {
  PGconn *conn = nullptr;
  if (mode == "direct")
    conn = PQconnectdb("dbname=shop");
  // ok: the same mode still
  if (mode == "direct")
    PQfinish(conn);
}

struct Settings {
  std::string mode;
};

void by_member(const Settings &settings) {
  PGconn *conn = nullptr;
  if (settings.mode != "none")
    conn = PQconnectdb("dbname=shop");
  if (settings.mode == "none")
    return;
  PQfinish(conn);
}
