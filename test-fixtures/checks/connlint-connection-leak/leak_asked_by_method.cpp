// A method tells "no connection" and "a broken connection" apart from a good one, but not from
// each other. Who connects when it says no loses the broken one.
#include <libpq-fe.h>
#include <stdexcept>

class session {
public:
  ~session() { PQfinish(pg); }

  void open(const char *dsn) {
    if (is_open())
      throw std::logic_error("open already");
    pg = PQconnectdb(dsn); // want "overwritten" [connlint-connection-leak]
    if (!is_open())
      throw std::runtime_error(PQerrorMessage(pg));
  }

private:
  bool is_open() const {
    if (pg && PQstatus(pg) == CONNECTION_OK) {
      return true;
    }
    return false;
  }

  PGconn *pg = nullptr;
};

void use(session &s) { s.open("dbname=orders"); }
