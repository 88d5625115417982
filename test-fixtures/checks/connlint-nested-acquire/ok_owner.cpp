// The first connection is given back before the second is taken.
#include <libpq-fe.h>
#include <memory>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

void one_after_the_other(const char *Dsn) {
  {
    Owner First(PQconnectdb(Dsn));
  }
  Owner Second(PQconnectdb(Dsn)); // ok: the first scope has ended
  Second.reset();
  Owner Third(PQconnectdb(Dsn)); // ok: the second has let go
}
