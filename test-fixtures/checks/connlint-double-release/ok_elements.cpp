// Twin of leak_elements.cpp: each round of the loop has another element.
#include <libpq-fe.h>
#include <list>
#include <map>

struct session {
  int id;
  PGconn *conn;
};

void close_all(std::map<int, PGconn *> &all) {
  for (auto &each : all)
    PQfinish(each.second);
  all.clear();
}

void close_all(std::map<int, session> &all) {
  for (auto &[id, each] : all)
    PQfinish(each.conn);
  all.clear();
}

void close_all(std::list<session> &all) {
  for (session &each : all)
    PQfinish(each.conn);
  all.clear();
}
