// An object on the heap takes its handle along: what becomes of "new" is not followed.
#include <app.h>
#include <libpq-fe.h>
#include <memory>

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
    delete P; // miss: the class has no destructor
    return 0;
  }
  P->close();
  delete P;
  return 1;
}

int owned(const char *Dsn) {
  auto P = std::make_unique<Plain>(Dsn);
  return 0; // miss: neither has it here
}
