// The deleter of a guard rolls back; the connection stays the caller's.
#include <libpq-fe.h>
#include <memory>

struct Rollback {
  void operator()(PGconn *Conn) const noexcept { PQclear(PQexec(Conn, "ROLLBACK")); }
};

static void commit(PGconn *Conn) { PQclear(PQexec(Conn, "COMMIT")); }

void guarded(PGconn *Conn, bool Good) {
  PQclear(PQexec(Conn, "BEGIN"));
  std::unique_ptr<PGconn, Rollback> Guard(Conn);
  if (Good)
    commit(Guard.release());
}
