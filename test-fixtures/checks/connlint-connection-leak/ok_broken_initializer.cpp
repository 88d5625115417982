// The constructor keeps the connection in a member of an unknown type, which is left out with its initialiser.
#include "not_there.h"
#include <libpq-fe.h>

class Link {
public:
  Link(PGconn *conn) : conn_(unknown::Ref<PGconn>::make(conn)), used_(0) {}

private:
  unknown::Ref<PGconn> conn_;
  int used_;
};

int open(const char *text) {
  PGconn *conn = PQconnectdb(text);
  if (PQstatus(conn) != CONNECTION_OK) {
    PQfinish(conn);
    return -1;
  }
  Link link(conn);
  return 0;
}
