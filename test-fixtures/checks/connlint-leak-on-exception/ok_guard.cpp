// Owners, guards and cleanup functions run on the way of the exception.
#include <app.h>
#include <libpq-fe.h>
#include <memory>
#include <stdexcept>
#include <utility>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

class Guard {
public:
  explicit Guard(PGconn *C) : Conn(C) {}
  Guard(const Guard &) = delete;
  ~Guard() { PQfinish(Conn); }

private:
  PGconn *Conn;
};

static void finish(PGconn **Conn) { PQfinish(*Conn); }
static void consume(Owner Conn, int N) {
  if (N > 0)
    throw std::runtime_error("full"); // ok: the parameter releases
}

int owner(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  app_check(1); // ok: the owner releases
  Owner Other = std::move(Conn);
  app_check(2); // ok: so does the other one
  return 0;
}

int guard(const char *Dsn) {
  PGconn *Conn = PQconnectdb(Dsn);
  Guard G(Conn);
  app_check(1); // ok: the guard releases
  return 0;
}

int cleanup(const char *Dsn) {
  __attribute__((cleanup(finish))) PGconn *Conn = PQconnectdb(Dsn);
  app_check(1); // ok: the cleanup function runs
  return 0;
}

int parameter(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  consume(std::move(Conn), app_number());
  return 0;
}

int temporary(const char *Dsn) {
  app_check(PQstatus(Owner(PQconnectdb(Dsn)).get())); // ok: it dies with its statement
  const Owner &Kept = Owner(PQconnectdb(Dsn));
  app_check(PQstatus(Kept.get())); // ok: the reference keeps the owner alive until here
  return 0;
}
