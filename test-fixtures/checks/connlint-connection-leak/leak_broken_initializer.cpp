// Twin of ok_broken_initializer.cpp: the unknown member is made of something else.
#include "not_there.h"
#include <libpq-fe.h>

class Link {
public:
  Link(PGconn *conn) : conn_(unknown::Ref<PGconn>::make()), used_(PQstatus(conn)) {}

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
  return 0; // want "'conn'" [connlint-connection-leak]
}
