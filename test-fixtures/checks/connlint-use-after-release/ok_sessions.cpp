// Handles that were taken out of a session or lease, used while it is there.
#include <SQLiteCpp/SQLiteCpp.h>
#include <connpool/pool.h>
#include <libpq-fe.h>
#include <sqlite3.h>

int lease(connpool::Pool &Own) {
  connpool::Lease Lent = Own.checkout();
  auto *Conn = static_cast<PGconn *>(Lent.native());
  int Socket = PQsocket(Conn);
  Lent.checkin();
  Lent = Own.checkout();
  Conn = static_cast<PGconn *>(Lent.native());
  return Socket + PQsocket(Conn);
}

int moved(connpool::Pool &Own) {
  connpool::Lease First = Own.checkout();
  auto *Conn = static_cast<PGconn *>(First.native());
  connpool::Lease Second = std::move(First);
  return PQsocket(Conn); // ok: the second one keeps it
}

int database() {
  SQLite::Database Own("shop.db");
  return sqlite3_errcode(Own.getHandle());
}
