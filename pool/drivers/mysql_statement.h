// mysql_statement.h - what the MySQL driver's parts share: owners of the client library's
// handles, prepared statements with values in and rows out, and what their failures mean.
#ifndef CONNPOOL_MYSQL_STATEMENT_H
#define CONNPOOL_MYSQL_STATEMENT_H

#include "connpool/error.h"
#include "connpool/value.h"
#include <memory>
#include <mysql.h>
#include <span>
#include <string_view>

namespace connpool::mysql {

struct Close {
  void operator()(MYSQL *handle) const { mysql_close(handle); }
  void operator()(MYSQL_STMT *statement) const { mysql_stmt_close(statement); }
  void operator()(MYSQL_RES *result) const { mysql_free_result(result); }
};
using Handle = std::unique_ptr<MYSQL, Close>;
using Statement = std::unique_ptr<MYSQL_STMT, Close>;
using Metadata = std::unique_ptr<MYSQL_RES, Close>;

/// The error of that number means that the session is over.
bool is_lost(unsigned code) noexcept;

/// Throws the QueryError that the statement's error is; `when_lost` is its kind when the
/// session is over.
[[noreturn]] void fail(MYSQL_STMT *statement, QueryError::Kind when_lost);

/// On failure: throws QueryError unless the statement has that many parameters.
/// *Requires* the statement is prepared.
void expect_parameters(MYSQL_STMT *statement, std::size_t given);

/// Parameters as the client library wants them. They point into `values`.
std::vector<MYSQL_BIND> bound_to(std::span<const Value> values);

/// The statement's rows, or how many it changed. On failure: throws QueryError.
/// *Requires* all rows are here (mysql_stmt_store_result).
ResultSet rows(MYSQL_STMT *statement);

/// The server prepares no statements of this kind, such as BEGIN on MySQL.
bool cannot_be_prepared(MYSQL_STMT *statement) noexcept;
/// Runs it as text, and gets its rows as text. On failure: throws QueryError.
ResultSet run_as_text(MYSQL *handle, std::string_view sql);

} // namespace connpool::mysql

#endif
