// The same element is closed twice in a round.
#include <libpq-fe.h>
#include <list>

struct session {
  int id;
  PGconn *conn;
};

void close_all(std::list<session> &all) {
  for (session &each : all) {
    PQfinish(each.conn);
    if (each.id == 0)
      PQfinish(each.conn); // want "second time" [connlint-double-release]
  }
  all.clear();
}
