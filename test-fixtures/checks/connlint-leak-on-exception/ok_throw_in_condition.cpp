// One branch of a conditional expression throws, before there is a connection.
#include <libpq-fe.h>
#include <stdexcept>

int port_of(int number) {
  int port = number > 0 ? number : throw std::runtime_error("no port");
  PGconn *conn = PQconnectdb("dbname=shop");
  PQfinish(conn);
  return port;
}
