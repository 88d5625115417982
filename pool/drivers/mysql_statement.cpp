// mysql_statement.cpp - values into prepared statements of MySQL's client library, and rows
// out of them.
#include "mysql_statement.h"
#include <errmsg.h>
#include <mysqld_error.h>

namespace connpool::mysql {

namespace {

/// Makes one parameter what the client library wants. The value has to outlive it.
struct Bind {
  MYSQL_BIND &bound;

  void operator()(Null) const { bound.buffer_type = MYSQL_TYPE_NULL; }
  void operator()(const bool &value) const { set(MYSQL_TYPE_TINY, &value, 1); }
  void operator()(const std::int64_t &value) const { set(MYSQL_TYPE_LONGLONG, &value, 8); }
  void operator()(const double &value) const { set(MYSQL_TYPE_DOUBLE, &value, 8); }
  void operator()(const std::string &value) const {
    set(MYSQL_TYPE_STRING, value.data(), value.size());
  }
  void operator()(const Bytes &value) const { set(MYSQL_TYPE_BLOB, value.data(), value.size()); }

private:
  void set(enum_field_types type, const void *data, std::size_t size) const {
    bound.buffer_type = type;
    bound.buffer = const_cast<void *>(data); // parameters are only read
    bound.buffer_length = static_cast<unsigned long>(size);
  }
};

/// Where the client library puts one column of a row. Numbers arrive as such; of everything
/// else only the length, because its size is not known before.
struct Cell {
  std::int64_t whole = 0;
  double real = 0;
  unsigned long length = 0;
  std::remove_pointer_t<decltype(MYSQL_BIND::is_null)> null{};

  MYSQL_BIND bind(const MYSQL_FIELD &field) {
    MYSQL_BIND bound{};
    bound.length = &length;
    bound.is_null = &null;
    switch (field.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_YEAR:
      bound.buffer_type = MYSQL_TYPE_LONGLONG;
      bound.buffer = &whole;
      bound.is_unsigned = (field.flags & UNSIGNED_FLAG) != 0;
      break;
    case MYSQL_TYPE_FLOAT:
    case MYSQL_TYPE_DOUBLE:
      bound.buffer_type = MYSQL_TYPE_DOUBLE;
      bound.buffer = &real;
      break;
    default: bound.buffer_type = MYSQL_TYPE_STRING;
    }
    return bound;
  }

  Value number(const MYSQL_BIND &bound) const {
    if (bound.buffer_type == MYSQL_TYPE_DOUBLE)
      return real;
    if (bound.is_unsigned && whole < 0) // beyond 63 bits: text keeps all digits
      return std::to_string(static_cast<std::uint64_t>(whole));
    return whole;
  }
};

bool is_binary(const MYSQL_FIELD &field) {
  constexpr unsigned binary_charset = 63;
  switch (field.type) {
  case MYSQL_TYPE_TINY_BLOB:
  case MYSQL_TYPE_MEDIUM_BLOB:
  case MYSQL_TYPE_LONG_BLOB:
  case MYSQL_TYPE_BLOB:
  case MYSQL_TYPE_STRING:
  case MYSQL_TYPE_VAR_STRING: return field.charsetnr == binary_charset;
  default: return false;
  }
}

Value text(MYSQL_STMT *statement, unsigned index, unsigned long length, bool binary) {
  std::string bytes(length, '\0');
  unsigned long unused = 0;
  MYSQL_BIND bound{};
  bound.buffer_type = MYSQL_TYPE_STRING;
  bound.buffer = bytes.data();
  bound.buffer_length = length;
  bound.length = &unused;
  if (length > 0 && mysql_stmt_fetch_column(statement, &bound, index, 0))
    fail(statement, QueryError::Kind::OutcomeLost);
  if (!binary)
    return bytes;
  const auto *first = reinterpret_cast<const std::byte *>(bytes.data());
  return Bytes(first, first + length);
}

} // namespace

bool is_lost(unsigned code) noexcept {
  return code == CR_SERVER_GONE_ERROR || code == CR_SERVER_LOST || code == ER_CONNECTION_KILLED ||
         code == CR_COMMANDS_OUT_OF_SYNC;
}

[[noreturn]] static void fail(unsigned code, const char *message, QueryError::Kind when_lost) {
  auto kind = QueryError::Kind::Statement;
  if (is_lost(code))
    kind = when_lost;
  else if (code == ER_LOCK_DEADLOCK || code == ER_LOCK_WAIT_TIMEOUT)
    kind = QueryError::Kind::Retryable;
  throw QueryError("mysql: " + std::string(message), kind, std::to_string(code));
}

void fail(MYSQL_STMT *statement, QueryError::Kind when_lost) {
  fail(mysql_stmt_errno(statement), mysql_stmt_error(statement), when_lost);
}

void expect_parameters(MYSQL_STMT *statement, std::size_t given) {
  const std::size_t wanted = mysql_stmt_param_count(statement);
  if (wanted != given)
    throw QueryError("mysql: the statement has " + std::to_string(wanted) + " parameters, not " +
                         std::to_string(given),
                     QueryError::Kind::Statement);
}

std::vector<MYSQL_BIND> bound_to(std::span<const Value> values) {
  std::vector<MYSQL_BIND> bound(values.size());
  for (std::size_t i = 0; i < bound.size(); ++i)
    std::visit(Bind{bound[i]}, values[i]);
  return bound;
}

ResultSet rows(MYSQL_STMT *statement) {
  ResultSet set;
  const Metadata metadata(mysql_stmt_result_metadata(statement));
  if (!metadata) {
    set.affected = mysql_stmt_affected_rows(statement);
    return set;
  }
  const unsigned columns = mysql_num_fields(metadata.get());
  const MYSQL_FIELD *fields = mysql_fetch_fields(metadata.get());
  for (unsigned i = 0; i < columns; ++i)
    set.columns.emplace_back(fields[i].name);
  std::vector<Cell> cells(columns);
  std::vector<MYSQL_BIND> bound;
  for (unsigned i = 0; i < columns; ++i)
    bound.push_back(cells[i].bind(fields[i]));
  if (mysql_stmt_bind_result(statement, bound.data()))
    fail(statement, QueryError::Kind::OutcomeLost);
  int step = 0;
  while ((step = mysql_stmt_fetch(statement)) == 0 || step == MYSQL_DATA_TRUNCATED) {
    Row &row = set.rows.emplace_back();
    for (unsigned i = 0; i < columns; ++i) {
      if (cells[i].null)
        row.emplace_back(Null{});
      else if (bound[i].buffer_type != MYSQL_TYPE_STRING)
        row.push_back(cells[i].number(bound[i]));
      else
        row.push_back(text(statement, i, cells[i].length, is_binary(fields[i])));
    }
  }
  if (step != MYSQL_NO_DATA)
    fail(statement, QueryError::Kind::OutcomeLost);
  return set;
}

bool cannot_be_prepared(MYSQL_STMT *statement) noexcept {
  return mysql_stmt_errno(statement) == ER_UNSUPPORTED_PS;
}

ResultSet run_as_text(MYSQL *handle, std::string_view sql) {
  const auto check = [&](bool failed) {
    if (failed)
      fail(mysql_errno(handle), mysql_error(handle), QueryError::Kind::OutcomeLost);
  };
  check(mysql_real_query(handle, sql.data(), static_cast<unsigned long>(sql.size())));
  const Metadata result(mysql_store_result(handle));
  check(!result && mysql_field_count(handle) > 0);
  ResultSet set;
  if (!result) {
    set.affected = mysql_affected_rows(handle);
    return set;
  }
  const unsigned columns = mysql_num_fields(result.get());
  for (unsigned i = 0; i < columns; ++i)
    set.columns.emplace_back(mysql_fetch_field_direct(result.get(), i)->name);
  while (char **const texts = mysql_fetch_row(result.get())) {
    const unsigned long *const lengths = mysql_fetch_lengths(result.get());
    Row &row = set.rows.emplace_back();
    for (unsigned i = 0; i < columns; ++i)
      row.push_back(texts[i] ? Value(std::string(texts[i], lengths[i])) : Value(Null{}));
  }
  return set;
}

} // namespace connpool::mysql
