// sqlite.h - connections to SQLite databases. No server needed.
#ifndef CONNPOOL_SQLITE_H
#define CONNPOOL_SQLITE_H

#include "connpool/lease.h"
#include <chrono>
#include <memory>
#include <string>

struct sqlite3;

namespace connpool::sqlite {

struct Options {
  /// How long a statement waits for another writer before it fails.
  std::chrono::milliseconds busy_timeout{5'000};
  bool read_only = false;
  /// Readers do not wait for the writer, nor it for them. Changes the file's mode for good.
  bool write_ahead_log = true;
  bool foreign_keys = true;
};

/// `database` is a file name or a URI (`file:orders.db?mode=ro`). All connections of a pool
/// see one database in memory only when it is named and shared:
/// `file:name?mode=memory&cache=shared`. The file is made when there is none, unless
/// read_only; whether it can be opened shows at the first checkout.
std::shared_ptr<Driver> driver(std::string database, Options options = {});

/// The handle behind a lease of a SQLite pool. Not to be closed. On failure: throws
/// EmptyLease.
sqlite3 *handle(const Lease &lease);

} // namespace connpool::sqlite

#endif
