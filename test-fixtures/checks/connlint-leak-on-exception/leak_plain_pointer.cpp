// What is called through a plain pointer throws where a try block around it expects so.
#include <libpq-fe.h>
#include <stdexcept>

using Hook = void (*)(int);
Hook find_hook() noexcept;
void app_log(const char *text) noexcept;

void load() {
  Hook on_open = find_hook();
  try {
    PGconn *conn = PQconnectdb("dbname=shop");
    on_open(1);
    PQfinish(conn);
  } catch (...) {
    app_log("failed");
    throw; // want "connection 'conn' from PQconnectdb is still held" [connlint-leak-on-exception]
  }
}
