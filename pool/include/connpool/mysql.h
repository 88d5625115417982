// mysql.h - connections to MariaDB and MySQL.
#ifndef CONNPOOL_MYSQL_H
#define CONNPOOL_MYSQL_H

#include "connpool/lease.h"
#include <chrono>
#include <memory>
#include <string>

typedef struct st_mysql MYSQL;

namespace connpool::mysql {

struct Options {
  /// "localhost" is the client library's own Unix socket, whatever the port; 127.0.0.1 is
  /// the network.
  std::string host = "localhost";
  unsigned port = 3306;
  std::string socket; ///< path of a Unix socket, instead of host and port
  std::string user;
  std::string password;
  std::string database; ///< empty: none
  std::string charset = "utf8mb4";
  /// The client gives up on an answer after this long. Whole seconds. 0: never.
  std::chrono::seconds read_timeout{0};
  /// The server ends statements that run for longer; MySQL only those that read. 0: its own
  /// setting.
  std::chrono::milliseconds statement_timeout{0};
  /// File with certificate authorities; when set, an encrypted connection is required.
  std::string ssl_ca;
};

/// Whether the server can be reached shows at the first checkout. On failure: throws
/// std::runtime_error when the client library cannot be initialised.
std::shared_ptr<Driver> driver(Options options);

/// From `mysql://user:password@host:port/database?socket=…`, percent-encoded; `mariadb:` is
/// the same. Other options: charset, ssl_ca, statement_timeout (ms). On failure: throws
/// std::invalid_argument, without the password in its text.
Options parse(const std::string &url);

/// The handle behind a lease of a MariaDB pool. Not to be closed. On failure: throws
/// EmptyLease.
MYSQL *handle(const Lease &lease);

} // namespace connpool::mysql

#endif
