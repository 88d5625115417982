// A handler, or a guard, rolls back.
#include <app.h>
#include <libpq-fe.h>
#include <stdexcept>

static void validate(int N) {
  if (N < 0)
    throw std::invalid_argument("negative");
}

int handler(PGconn *Conn, int N) {
  PQclear(PQexec(Conn, "BEGIN"));
  try {
    validate(N);
  } catch (const std::exception &) {
    PQclear(PQexec(Conn, "ROLLBACK"));
    return -1; // ok: rolled back
  }
  PQclear(PQexec(Conn, "COMMIT"));
  return 0;
}

class Transaction {
public:
  explicit Transaction(PGconn *C) : Conn(C) { PQclear(PQexec(Conn, "BEGIN")); }
  Transaction(const Transaction &) = delete;
  ~Transaction() {
    if (!Done)
      PQclear(PQexec(Conn, "ROLLBACK"));
  }
  void commit() {
    PQclear(PQexec(Conn, "COMMIT"));
    Done = true;
  }

private:
  PGconn *Conn;
  bool Done = false;
};

void guard(PGconn *Conn, int N) {
  Transaction T(Conn);
  validate(N); // ok: the guard rolls back
  T.commit();
}
