// Handles that were taken out of a session or lease, used after it is gone.
#include <SQLiteCpp/SQLiteCpp.h>
#include <connpool/pool.h>
#include <libpq-fe.h>
#include <sqlite3.h>

int lease(connpool::Pool &Own) {
  connpool::Lease Lent = Own.checkout();
  auto *Conn = static_cast<PGconn *>(Lent.native());
  Lent.checkin();
  return PQsocket(Conn); // want "memory of lease 'Lent' is used after the release" [connlint-use-after-release]
}

int scope(connpool::Pool &Own) {
  PGconn *Conn;
  {
    connpool::Lease Lent = Own.checkout();
    Conn = static_cast<PGconn *>(Lent.native());
  }
  return PQsocket(Conn); // want "memory of lease 'Lent' is used after the release" [connlint-use-after-release]
}

int database() {
  sqlite3 *Handle;
  {
    SQLite::Database Own("shop.db");
    Handle = Own.getHandle();
  }
  return sqlite3_errcode(Handle); // want "memory of database 'Own' is used after the release" [connlint-use-after-release]
}
