// The base class is one of a system header, and the constructor ends what it has begun.
#include <libpq-fe.h>
#include <plugin.h>
#include <stdexcept>

class Storage : public Plugin {
public:
  explicit Storage(const char *Dsn) {
    Conn = PQconnectdb(Dsn);
    if (PQstatus(Conn) != CONNECTION_OK) {
      PQfinish(Conn);
      throw std::runtime_error("cannot store");
    }
  }
  ~Storage() override { PQfinish(Conn); }
  const char *name() const override { return "storage"; }

private:
  PGconn *Conn;
};
