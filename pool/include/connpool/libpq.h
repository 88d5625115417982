// libpq.h - connections to PostgreSQL, directly or through PgBouncer.
#ifndef CONNPOOL_LIBPQ_H
#define CONNPOOL_LIBPQ_H

#include "connpool/lease.h"
#include <chrono>
#include <memory>
#include <string>

typedef struct pg_conn PGconn;

namespace connpool::libpq {

struct Options {
  /// The server ends statements that run for longer. 0: its own setting. Set per session,
  /// so it must stay 0 behind PgBouncer in transaction mode.
  std::chrono::milliseconds statement_timeout{0};
};

/// `conninfo` is what PQconnectdb takes: `host=… dbname=…` or
/// `postgresql://user:password@host/db`; what it does not say comes from PGHOST and its
/// like. Whether the server can be reached shows at the first checkout. On failure: throws
/// std::invalid_argument when it cannot be parsed.
std::shared_ptr<Driver> driver(std::string conninfo, Options options = {});

/// The handle behind a lease of a PostgreSQL pool. Not to be finished. On failure: throws
/// EmptyLease.
PGconn *handle(const Lease &lease);

} // namespace connpool::libpq

#endif
