// Owners of the standard library release, hand on, and are replaced.
#include <app.h>
#include <libpq-fe.h>
#include <memory>
#include <optional>
#include <utility>

struct Finish {
  void operator()(PGconn *Conn) const noexcept { PQfinish(Conn); }
};
using Owner = std::unique_ptr<PGconn, Finish>;

int scope(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  if (app_flag("dry"))
    return 0; // ok: the owner releases
  return PQstatus(Conn.get()) == CONNECTION_OK;
}

Owner made(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  return Conn; // ok: handed to the caller
}

int from_made(const char *Dsn) {
  Owner Conn = made(Dsn);
  return PQstatus(Conn.get()) == CONNECTION_OK;
}

int replaced(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  if (PQstatus(Conn.get()) != CONNECTION_OK)
    Conn.reset(PQconnectdb("fallback")); // ok: the first one is released
  Conn = Owner(PQconnectdb("third"));    // ok: so is the second
  Conn = nullptr;
  return 0;
}

static void consume(Owner) {} // ok: a parameter is destroyed at the end of the body

static int consume_some(Owner Conn, int N) {
  if (N > 0)
    return PQstatus(Conn.get()) == CONNECTION_OK;
  Conn.reset(PQconnectdb("other"));
  return 0;
}

void given(const char *Dsn) {
  Owner Conn(PQconnectdb(Dsn));
  consume(std::move(Conn)); // ok: the parameter releases
  consume_some(Owner(PQconnectdb(Dsn)), 1);
}

void function_pointer(const char *Dsn) {
  std::unique_ptr<PGconn, void (*)(PGconn *)> A(PQconnectdb(Dsn), PQfinish);
  std::unique_ptr<PGconn, decltype(&PQfinish)> B(PQconnectdb("b"), &PQfinish);
  auto Close = [](PGconn *C) { PQfinish(C); };
  std::unique_ptr<PGconn, decltype(Close)> C(PQconnectdb("c"), Close);
}

void shared(const char *Dsn) {
  std::shared_ptr<PGconn> A(PQconnectdb(Dsn), PQfinish);
  std::shared_ptr<PGconn> B(PQconnectdb("b"), [](PGconn *C) { PQfinish(C); });
  auto Copy = B; // ok: the last one releases
}

void maybe(const char *Dsn) {
  std::optional<Owner> Conn;
  if (app_flag("connect"))
    Conn.emplace(PQconnectdb(Dsn));
  if (app_flag("again"))
    Conn = Owner(PQconnectdb(Dsn)); // ok: the one before is released
}

void discarded(const char *Dsn) {
  Owner(PQconnectdb(Dsn)); // ok: it dies at the end of the statement
  made(Dsn);
}

struct Session {
  Owner Conn;
  int Uses = 0;
};

void member(const char *Dsn) {
  Session S{Owner(PQconnectdb(Dsn))};
  auto *Heap = new Session{Owner(PQconnectdb("heap"))};
  delete Heap; // ok: with its member
}
