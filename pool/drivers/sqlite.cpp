// sqlite.cpp - the SQLite driver.
#include "connpool/sqlite.h"
#include "connpool/error.h"
#include <sqlite3.h>

namespace connpool::sqlite {

namespace {

struct Finalize {
  void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

struct Close {
  void operator()(sqlite3 *database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, Close>;

[[noreturn]] void fail(sqlite3 *database) {
  const int code = sqlite3_extended_errcode(database);
  const int primary = code & 0xff;
  const bool again = primary == SQLITE_BUSY || primary == SQLITE_LOCKED;
  throw QueryError("sqlite: " + std::string(sqlite3_errmsg(database)),
                   again ? QueryError::Kind::Retryable : QueryError::Kind::Statement,
                   std::to_string(code));
}

struct Bind {
  sqlite3_stmt *statement;
  int index;

  int operator()(Null) const { return sqlite3_bind_null(statement, index); }
  int operator()(bool value) const { return sqlite3_bind_int(statement, index, value); }
  int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, index, value); }
  int operator()(double value) const { return sqlite3_bind_double(statement, index, value); }
  int operator()(const std::string &value) const {
    return sqlite3_bind_text64(statement, index, value.data(), value.size(), SQLITE_TRANSIENT,
                               SQLITE_UTF8);
  }
  int operator()(const Bytes &value) const {
    // A null pointer would bind NULL instead of no bytes.
    return value.empty() ? sqlite3_bind_zeroblob(statement, index, 0)
                         : sqlite3_bind_blob64(statement, index, value.data(), value.size(),
                                               SQLITE_TRANSIENT);
  }
};

Value column(sqlite3_stmt *statement, int index) {
  switch (sqlite3_column_type(statement, index)) {
  case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, index)};
  case SQLITE_FLOAT: return sqlite3_column_double(statement, index);
  case SQLITE_TEXT: {
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, index));
    return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
  }
  case SQLITE_BLOB: {
    const auto *bytes = static_cast<const std::byte *>(sqlite3_column_blob(statement, index));
    return Bytes(bytes, bytes + sqlite3_column_bytes(statement, index));
  }
  default: return Null{};
  }
}

class SqliteConnection final : public Connection {
public:
  explicit SqliteConnection(Database database) : database_(std::move(database)) {}

  void *native() noexcept override { return database_.get(); }

  Condition condition() noexcept override {
    for (sqlite3_stmt *each = nullptr; (each = sqlite3_next_stmt(database_.get(), each));)
      if (sqlite3_stmt_busy(each))
        return Condition::Busy;
    return sqlite3_get_autocommit(database_.get()) ? Condition::Clean : Condition::InTransaction;
  }

  bool ping(std::chrono::milliseconds) noexcept override { return true; }

  bool reset(ResetLevel level, std::chrono::milliseconds) noexcept override {
    // Settings and temporary tables of a session cannot be listed, only closed.
    if (level == ResetLevel::Full)
      return false;
    return level == ResetLevel::None || sqlite3_get_autocommit(database_.get()) ||
           sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK;
  }

  ResultSet run(std::string_view sql, std::span<const Value> parameters) override {
    const Statement statement = prepare(sql);
    if (parameters.size() !=
        static_cast<std::size_t>(sqlite3_bind_parameter_count(statement.get())))
      throw QueryError("sqlite: the statement has " +
                           std::to_string(sqlite3_bind_parameter_count(statement.get())) +
                           " parameters, not " + std::to_string(parameters.size()),
                       QueryError::Kind::Statement);
    int index = 0;
    for (const Value &value : parameters)
      if (std::visit(Bind{statement.get(), ++index}, value) != SQLITE_OK)
        fail(database_.get());
    ResultSet result;
    const int columns = sqlite3_column_count(statement.get());
    for (int i = 0; i < columns; ++i)
      result.columns.emplace_back(sqlite3_column_name(statement.get(), i));
    int step = SQLITE_OK;
    while ((step = sqlite3_step(statement.get())) == SQLITE_ROW) {
      Row &row = result.rows.emplace_back();
      row.reserve(static_cast<std::size_t>(columns));
      for (int i = 0; i < columns; ++i)
        row.push_back(column(statement.get(), i));
    }
    if (step != SQLITE_DONE)
      fail(database_.get());
    if (!sqlite3_stmt_readonly(statement.get()))
      result.affected = static_cast<std::uint64_t>(sqlite3_changes64(database_.get()));
    return result;
  }

  void begin(const TransactionOptions &options) override {
    // Always serialisable. A writer that starts as a reader can fail half-way: it locks at
    // once.
    run(options.read_only ? "BEGIN" : "BEGIN IMMEDIATE", {});
  }

private:
  Statement prepare(std::string_view sql) {
    sqlite3_stmt *statement = nullptr;
    const char *rest = nullptr;
    if (sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &statement,
                           &rest) != SQLITE_OK)
      fail(database_.get());
    Statement owner(statement);
    const std::string_view left(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
    if (!owner || left.find_first_not_of(" \t\r\n;") != std::string_view::npos)
      throw QueryError("sqlite: exactly one statement is run at a time",
                       QueryError::Kind::Statement);
    return owner;
  }

  Database database_;
};

class SqliteDriver final : public Driver {
public:
  SqliteDriver(std::string database, Options options)
      : database_(std::move(database)), options_(options) {}

  std::unique_ptr<Connection> connect(std::chrono::milliseconds timeout) override {
    sqlite3 *opened = nullptr;
    const int access =
        options_.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    // One borrower at a time has it: SQLite need not lock as well.
    const int result = sqlite3_open_v2(database_.c_str(), &opened,
                                       access | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(opened);
    if (result != SQLITE_OK)
      refuse(database.get(), result);
    sqlite3_extended_result_codes(database.get(), 1);
    // Settings may have to wait for another process as well, but not for longer than a
    // connect.
    sqlite3_busy_timeout(database.get(), static_cast<int>(timeout.count()));
    if (options_.write_ahead_log && !options_.read_only)
      set(database.get(), "PRAGMA journal_mode=WAL");
    set(database.get(),
        options_.foreign_keys ? "PRAGMA foreign_keys=ON" : "PRAGMA foreign_keys=OFF");
    sqlite3_busy_timeout(database.get(), static_cast<int>(options_.busy_timeout.count()));
    return std::make_unique<SqliteConnection>(std::move(database));
  }

  std::string target() const override { return "sqlite " + database_; }

private:
  void set(sqlite3 *database, const char *pragma) const {
    if (const int result = sqlite3_exec(database, pragma, nullptr, nullptr, nullptr);
        result != SQLITE_OK)
      refuse(database, result);
  }

  [[noreturn]] void refuse(sqlite3 *database, int result) const {
    const char *why = database ? sqlite3_errmsg(database) : sqlite3_errstr(result);
    const int primary = result & 0xff;
    const bool again = primary == SQLITE_BUSY || primary == SQLITE_LOCKED ||
                       primary == SQLITE_NOMEM || primary == SQLITE_IOERR;
    throw ConnectError("cannot open " + target() + ": " + why,
                       again ? ConnectError::Kind::Transient : ConnectError::Kind::Permanent);
  }

  const std::string database_;
  const Options options_;
};

} // namespace

std::shared_ptr<Driver> driver(std::string database, Options options) {
  return std::make_shared<SqliteDriver>(std::move(database), options);
}

sqlite3 *handle(const Lease &lease) { return static_cast<sqlite3 *>(lease.connection().native()); }

} // namespace connpool::sqlite
