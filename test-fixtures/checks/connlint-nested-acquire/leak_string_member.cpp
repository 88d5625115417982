// What says where to connect is in a string of an object.
#include <libpq-fe.h>
#include <string>

struct Config {
  std::string Dsn;
};

void copy(const Config &C) {
  PGconn *From = PQconnectdb(C.Dsn.c_str());
  if (PQstatus(From) == CONNECTION_OK) {
    PGconn *To = PQconnectdb(C.Dsn.c_str()); // want "second connection" [connlint-nested-acquire]
    PQfinish(To);
  }
  PQfinish(From);
}
