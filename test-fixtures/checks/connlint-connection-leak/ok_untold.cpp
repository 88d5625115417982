// Who counts references in an atomic, or asks somebody we do not see, knows when to open and close.
#include <atomic>
#include <libpq-fe.h>

bool is_ready();

class Shared {
public:
  void open() {
    if (++count == 1)
      conn = PQconnectdb("dbname=shop");
  }
  void close() {
    if (--count == 0)
      PQfinish(conn);
  }
  PGconn *conn = nullptr;

private:
  std::atomic<int> count{0};
};

struct Lazy {
  PGconn *conn;
};

void quit(Lazy *lazy) { PQfinish(lazy->conn); }

void make_ready(Lazy *lazy) {
  if (!is_ready())
    lazy->conn = PQconnectdb("dbname=shop");
}

void twice(Shared &shared) {
  shared.open();
  shared.open(); // ok: opens only once
  shared.close();
  shared.close(); // ok: closes only once
}

void alone() {
  Shared shared;
  shared.conn = PQconnectdb("dbname=shop");
  shared.close(); // ok: it counts by itself
}

void again(Lazy *lazy) {
  make_ready(lazy);
  make_ready(lazy); // ok: ready by now
}
