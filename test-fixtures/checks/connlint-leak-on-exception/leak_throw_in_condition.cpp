// One branch of a conditional expression throws.
#include <libpq-fe.h>
#include <stdexcept>

int port_of(int number) {
  PGconn *conn = PQconnectdb("dbname=shop");
  int port = number > 0 ? number : throw std::runtime_error("no port"); // want "connection 'conn' from PQconnectdb is still held when this exception leaves" [connlint-leak-on-exception]
  PQfinish(conn);
  return port;
}
