// What says where to connect is in another string of an object.
#include <libpq-fe.h>
#include <string>

struct Config {
  std::string Dsn, Other;
};

void copy(const Config &C) {
  PGconn *From = PQconnectdb(C.Dsn.c_str());
  if (PQstatus(From) == CONNECTION_OK) {
    PGconn *To = PQconnectdb(C.Other.c_str());
    PQfinish(To);
  }
  PQfinish(From);
}
