// open.h - a pool from nothing but a URL, whatever the database.
//
//   static Pool pool = open_pool("postgresql://app:p%40ss@db/orders");
//   static Pool pool = open_pool_from_environment();
#ifndef CONNPOOL_OPEN_H
#define CONNPOOL_OPEN_H

#include "connpool/pool.h"
#include <memory>
#include <string>

namespace connpool {

/// The driver that a URL asks for:
/// - `postgresql://user:password@host:port/database`, with `postgres:` for the same; also
///   libpq's own `host=… dbname=…`
/// - `mysql://user:password@host:port/database`, with `mariadb:` for the same
/// - `sqlite:///relative.db` and `sqlite:////absolute.db`
///
/// A scheme may name a client library after a plus sign, which is ignored
/// (postgresql+psycopg2:). User and password are percent-encoded. `?statement_timeout=2000`
/// (ms) is understood for servers, `?busy_timeout=…` (ms) and `?mode=ro` for SQLite; other
/// options are the client library's for PostgreSQL, and those of mysql::parse for MariaDB.
/// On failure: throws std::invalid_argument, without a password in its text.
std::shared_ptr<Driver> driver_for(const std::string &url);

/// A pool for that URL. On failure: throws as driver_for and Pool's constructor.
Pool open_pool(const std::string &url, PoolOptions options = {});

/// The same for DATABASE_URL, with options_from_environment(options). On failure: throws
/// std::invalid_argument, which names the variable.
Pool open_pool_from_environment(PoolOptions options = {});

} // namespace connpool

#endif
