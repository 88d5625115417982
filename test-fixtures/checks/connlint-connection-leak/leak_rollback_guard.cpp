// An owner that the caller gave gives its connection up.
#include <libpq-fe.h>
#include <memory>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};

static void commit(PGconn *Conn) { PQclear(PQexec(Conn, "COMMIT")); }

void guarded(std::unique_ptr<PGconn, Finish> &Guard) {
  commit(Guard.release()); // want "never released" [connlint-connection-leak]
}
