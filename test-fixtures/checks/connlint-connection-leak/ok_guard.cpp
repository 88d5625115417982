// A guard releases on every way out of its scope.
#include <app.h>
#include <libpq-fe.h>

class Guard {
public:
  explicit Guard(PGconn *C) : Conn(C) {}
  Guard(const Guard &) = delete;
  ~Guard() {
    if (Conn)
      PQfinish(Conn);
  }
  PGconn *dismiss() {
    PGconn *C = Conn;
    Conn = nullptr;
    return C;
  }

private:
  PGconn *Conn;
};

int run(const char *Dsn) {
  Guard G(PQconnectdb(Dsn));
  if (app_flag("dry"))
    return 0; // ok: the guard releases
  for (int I = 0; I < 3; ++I) {
    Guard Inner(PQconnectdb("other"));
    if (app_flag("skip"))
      continue; // ok: also here
    if (app_flag("stop"))
      break;
  }
  return 1;
}

PGconn *handed_out(const char *Dsn) {
  Guard G(PQconnectdb(Dsn));
  if (app_flag("dry"))
    return nullptr;
  return G.dismiss(); // ok: the caller has it
}
