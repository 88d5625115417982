// mysql.cpp - the driver for MariaDB and MySQL, with either client library.
#include "connpool/mysql.h"
#include "client_socket.h"
#include "connpool/error.h"
#include "connpool/url.h"
#include <charconv>
#include <cstring>
#include <errmsg.h>
#include <mysql.h>
#include <mysqld_error.h>
#include <optional>
#include <stdexcept>

namespace connpool::mysql {

namespace {

using std::chrono::milliseconds;

struct Close {
  void operator()(MYSQL *handle) const { mysql_close(handle); }
  void operator()(MYSQL_STMT *statement) const { mysql_stmt_close(statement); }
  void operator()(MYSQL_RES *result) const { mysql_free_result(result); }
};
using Handle = std::unique_ptr<MYSQL, Close>;
using Statement = std::unique_ptr<MYSQL_STMT, Close>;
using Metadata = std::unique_ptr<MYSQL_RES, Close>;

bool is_lost(unsigned code) {
  return code == CR_SERVER_GONE_ERROR || code == CR_SERVER_LOST ||
         code == ER_CONNECTION_KILLED || code == CR_COMMANDS_OUT_OF_SYNC;
}

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
  void operator()(const Bytes &value) const {
    set(MYSQL_TYPE_BLOB, value.data(), value.size());
  }

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
    default:
      bound.buffer_type = MYSQL_TYPE_STRING;
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
  case MYSQL_TYPE_VAR_STRING:
    return field.charsetnr == binary_charset;
  default:
    return false;
  }
}

#ifdef MARIADB_BASE_VERSION
/// A statement that nobody waits for. Each step returns the events that it wants before it
/// goes on, 0 when it is done.
struct UnderWay {
  enum Step { Prepare, Execute, Store };

  UnderWay(std::string_view text, std::span<const Value> parameters, MYSQL *handle)
      : sql(text), values(parameters.begin(), parameters.end()), bound(values.size()),
        statement(mysql_stmt_init(handle)) {
    for (std::size_t i = 0; i < bound.size(); ++i)
      std::visit(Bind{bound[i]}, values[i]);
  }

  int prepare() {
    return mysql_stmt_prepare_start(&failed, statement.get(), sql.data(),
                                    static_cast<unsigned long>(sql.size()));
  }
  int execute() {
    step = Execute;
    if (!bound.empty() && mysql_stmt_bind_param(statement.get(), bound.data())) {
      failed = 1;
      return 0;
    }
    return mysql_stmt_execute_start(&failed, statement.get());
  }
  int store() {
    step = Store;
    return mysql_stmt_store_result_start(&failed, statement.get());
  }
  int resume() {
    constexpr int ready = MYSQL_WAIT_READ | MYSQL_WAIT_WRITE; // it looks for itself
    switch (step) {
    case Prepare:
      return mysql_stmt_prepare_cont(&failed, statement.get(), ready);
    case Execute:
      return mysql_stmt_execute_cont(&failed, statement.get(), ready);
    case Store:
      break;
    }
    return mysql_stmt_store_result_cont(&failed, statement.get(), ready);
  }

  std::string sql;
  std::vector<Value> values;
  std::vector<MYSQL_BIND> bound; ///< point into values
  Statement statement;
  Step step = Prepare;
  int failed = 0;
};
#endif

/// Ends the statement of another session; see Connection::interruption.
using Interrupter = std::function<void(unsigned long)>;

class MysqlConnection final : public Connection {
public:
  /// `settings`: a statement that makes the session what the options say, or nothing.
  MysqlConnection(Handle handle, const Options &options, Interrupter interrupter)
      : handle_(std::move(handle)), charset_(options.charset),
        settings_(settings(options.statement_timeout)),
        interrupter_(std::move(interrupter)) {}
  ~MysqlConnection() override {
#ifdef MARIADB_BASE_VERSION
    if (under_way_)
      cut(socket()); // its rows are not waited for
#endif
  }

  void *native() noexcept override { return handle_.get(); }

  Condition condition() noexcept override {
    if (silent_ || is_lost(mysql_errno(handle_.get())))
      return Condition::Broken;
#ifdef MARIADB_BASE_VERSION
    if (under_way_)
      return Condition::Busy;
#endif
    if (handle_->status != MYSQL_STATUS_READY || mysql_more_results(handle_.get()))
      return Condition::Busy;
    return handle_->server_status & SERVER_STATUS_IN_TRANS ? Condition::InTransaction
                                                           : Condition::Clean;
  }

  bool peek() noexcept override {
    // This protocol has nothing to say unasked but farewell.
    return look_at(socket()).state == SocketLook::Quiet;
  }

  bool ping(milliseconds patience) noexcept override { return command("DO 1", patience); }

  bool reset(ResetLevel level, milliseconds patience) noexcept override {
    if (level == ResetLevel::None)
      return true;
    if (handle_->server_status & SERVER_STATUS_IN_TRANS && !command("ROLLBACK", patience))
      return false;
    // Afterwards the server speaks its own character set.
    return level == ResetLevel::Rollback ||
           (forget_session(patience) &&
            command(("SET NAMES " + charset_).c_str(), patience) &&
            apply_settings(patience));
  }

  bool apply_settings(milliseconds patience) noexcept {
    return settings_.empty() || command(settings_.c_str(), patience);
  }

  void sever() noexcept override { cut(socket()); }

  ResultSet run(std::string_view sql, std::span<const Value> parameters) override {
    if (condition() == Condition::Broken)
      throw QueryError("mysql: the connection is lost", QueryError::Kind::NotSent);
    const Statement statement(mysql_stmt_init(handle_.get()));
    if (!statement)
      throw std::bad_alloc();
    if (mysql_stmt_prepare(statement.get(), sql.data(),
                           static_cast<unsigned long>(sql.size())))
      fail(statement.get(), QueryError::Kind::NotSent);
    if (mysql_stmt_param_count(statement.get()) != parameters.size())
      refuse_count(mysql_stmt_param_count(statement.get()), parameters.size());
    std::vector<MYSQL_BIND> bound(parameters.size());
    for (std::size_t i = 0; i < bound.size(); ++i)
      std::visit(Bind{bound[i]}, parameters[i]);
    if ((!bound.empty() && mysql_stmt_bind_param(statement.get(), bound.data())) ||
        mysql_stmt_execute(statement.get()) ||
        (mysql_stmt_field_count(statement.get()) > 0 &&
         mysql_stmt_store_result(statement.get())))
      fail(statement.get(), QueryError::Kind::OutcomeLost);
    return rows(statement.get());
  }

  int socket() const noexcept override {
    return static_cast<int>(mysql_get_socket(handle_.get()));
  }

#ifdef MARIADB_BASE_VERSION
  Awaits start(std::string_view sql, std::span<const Value> parameters) override {
    if (condition() == Condition::Broken)
      throw QueryError("mysql: the connection is lost", QueryError::Kind::NotSent);
    if (!can_wait())
      throw std::bad_alloc();
    under_way_.emplace(sql, parameters, handle_.get());
    if (!under_way_->statement)
      throw std::bad_alloc();
    return advance(under_way_->prepare());
  }

  Awaits proceed() override { return advance(under_way_->resume()); }

  ResultSet finish() override {
    const UnderWay done = std::move(*under_way_);
    under_way_.reset();
    return rows(done.statement.get());
  }

  std::function<void()> interruption() override {
    return
        [interrupt = interrupter_, id = mysql_thread_id(handle_.get())] { interrupt(id); };
  }
#endif

  void begin(const TransactionOptions &options) override {
    if (options.isolation != Isolation::Default)
      run("SET TRANSACTION ISOLATION LEVEL " + std::string(name_of(options.isolation)), {});
    run(options.read_only ? "START TRANSACTION READ ONLY" : "START TRANSACTION", {});
  }

  unsigned session_limit() override {
    return static_cast<unsigned>(
        std::get<std::int64_t>(run("SELECT CAST(IF(@@max_user_connections > 0, "
                                   "LEAST(@@max_connections, @@max_user_connections), "
                                   "@@max_connections) AS SIGNED)",
                                   {})
                                   .rows.at(0)
                                   .at(0)));
  }

private:
#ifdef MARIADB_BASE_VERSION
  /// Starts to be waited for where it is needed; a waiting start costs a stack of its own.
  bool can_wait() {
    if (!waiting_)
      waiting_ = mysql_options(handle_.get(), MYSQL_OPT_NONBLOCK, nullptr) == 0;
    return waiting_;
  }

  /// After a step that wants `events` before it goes on; 0: it is done.
  Awaits advance(int events) {
    UnderWay &my = *under_way_;
    while (events == 0) {
      if (my.failed != 0)
        fail_under_way();
      if (my.step == UnderWay::Prepare) {
        if (mysql_stmt_param_count(my.statement.get()) != my.values.size())
          fail_under_way();
        events = my.execute();
      } else if (my.step == UnderWay::Execute &&
                 mysql_stmt_field_count(my.statement.get()) > 0) {
        events = my.store();
      } else {
        return Awaits::Nothing;
      }
    }
    return events & MYSQL_WAIT_WRITE ? Awaits::ReadOrWrite : Awaits::Read;
  }

  [[noreturn]] void fail_under_way() {
    const UnderWay over = std::move(*under_way_);
    under_way_.reset();
    if (over.failed == 0)
      refuse_count(mysql_stmt_param_count(over.statement.get()), over.values.size());
    fail(over.statement.get(), over.step == UnderWay::Prepare
                                   ? QueryError::Kind::NotSent
                                   : QueryError::Kind::OutcomeLost);
  }
#endif

  [[noreturn]] static void refuse_count(std::size_t wanted, std::size_t given) {
    throw QueryError("mysql: the statement has " + std::to_string(wanted) +
                         " parameters, not " + std::to_string(given),
                     QueryError::Kind::Statement);
  }

  std::string settings(milliseconds limit) const {
    if (limit.count() <= 0)
      return {};
    const bool mariadb = std::strstr(mysql_get_server_info(handle_.get()), "MariaDB");
    const std::string count = std::to_string(limit.count());
    return mariadb ? "SET max_statement_time = " + count + " / 1000"
                   : "SET max_execution_time = " + count;
  }

  bool forget_session(milliseconds patience) noexcept {
#ifdef MARIADB_BASE_VERSION
    if (!can_wait())
      return false;
    const Deadline until = std::chrono::steady_clock::now() + patience;
    int failed = 0;
    int wanted = mysql_reset_connection_start(&failed, handle_.get());
    while (wanted != 0) {
      if (!wait_for(socket(), wanted & MYSQL_WAIT_WRITE ? POLLOUT : POLLIN, until)) {
        silent_ = true;
        return false;
      }
      wanted = mysql_reset_connection_cont(&failed, handle_.get(), MYSQL_WAIT_READ);
    }
    return failed == 0;
#else
    static_cast<void>(patience);
    return mysql_reset_connection(handle_.get()) == 0;
#endif
  }

  /// Runs a command that returns no rows; false when it fails or the server stays silent.
  bool command(const char *sql, milliseconds patience) noexcept {
    if (mysql_send_query(handle_.get(), sql, static_cast<unsigned long>(std::strlen(sql))))
      return false;
    if (!wait_for(socket(), POLLIN, std::chrono::steady_clock::now() + patience)) {
      silent_ = true;
      return false;
    }
    return mysql_read_query_result(handle_.get()) == 0;
  }

  /// For the few statements, such as BEGIN on MySQL, that cannot be prepared.
  ResultSet run_as_text(std::string_view sql) {
    if (mysql_real_query(handle_.get(), sql.data(), static_cast<unsigned long>(sql.size())))
      fail(mysql_errno(handle_.get()), mysql_error(handle_.get()),
           QueryError::Kind::OutcomeLost);
    const Metadata rows(mysql_store_result(handle_.get()));
    ResultSet set;
    set.affected = rows ? 0 : mysql_affected_rows(handle_.get());
    return set;
  }

  [[noreturn]] void fail(MYSQL_STMT *statement, QueryError::Kind when_lost) {
    fail(mysql_stmt_errno(statement), mysql_stmt_error(statement), when_lost);
  }

  [[noreturn]] void fail(unsigned code, const char *message, QueryError::Kind when_lost) {
    const std::string text = "mysql: " + std::string(message);
    auto kind = QueryError::Kind::Statement;
    if (is_lost(code)) {
      kind = when_lost;
      silent_ = true; // the statement knows, the connection's own error may not say so
    } else if (code == ER_LOCK_DEADLOCK || code == ER_LOCK_WAIT_TIMEOUT) {
      kind = QueryError::Kind::Retryable;
    }
    throw QueryError(text, kind, std::to_string(code));
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

  /// *Requires* all rows are here (mysql_stmt_store_result).
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

  Handle handle_;
  const std::string charset_;
  const std::string settings_;
  const Interrupter interrupter_;
#ifdef MARIADB_BASE_VERSION
  bool waiting_ = false; ///< the client library can be asked not to block
  std::optional<UnderWay> under_way_;
#endif
  bool silent_ = false; ///< an answer is still owed, or the session is known to be over
};

class MysqlDriver final : public Driver, public std::enable_shared_from_this<MysqlDriver> {
public:
  explicit MysqlDriver(Options options) : options_(std::move(options)) {
    static const int initialised = mysql_library_init(0, nullptr, nullptr);
    if (initialised != 0)
      throw std::runtime_error("connpool: the MySQL client library cannot be initialised");
  }

  std::unique_ptr<Connection> connect(milliseconds timeout) override {
    auto connection = std::make_unique<MysqlConnection>(
        open(timeout), options_, [weak = weak_from_this()](unsigned long session) {
          if (const auto driver = weak.lock())
            driver->end_statement_of(session);
        });
    if (!connection->apply_settings(timeout))
      throw ConnectError("cannot set statement_timeout on " + target(),
                         ConnectError::Kind::Transient);
    return connection;
  }

  std::string target() const override {
    return "mysql " + options_.user + "@" + place() + "/" + options_.database;
  }
  std::string server() const override { return "mysql " + place(); }
  Quoting quoting() const noexcept override { return Quoting::Mysql; }

private:
  void end_statement_of(unsigned long session) const {
    try {
      const Handle handle = open(std::chrono::seconds(2));
      mysql_query(handle.get(), ("KILL QUERY " + std::to_string(session)).c_str());
    } catch (const std::exception &) {
      // Then it ends when it ends.
    }
  }

  Handle open(milliseconds timeout) const {
    Handle handle(mysql_init(nullptr));
    if (!handle)
      throw std::bad_alloc();
    const auto seconds =
        static_cast<unsigned>(std::chrono::ceil<std::chrono::seconds>(timeout).count());
    mysql_options(handle.get(), MYSQL_OPT_CONNECT_TIMEOUT, &seconds);
    mysql_options(handle.get(), MYSQL_SET_CHARSET_NAME, options_.charset.c_str());
    const auto patience = static_cast<unsigned>(options_.read_timeout.count());
    if (patience > 0)
      mysql_options(handle.get(), MYSQL_OPT_READ_TIMEOUT, &patience);
    if (!options_.ssl_ca.empty())
      mysql_ssl_set(handle.get(), nullptr, nullptr, options_.ssl_ca.c_str(), nullptr,
                    nullptr);
    const auto or_null = [](const std::string &text) {
      return text.empty() ? nullptr : text.c_str();
    };
    if (!mysql_real_connect(
            handle.get(), options_.socket.empty() ? options_.host.c_str() : nullptr,
            options_.user.c_str(), options_.password.c_str(), or_null(options_.database),
            options_.port, or_null(options_.socket), 0)) {
      const unsigned code = mysql_errno(handle.get());
      const bool permanent = code == ER_ACCESS_DENIED_ERROR ||
                             code == ER_DBACCESS_DENIED_ERROR || code == ER_BAD_DB_ERROR ||
                             code == ER_ACCESS_DENIED_NO_PASSWORD_ERROR;
      throw ConnectError("cannot connect to " + target() + ": " + mysql_error(handle.get()),
                         permanent ? ConnectError::Kind::Permanent
                                   : ConnectError::Kind::Transient);
    }
    return handle;
  }

  std::string place() const {
    return options_.socket.empty() ? options_.host + ":" + std::to_string(options_.port)
                                   : options_.socket;
  }

  const Options options_;
};

} // namespace

std::shared_ptr<Driver> driver(Options options) {
  return std::make_shared<MysqlDriver>(std::move(options));
}

namespace {

milliseconds parse_ms(const std::string &text) {
  unsigned value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
    throw std::invalid_argument(
        "connpool: statement_timeout in a mysql: URL is a number of milliseconds");
  return milliseconds(value);
}

} // namespace

Options parse(const std::string &text) {
  const Url url = parse_url(text);
  if (url.scheme != "mysql" && url.scheme != "mariadb")
    throw std::invalid_argument("connpool: not a mysql: URL, but " + url.scheme + ":");
  Options options;
  if (!url.host.empty())
    options.host = url.host;
  if (url.port != 0)
    options.port = url.port;
  options.user = url.user;
  options.password = url.password;
  options.database = url.path;
  for (const auto &[name, value] : url.query)
    if (name == "socket" || name == "unix_socket")
      options.socket = value;
    else if (name == "charset")
      options.charset = value;
    else if (name == "ssl_ca")
      options.ssl_ca = value;
    else if (name == "statement_timeout")
      options.statement_timeout = parse_ms(value);
    else
      throw std::invalid_argument("connpool: unknown option in a mysql: URL: " + name);
  return options;
}

MYSQL *handle(const Lease &lease) {
  return static_cast<MYSQL *>(lease.connection().native());
}

} // namespace connpool::mysql
