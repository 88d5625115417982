// The base class is one of a system header: its destructor ends nothing that the derived class adds.
#include <libpq-fe.h>
#include <plugin.h>
#include <stdexcept>

class Storage : public Plugin {
public:
  explicit Storage(const char *Dsn) {
    Conn = PQconnectdb(Dsn);
    check(PQstatus(Conn) == CONNECTION_OK); // want "still held when" [connlint-leak-on-exception]
  }
  ~Storage() override { PQfinish(Conn); }
  const char *name() const override { return "storage"; }

private:
  static void check(bool IsFine) {
    if (!IsFine)
      throw std::runtime_error("cannot store");
  }
  PGconn *Conn;
};
