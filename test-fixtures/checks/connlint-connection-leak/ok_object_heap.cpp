// An object on the heap is told to close its handle before it is deleted.
#include <app.h>
#include <libpq-fe.h>

class Plain {
public:
  explicit Plain(const char *Dsn) : Conn(PQconnectdb(Dsn)) {}
  void close() { PQfinish(Conn); }

private:
  PGconn *Conn;
};

int deleted(const char *Dsn) {
  Plain *P = new Plain(Dsn);
  if (app_flag("dry")) {
    P->close();
    delete P; // ok: nothing is in it any more
    return 0;
  }
  P->close();
  delete P;
  return 1;
}
