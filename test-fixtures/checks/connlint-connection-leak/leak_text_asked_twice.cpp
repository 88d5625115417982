// A mode in a string is asked for twice, but it has changed, or the other mode is meant.
#include <libpq-fe.h>
#include <string>

std::string next_mode();

void run(std::string mode) {
  PGconn *conn = nullptr;
  if (mode == "direct")
    conn = PQconnectdb("dbname=shop");
  mode = next_mode();
  if (mode == "direct")
    PQfinish(conn);
} // want "connection 'conn' from PQconnectdb is not released on this way out" [connlint-connection-leak]

struct Settings {
  std::string mode;
};

void by_member(const Settings &settings) {
  PGconn *conn = nullptr;
  if (settings.mode != "none")
    conn = PQconnectdb("dbname=shop");
  if (settings.mode != "none")
    return; // want "connection 'conn' from PQconnectdb is not released on this way out" [connlint-connection-leak]
  PQfinish(conn);
}
