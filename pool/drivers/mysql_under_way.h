// mysql_under_way.h - a statement that nobody waits for, on MariaDB's client library:
// MySQL's own has no such way.
#ifndef CONNPOOL_MYSQL_UNDER_WAY_H
#define CONNPOOL_MYSQL_UNDER_WAY_H

#include "connpool/driver.h"
#include "mysql_statement.h"
#ifdef MARIADB_BASE_VERSION

namespace connpool::mysql {

/// Protocol: start, proceed while something is awaited, result. On failure: throws
/// QueryError, and the statement is over.
/// *Requires* the handle has MYSQL_OPT_NONBLOCK and outlives it.
class UnderWay {
public:
  UnderWay(std::string_view sql, std::span<const Value> parameters, MYSQL *handle);

  Connection::Awaits start();
  Connection::Awaits proceed();
  ResultSet result() { return rows(statement_.get()); }

private:
  enum Step { Prepare, Execute, Store };
  // Each returns the events that it wants before it goes on, 0 when it is done.
  int execute();
  int store();
  int resume();
  Connection::Awaits advance(int events);

  const std::string sql_;
  const std::vector<Value> values_;
  std::vector<MYSQL_BIND> bound_; ///< point into values_
  const Statement statement_;
  Step step_ = Prepare;
  int failed_ = 0;
};

} // namespace connpool::mysql

#endif
#endif
