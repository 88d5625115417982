// An object on the heap takes its handle along when it is deleted.
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
    delete P; // want "the object that holds it is freed" [connlint-connection-leak]
    return 0;
  }
  P->close();
  delete P;
  return 1;
}
