// Opened or not tells nobody but the counter; a handle that was opened for sure is still followed.
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
  if (!lazy->conn)
    lazy->conn = PQconnectdb("dbname=shop");
}

void reset(Lazy *lazy) {
  make_ready(lazy);
  lazy->conn = nullptr; // want "is overwritten while it is still held" [connlint-connection-leak]
  make_ready(lazy);
}
