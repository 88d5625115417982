// driver.cpp - what a driver that says nothing about statements and transactions does.
#include "connpool/driver.h"
#include "connpool/error.h"

namespace connpool {

std::string_view name_of(Isolation isolation) noexcept {
  switch (isolation) {
  case Isolation::ReadCommitted: return "READ COMMITTED";
  case Isolation::RepeatableRead: return "REPEATABLE READ";
  case Isolation::Serializable: return "SERIALIZABLE";
  case Isolation::Default: break;
  }
  return "";
}

ResultSet Connection::run(std::string_view, std::span<const Value>) {
  throw QueryError("connpool: this driver runs no statements", QueryError::Kind::Statement);
}

Connection::Awaits Connection::start(std::string_view, std::span<const Value>) {
  throw QueryError("connpool: this driver has no statements for event loops",
                   QueryError::Kind::Statement);
}
Connection::Awaits Connection::proceed() { return Awaits::Nothing; }
ResultSet Connection::finish() { return {}; }

void Connection::begin(const TransactionOptions &options) {
  std::string sql = "BEGIN";
  if (options.isolation != Isolation::Default)
    sql += " ISOLATION LEVEL " + std::string(name_of(options.isolation));
  if (options.read_only)
    sql += " READ ONLY";
  run(sql, {});
}

} // namespace connpool
